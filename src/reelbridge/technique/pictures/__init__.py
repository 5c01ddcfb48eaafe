"""The one pass over the picture that everything in this room looks at."""
