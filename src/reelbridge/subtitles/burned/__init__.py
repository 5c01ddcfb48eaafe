"""Text that is part of the picture: where it stands, from when to when, and what it says."""
