"""Video clips with burned-in text of which everything is known, made by `python -m benchmarks.footage`."""
