"""Filling with what the shot shows at other times."""
