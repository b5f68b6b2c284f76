"""Approval: a named person's signature over the text that readers will get.

The signature is a digest in the post's own front matter. It shows that something changed since a person
signed; it doesn't prove who that person is, which is the part of git and the pull request.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from drafter import keys, sites
from drafter.errors import DrafterError
from drafter.keys import text_of as text_of
from drafter.model import Draft
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.head import Value
    from drafter.model import Site

State = Literal["pending", "approved", "stale", "invalid"]

VERSION = "v1"
MAX_VALUES = 10_000  # single values in front matter that a digest reads
STATUS, BY, ROLE, AT = "review_status", "reviewed_by", "reviewer_role", "reviewed_at"
CHECKS, NOTE, ACCEPTED = "review_checks", "review_note", "review_accepted"
NOTES_DIGEST, DIGEST = "review_notes_digest", "review_digest"
SIGNED = (BY, ROLE, AT, CHECKS, NOTE, ACCEPTED, NOTES_DIGEST)  # reviewer's keys that the digest covers
TEASERS = ("summary", "excerpt")  # what some sites show of a post instead of its description
REQUIRED_CHECK = "facts"  # the least that a review is (EU AI Act guidelines C(2026) 5054, paragraph 134)


class Approval(NamedTuple):
    """How a post stands with its reviewer; `reason` says in a clause why it is not simply approved."""

    state: State
    reviewer: str = ""
    role: str = ""
    at: str = ""
    checks: tuple[str, ...] = ()
    note: str = ""
    reason: str = ""


# -- the digest ------------------------------------------------------------------------------------


def notes_digest(data: bytes) -> str:
    """The digest of notes as a signature records it; line endings don't count, git changes them."""
    import hashlib

    return "sha256:" + hashlib.sha256(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()


def digest(draft: Draft, signature: Mapping[str, object]) -> str:
    """`v1:sha256:...` over what readers get, what is said about its making, and who answers for it.

    That is title, description, what a site may show in its place, the body with its line endings normalised, all
    `ai_*` keys, and of `signature` the keys in `SIGNED`. Quoting in YAML and line endings don't matter, all else does.
    """
    import hashlib
    import json

    left = iter(range(MAX_VALUES))
    covered = {
        "title": _plain(draft.meta.get("title"), left),
        "description": _plain(draft.meta.get("description"), left),
        "body": draft.body.replace("\r\n", "\n").replace("\r", "\n"),
        "ai": {key: _plain(draft.meta[key], left) for key in sorted(draft.meta) if key.startswith("ai_")},
        "review": {key: _plain(signature.get(key), left) for key in SIGNED},
    }
    if teaser := {key: _plain(draft.meta[key], left) for key in TEASERS if key in draft.meta}:
        covered["teaser"] = teaser
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":"))
    return f"{VERSION}:sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def _plain(value: object, left: Iterator[int]) -> object:
    """A front matter value without what its spelling adds: quotes around it, or its time's format.

    `left` bounds how many values are read: aliases of YAML can stand for billions.
    """
    if next(left, None) is None:
        return None
    if isinstance(value, Mapping):
        return {str(key): _plain(item, left) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, left) for item in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*", value):
        with contextlib.suppress(ValueError):
            return dt.datetime.fromisoformat(value).isoformat()
    return text_of(value)


# -- signing ---------------------------------------------------------------------------------------


def sign(
    draft: Draft, reviewer: str, *, at: dt.datetime, notes_digest: str | None = "", role: str = "",
    checks: Sequence[str] = (REQUIRED_CHECK,), note: str = "",
) -> Mapping[str, Value | None]:  # fmt: skip
    """The front matter keys to set (None: to take out) so that `reviewer` answers for `draft` as it is.

    `at` is the time of the approval, `notes_digest` that of the notes ("" for a post without notes, None
    when they can't be found: then what an earlier signature recorded is kept).
    Raises DrafterError when the reviewer is empty or a tool, or the facts were not checked.
    """
    name = " ".join(reviewer.split())
    if not name:
        raise DrafterError("an approval needs a person's name", 'add --reviewer "First Last"')
    if tool := names_tool(name, draft):
        raise DrafterError(f"{tool!r} is a tool: only a person can answer for a text",
                           'add --reviewer "First Last"')  # fmt: skip
    done = [check for item in checks if (check := " ".join(item.split()).lower())]
    if REQUIRED_CHECK not in done:
        raise DrafterError(f"an approval needs {REQUIRED_CHECK!r} among its checks",
                           f"compare the post with its notes, add --checks {REQUIRED_CHECK}")  # fmt: skip
    if notes_digest is None:
        notes_digest = text_of(draft.meta.get(NOTES_DIGEST))
    keys: dict[str, Value | None] = {
        STATUS: "approved",
        BY: name,
        ROLE: " ".join(role.split()) or None,
        AT: (at if at.tzinfo else at.astimezone()).isoformat(timespec="seconds"),
        CHECKS: list(dict.fromkeys(done)),
        NOTE: " ".join(note.split()) or None,
        NOTES_DIGEST: notes_digest or None,
    }
    signature = {**keys, ACCEPTED: draft.meta.get(ACCEPTED)}
    return {**keys, DIGEST: digest(draft, signature)}


def withdraw() -> Mapping[str, Value | None]:
    """The front matter keys that take a signature back. What a reviewer accepted stays."""
    taken = dict.fromkeys((BY, ROLE, AT, CHECKS, NOTE, NOTES_DIGEST, DIGEST))
    return {STATUS: "pending", **taken}


def status(draft: Draft, notes_digest: str | None = None) -> Approval:
    """Who answers for `draft`, and whether that still holds.

    `notes_digest` is that of the notes as they are now; None when they can't be found, as in another
    clone: the signature is then judged by what it recorded, and the reason says so.
    """
    meta = draft.meta
    said = text_of(meta.get(STATUS))
    if said != "approved" and not meta.get(DIGEST) and not meta.get(BY):
        return Approval("pending", reason="nobody has approved it")
    reviewer, role, at, note = (text_of(meta.get(key)).strip() for key in (BY, ROLE, AT, NOTE))
    checks = meta.get(CHECKS)
    done = tuple(text_of(check) for check in checks[:100]) if isinstance(checks, list) else ()
    state, reason = _judge(draft, said, notes_digest)
    return Approval(state, reviewer, role, at, done, note, reason)


def _judge(draft: Draft, said: str, current: str | None) -> tuple[State, str]:
    sealed, recorded = draft.meta.get(DIGEST), text_of(draft.meta.get(NOTES_DIGEST))
    if not isinstance(sealed, str) or not re.fullmatch(r"v\d+:sha256:[0-9a-f]{64}", sealed):
        return "invalid", f"there is no {DIGEST} of the kind that `drafter approve` writes"
    if not sealed.startswith(f"{VERSION}:"):
        return "invalid", f"its {DIGEST} is of a version that this drafter doesn't know"
    if said != "approved":
        return "invalid", f"{STATUS} is {said or 'missing'!r} although a signature is there"
    if sealed != digest(draft, draft.meta):
        return "stale", "its text or its record changed"
    if current is None:
        return "approved", "its notes are not here, so whether they changed is unknown"
    if current != recorded:
        return "stale", "its notes changed" if recorded else "it was signed without its notes"
    return "approved", ""


# -- who and when ----------------------------------------------------------------------------------


def names_tool(name: str, draft: Draft | None = None) -> str:
    """The tool that `name` names in the eyes of `draft`, "" when it can be a person's: see `keys.names_tool`."""
    return keys.names_tool(name, text_of(draft.meta.get("ai_tool")) if draft else "")


def is_due(draft: Draft) -> bool:
    """Whether a person has to answer for this post before readers get it.

    So it is for every post that says a tool had a part in it, by any `ai_*` key, or that a review was
    begun, by any key that `sign` writes. A post that only declares `ai_disclosure: none`, or has no such
    key at all, as in an archive from before, is a person's own.
    """
    review = (STATUS, DIGEST, *SIGNED)
    marks = {key for key in draft.meta if key.startswith("ai_") or key in review}
    if draft.meta.get("ai_disclosure") == "none":
        marks -= {"ai_disclosure", "ai_source_type"}
    return bool(marks)


def is_published(draft: Draft, site: Site) -> bool:
    """Whether a site of this preset would show the post to readers: it ignores what it doesn't know."""
    return not sites.is_held(sites.PRESETS[site], draft.path, draft.meta)


def release(draft: Draft, site: Site) -> Mapping[str, Value | None]:
    """The front matter keys to change so that the site publishes the post; empty where nothing holds it."""
    return sites.release(sites.PRESETS[site], draft.meta)


def hold(draft: Draft, site: Site) -> Mapping[str, Value | None]:
    """The front matter keys to change so that the site keeps the post from readers."""
    return sites.hold(sites.PRESETS[site], draft.path, draft.meta)
