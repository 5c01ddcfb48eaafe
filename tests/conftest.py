"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# no test may leave the machine by accident, nor take a key from the developer's shell
for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "REELBRIDGE_MODEL"):
    os.environ.pop(name, None)

# a loaded machine is no reason for a test to fail
settings.register_profile("reelbridge", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reelbridge")
