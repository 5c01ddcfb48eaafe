"""What the lines say by themselves: how fast they are spoken, how charged their words are, what they leave open."""
