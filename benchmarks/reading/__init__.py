"""How fast and how well burned-in lines are read, beside other ways: `python -m benchmarks.reading`."""
