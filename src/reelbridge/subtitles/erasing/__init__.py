"""Taking burned-in dialogue off the picture."""
