"""Asking a language model for lines: what it is told, in which parts, and what happens when an answer will not do."""
