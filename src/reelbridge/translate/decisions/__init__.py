"""What people decided, over what an engine wrote."""
