"""Reelbridge takes a micro-drama to viewers in every market."""

__version__ = "0.1.0"
