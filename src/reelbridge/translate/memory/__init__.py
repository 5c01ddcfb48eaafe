"""Translation memories: SQLite files in which a line's likeness is found among a million in a few milliseconds."""
