"""How long a run waits for an endpoint, and how often it tries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Times in seconds.

    Attributes:
        timeout_s: for one answer; forty lines from a 7B model on a CPU (about 8 tokens/s) take three minutes.
        tries: of one request, while others are answered. Of requests of which each fails with 10 %, one in a hundred
            million fails eight times.
        first_wait_s: before the second try; doubled for each one after, up to `longest_wait_s`, and spread by half.
        longest_retry_after_s: the longest that an endpoint may ask for and is waited for before it is tried again.
        failures: in a row, over all requests, after which nobody is there.
        lone_failures: the same when all of them are one request's and nobody was there for any.
        first_probe_s: from then to the first try; doubled for each one after, up to `longest_probe_s`.
        give_up_s: how long the run waits for an endpoint that was there: a restart, a model that is being loaded, an
            evening's outage.
        give_up_early_s: the same when it never was; then most likely the address is wrong or nothing runs there.
    """

    timeout_s: float = 300.0
    tries: int = 8
    first_wait_s: float = 0.5
    longest_wait_s: float = 30.0
    longest_retry_after_s: float = 300.0
    failures: int = 10
    lone_failures: int = 4
    first_probe_s: float = 2.0
    longest_probe_s: float = 30.0
    give_up_s: float = 1800.0
    give_up_early_s: float = 5.0


PATIENCE = Patience()
