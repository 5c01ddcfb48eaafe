"""The bible of a series: making it out of the lines, and finding what an episode or a line needs of it."""
