"""Grey pictures, the frames of a video, and the text masks made of them."""
