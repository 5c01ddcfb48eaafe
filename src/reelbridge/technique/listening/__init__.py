"""What is heard: how loud it is, whether somebody speaks."""
