"""A model at an endpoint, with the limits and prices that hold there."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from reelbridge.core.errors import UsageError

KEY_VARIABLE = "OPENAI_API_KEY"

#: where requests go when no endpoint is named
DEFAULT_BASE_URL = "https://api.openai.com/v1"

#: sent to an endpoint of one's own when there is no key: the SDK insists on one, such endpoints ignore it
PLACEHOLDER_KEY = "no-key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One model at one endpoint.

    Attributes:
        model: the endpoint's name of the model.
        base_url: the endpoint, up to and with its `/v1`; empty for OpenAI's own.
        in_flight: requests at a time.
        requests_per_minute: the endpoint's limit; None for none.
        tokens_per_minute: the endpoint's limit, tokens in and out together; None for none.
        usd_per_million_in: the price of a million tokens that are sent; None where it is not known.
        usd_per_million_out: the price of a million tokens that come back.

    Raises:
        UsageError: no model, an address that is none, or a limit or price that cannot be.
    """

    model: str
    base_url: str = ""
    in_flight: int = 8
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    usd_per_million_in: float | None = None
    usd_per_million_out: float | None = None

    def __post_init__(self) -> None:
        if not self.model:
            raise UsageError("engine 'openai' needs the name of a model; none is set", hint="set model under [engine]")
        _check_url(self.url)
        for name in ("in_flight", "requests_per_minute", "tokens_per_minute"):
            limit: int | None = getattr(self, name)
            if limit is not None and limit < 1:
                raise UsageError(f"{name} is {limit}; at least 1 is needed", hint="leave it out for no limit")
        for name in ("usd_per_million_in", "usd_per_million_out"):
            price: float | None = getattr(self, name)
            if price is not None and not (math.isfinite(price) and price >= 0):
                raise UsageError(f"{name} is {price}; a price is 0 or more", hint="leave it out if it is not known")

    @property
    def url(self) -> str:
        """Where it is."""
        return self.base_url or DEFAULT_BASE_URL

    def cost_usd(self, *, tokens_in: int, tokens_out: int) -> float | None:
        """What tokens cost; None without both prices. Tokens from the provider's own cache count like others, so
        where those are cheaper the true bill is lower."""
        if self.usd_per_million_in is None or self.usd_per_million_out is None:
            return None
        return (tokens_in * self.usd_per_million_in + tokens_out * self.usd_per_million_out) / 1_000_000


def find_key(provider: Provider) -> str:
    """The key, from the environment and from nowhere else.

    Raises:
        UsageError: there is none where one is needed, or what is there is none.
    """
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key and not provider.base_url:
        raise UsageError(
            f"{KEY_VARIABLE} is not set", hint="set it in the environment, or name an endpoint of your own in base_url"
        )
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"{KEY_VARIABLE} holds characters that no key has", hint="copy the key again")
    return key or PLACEHOLDER_KEY


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError(f"base_url {url!r} is no address", hint="write it like http://localhost:8000/v1")
