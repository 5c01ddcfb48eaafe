"""The contract per line: what a model may answer, and how it is told that a line is lost, shifted or wrong. Pure."""
