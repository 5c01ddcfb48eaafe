"""The use cases: what the command line and the web ask for, and which engines do it."""
