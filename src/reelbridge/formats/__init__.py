"""Files of the trade, text to model and back: one format one file, no room knows how any of them is written."""
