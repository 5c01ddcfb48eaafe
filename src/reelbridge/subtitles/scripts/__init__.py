"""The words of a script at the times of the picture."""
