"""The nouns: frozen dataclasses that cross rooms. They know nothing of files, processes or networks."""
