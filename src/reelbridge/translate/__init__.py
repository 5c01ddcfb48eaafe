"""From source lines to lines of another language: no line lost, none shifted."""
