"""What all tests share."""

from __future__ import annotations

import os

# no test may leave the machine by accident, nor take a key from the developer's shell
for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "REELBRIDGE_MODEL"):
    os.environ.pop(name, None)
