"""Why a request brought no answer, and what that says about trying again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from reelbridge.core.errors import (
    AnswerError,
    EngineDownError,
    EngineError,
    EngineUnavailableError,
    RequestRefusedError,
)
from reelbridge.tools.llm.provider import KEY_VARIABLE, Provider

if TYPE_CHECKING:
    import openai

_URL_HINT = "see that base_url ends as the endpoint wants it, most often in /v1"

_AGAIN_HINT = "run again to go on; what is answered is kept"

#: characters of an endpoint's own words that a message repeats
_MAX_WORDS = 200

#: what a gateway says when the service behind it does not answer; 529 is "overloaded" at some providers
_GATEWAY_STATUSES = (502, 503, 504, 529)

#: statuses that another try may not meet again (408 timeout, 409 conflict), besides 429 and 5xx
_PASSING_STATUSES = (408, 409)

#: codes of a 429 that no waiting mends: the account is empty
_NO_MONEY_CODES = ("insufficient_quota", "billing_hard_limit_reached")

#: what an exception beneath a connection error is called when nothing had been sent yet
_NOT_SENT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "ProxyError")


class FailureKind(StrEnum):
    """What to do next."""

    DOWN = "down"  # nobody is there: wait for the whole provider
    BUSY = "busy"  # it is there, and this try failed: try again
    REFUSED = "refused"  # this request will never be answered
    CLOSED = "closed"  # no request will ever be answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One try that brought no answer.

    Attributes:
        error: what a person is told if that is the end of it.
        retry_after_s: how long the endpoint asks to wait, if it does.
        is_reply: the endpoint itself says so, so it is there.
        may_be_paid: the request went out, and an answer may have been written that was lost.
    """

    kind: FailureKind
    error: EngineError
    retry_after_s: float | None = None
    is_reply: bool = False
    may_be_paid: bool = False


def timed_out(provider: Provider, timeout_s: float) -> Failure:
    """No answer within the time."""
    error = EngineUnavailableError(f"the endpoint {provider.url} did not answer within {timeout_s:.0f} s")
    return Failure(kind=FailureKind.BUSY, error=error, may_be_paid=True)


def no_completion(provider: Provider, words: str = "") -> Failure:
    """Something came back that is no answer of a model: a web page, broken JSON."""
    message = f"the endpoint {provider.url} answers something that is no chat completion"
    error = AnswerError(f"{message}: {words}" if words else message, hint=_URL_HINT)
    return Failure(kind=FailureKind.BUSY, error=error, may_be_paid=True)


def failure_of(error: openai.OpenAIError, provider: Provider) -> Failure:
    """What an error of the SDK means."""
    failure = _meaning_of(error, provider)
    failure.error.__cause__ = error
    return failure


def _meaning_of(error: openai.OpenAIError, provider: Provider) -> Failure:
    import openai

    where = f"the endpoint {provider.url}"
    if isinstance(error, openai.APIConnectionError):
        may_be_paid = type(error.__cause__).__name__ not in _NOT_SENT
        unavailable: EngineUnavailableError = EngineDownError(
            f"{where} does not answer", hint="is it running, and is base_url right?"
        )
        return Failure(kind=FailureKind.DOWN, error=unavailable, may_be_paid=may_be_paid)
    if not isinstance(error, openai.APIStatusError):
        return no_completion(provider, words_of(error))
    words, status = words_of(error), error.status_code
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        hint = f"set {KEY_VARIABLE} to a key that is valid there"
        return Failure(kind=FailureKind.CLOSED, error=EngineError(f"{where} refuses the key", hint=hint))
    if isinstance(error, openai.NotFoundError):
        unknown = EngineError(
            f"{where} does not know the model {provider.model!r}: {words}", hint=f"check model, and {_URL_HINT}"
        )
        return Failure(kind=FailureKind.CLOSED, error=unknown)
    if status == 429:
        is_empty = error.code in _NO_MONEY_CODES
        unavailable = EngineUnavailableError(
            f"{where} takes no more requests now: {words}",
            hint=f"fill up the account there; {_AGAIN_HINT}" if is_empty else "run the same again later",
        )
        kind = FailureKind.CLOSED if is_empty else FailureKind.BUSY
        return Failure(kind=kind, error=unavailable, retry_after_s=_retry_after_of(error), is_reply=True)
    if status >= 500 or status in _PASSING_STATUSES:
        is_down = status in _GATEWAY_STATUSES
        unavailable = (EngineDownError if is_down else EngineUnavailableError)(
            f"{where} fails with HTTP {status}: {words}"
        )
        kind = FailureKind.DOWN if is_down else FailureKind.BUSY
        return Failure(kind=kind, error=unavailable, retry_after_s=_retry_after_of(error), is_reply=True)
    refused = RequestRefusedError(f"{where} refuses the request with HTTP {status}: {words}")
    return Failure(kind=FailureKind.REFUSED, error=refused)


def given_up(failure: Failure, waited_s: float) -> EngineDownError:
    """What every request is told once the wait for an endpoint is over."""
    waited = f"{waited_s / 60:.0f} minutes" if waited_s >= 120 else f"{waited_s:.0f} s"
    hint = f"{failure.error.hint} {_AGAIN_HINT}" if failure.error.hint else _AGAIN_HINT
    return EngineDownError(f"{failure.error.message}; given up after {waited}", hint=hint)


def is_filtered(error: openai.APIStatusError) -> bool:
    """Whether the endpoint refuses what the text says, and not how it is asked: Azure and OpenAI say so with a code,
    OpenRouter with a 403 that speaks of moderation."""
    return error.code == "content_filter" or (error.status_code == 403 and "moderation" in words_of(error).lower())


def words_of(error: openai.OpenAIError) -> str:
    """What the endpoint said, on one line."""
    body = getattr(error, "body", None)
    said = body.get("message") or body.get("detail") if isinstance(body, dict) else body
    return one_line(str(said or error))


def one_line(text: str) -> str:
    """An endpoint's words, as far as a message repeats them."""
    words = " ".join(text.split())
    return words if len(words) <= _MAX_WORDS else words[:_MAX_WORDS] + "..."


def retry_after_s(headers: dict[str, str], now: datetime) -> float | None:
    """How long to wait: seconds, or a date (RFC 9110, 10.2.3); milliseconds in OpenAI's own `retry-after-ms`.

    Args:
        headers: names in lower case.
        now: with a time zone.
    """
    for name, unit_s in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit_s
        except ValueError:
            continue
        if 0 <= seconds < float("inf"):
            return seconds
    try:
        when = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


def _retry_after_of(error: openai.APIStatusError) -> float | None:
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    return retry_after_s(headers, datetime.now(UTC))
