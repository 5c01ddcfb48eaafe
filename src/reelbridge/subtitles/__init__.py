"""Getting the dialogue out of an episode: a sidecar, a text stream, or the picture."""
