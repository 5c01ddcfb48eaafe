"""How a micro-drama is cut: shots, signals over time, what they do to a viewer, and how two ways of cutting compare."""
