"""What every line is tested against before it goes out, and the repairs that are safe to make."""
