"""Measurements of whole processes, side by side in one run. No test asserts on them."""
