"""What context can mend after reading: punctuation, names, look-alikes."""
