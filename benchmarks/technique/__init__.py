"""How well and how fast shots are found, and what all signals of the technique cost."""
