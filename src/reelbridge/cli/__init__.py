"""The command line: parse, one call of the app, print."""
