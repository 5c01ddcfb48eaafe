"""From a folder of files to videos that can be worked with."""
