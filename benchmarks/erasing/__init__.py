"""How well and how fast burned-in lines are taken off, beside other ways: `python -m benchmarks.erasing`."""
