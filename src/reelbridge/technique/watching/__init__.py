"""What is seen over time: the camera, what moves before it, light and colours, faces, and small pictures of shots."""
