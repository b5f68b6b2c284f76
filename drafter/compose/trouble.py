"""What can go wrong with an endpoint, in words for the person at the keyboard, and whether to try again.

Nothing here knows the SDK: a status, a body and the causes of an exception come in, a `Trouble` goes out.
What a server says is quoted on one line, cleaned and with keys masked.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from drafter import runs
from drafter.compose import answer
from drafter.compose.target import NO_KEY, Target

AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})

_TOO_LONG = re.compile(
    r"context (?:length|window|size)|maximum context|too (?:long|many tokens)|reduce the length"
    r"|(?:prompt|request|input|messages?)\b.{0,40}too large|exceeds? the .{0,40}(?:context|tokens)",
    re.IGNORECASE,
)
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}
_TIME = r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h)"
_QUOTA = re.compile(
    r"insufficient[_ ](?:quota|credit|balance|funds)|exceeded your current quota|quota_exceeded"
    r"|credit balance|out of credits",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Trouble(Exception):
    """Why a try failed. `reason` is the finish_reason of an answer that it broke off."""

    message: str
    hint: str = ""
    reason: str = "error"  # a key of `answer.REFUSED`
    again: bool = False  # another try may help
    wait: float | None = None  # seconds that the server asks to wait before it
    status: int = 0
    detail: str = ""  # the body, for `endpoint.adapt`


def of_status(status: int, body: str, headers: Mapping[str, str], target: Target) -> Trouble:
    """Return what an answer with an HTTP `status` of 300 or more means."""
    said = quote(body, target)
    used_up = status == 402 or (status in (400, 403, 429) and _QUOTA.search(body) is not None)
    if used_up:
        message, hint = f"the quota at {target.host} is used up", "add credit there, or use another model"
    else:
        message, hint = _explained(status, body, said, target)
    again = not used_up and (status in AGAIN or status >= 500)
    return Trouble(
        f"{message} ({status})" + (f": {said}" if said else ""), hint, again=again,
        wait=wait_told(headers, limited=True) if again else None, status=status, detail=body[:20_000],
    )  # fmt: skip


def _explained(status: int, body: str, said: str, target: Target) -> tuple[str, str]:
    """Return what a status means, and what helps."""
    host, model = target.host, target.model
    if status < 400:
        return f"{host} redirects to another address", "check the base URL; a login page may be in between"
    if status in (401, 403):
        word = "wants a key" if target.key == NO_KEY else "refused the key"
        return f"{host} {word}", f"check {target.key_variable or 'OPENAI_API_KEY'}"
    too_long = _TOO_LONG.search(said) is not None or "context_length" in body
    if status == 413 or (status in (400, 422) and too_long):
        return (
            f"notes and prompt are too long for {model}",
            "set `context` under [model] and draft with --outline, or use a model with a larger context",
        )
    if status in (404, 405):
        if model.lower() in body.lower() or "model" in said.lower():
            return f"{host} has no model {model!r}", "name another with -m"
        return f"{host} has no chat completions at this address", "check the base URL; it mostly ends in /v1"
    if status == 429:
        return f"{host} is limiting requests", "wait a while, or raise --timeout"
    if status in AGAIN or status >= 500:
        return f"{host} failed", "try again later, or use another model"
    return f"{host} refused the request", "check the model and the prompt's parameters"


def of_connection(error: BaseException, target: Target) -> Trouble:
    """Return what a connection that failed or broke means."""
    causes = list(_causes(error))
    refused = any(isinstance(each, ConnectionRefusedError) for each in causes)
    unknown = any(isinstance(each, socket.gaierror) for each in causes)
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return Trouble(f"{target.host} could not prove who it is (TLS)", "check the base URL and the network",
                       "connection")  # fmt: skip
    if unknown:
        return Trouble(f"there is no host {target.host}", "check the base URL and the network", "connection")
    if refused:
        hint = "start the server, or check the base URL" if target.is_local else "check the base URL"
        return Trouble(f"nothing listens at {target.host}", hint, "connection", again=not target.is_local)
    return Trouble(f"the connection to {target.host} broke", "run it again", "connection", again=True)


def of_event(error: object, target: Target) -> Trouble:
    """Return what an error object inside an answer means."""
    text = error if isinstance(error, str) else json.dumps(error, default=str)
    said = quote(text, target) or "no reason given"
    if _QUOTA.search(text):
        return Trouble(f"the quota at {target.host} is used up: {said}", "add credit there, or use another model")
    return Trouble(f"{target.host} reported an error: {said}", "run it again, or use another model")


def of_page(target: Target) -> Trouble:
    """Return what a web page in the place of an answer means."""
    return Trouble(f"{target.host} answered with a web page instead of a completion",
                   "check the base URL; a login page may be in between")  # fmt: skip


def of_nonsense(target: Target) -> Trouble:
    """Return what an answer means that is not in the protocol."""
    return Trouble(f"{target.host} answered with something that is no completion",
                   "check the base URL: is it an OpenAI-compatible server?")  # fmt: skip


def of_flood(target: Target) -> Trouble:
    """Return what an answer means that is longer than any post."""
    return Trouble(f"{target.host} sends without end", "choose another model or prompt")


def of_deadline(target: Target, timeout: float, last: Trouble | None) -> Trouble:
    """Return what it means that the time is up; `last` is what went wrong before, if anything."""
    before = f" ({last.message})" if last else ""
    return Trouble(f"no complete answer from {target.host} in {timeout:g} s{before}",
                   "raise --timeout, or use a faster model", "timeout")  # fmt: skip


def quote(body: str, target: Target) -> str:
    """Return what a server says in `body`, safe to print: one short line without keys; "" for a page."""
    text = body[:20_000].strip()
    if text.startswith("<"):
        return ""
    with contextlib.suppress(ValueError, RecursionError):
        text = _message(json.loads(text)) or text
    return runs.mask(answer.line(runs.mask(text, target.secrets), 300), target.secrets).rstrip(".")


def _message(data: object) -> str:
    """Find the sentence in an error body: servers put it in half a dozen places."""
    for _ in range(4):
        if isinstance(data, list):
            data = data[0] if data else ""
        if isinstance(data, str):
            return data
        if not isinstance(data, dict):
            return ""
        data = next((data[key] for key in ("error", "message", "detail", "msg") if data.get(key)), "")
    return ""


def wait_told(headers: Mapping[str, str], *, limited: bool = False) -> float | None:
    """Return for how many seconds a server wants no request; None where its headers don't say.

    Retry-After (RFC 9110, 10.2.3: a number or a date) where it refused one (`limited`), else the times of those
    of its limits that are used up, as OpenAI and others name them: `x-ratelimit-reset-requests: 6m0s`.
    """
    if limited and (told := _retry_after(headers.get("retry-after", "").strip())) is not None:
        return told
    resets = [
        seconds
        for what in ("requests", "tokens")
        if headers.get(f"x-ratelimit-remaining-{what}", "").strip() == "0"
        and (seconds := _duration(headers.get(f"x-ratelimit-reset-{what}", "").strip())) is not None
    ]
    return max(resets, default=None)


def _retry_after(value: str) -> float | None:
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    now = datetime.now(UTC)
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())


def _duration(value: str) -> float | None:
    """Return the seconds of "1h2m3.5s", "20ms" or a bare number."""
    value = value if value[-1:].isalpha() else f"{value}s"
    if not re.fullmatch(f"(?:{_TIME})+", value):
        return None
    return sum(float(number) * _UNITS[unit] for number, unit in re.findall(_TIME, value))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
