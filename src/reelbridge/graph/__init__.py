"""What a step and a plan are, and how a result gets its key. Pure."""
