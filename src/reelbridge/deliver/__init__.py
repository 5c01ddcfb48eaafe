"""From a checked episode to files that players, stores and apps take."""
