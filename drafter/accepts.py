"""Claims that a reviewer answers for although the notes don't have them.

They live in the post's own front matter, under one flat key, as one JSON string: a list of objects with
`code`, `text`, `reason` and `who`. A claim is known by its text: when that changes, nobody answers for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter.tuples import NamedTuple

KEY = "review_accepted"
MOST = 1_000  # entries that are read


class Accepted(NamedTuple):
    """One claim: the finding's code, its text in the post, why it is true, and who says so."""

    code: str
    text: str
    reason: str = ""
    who: str = ""


def read(meta: Mapping[str, object]) -> tuple[Accepted, ...]:
    """The accepted claims in front matter `meta`; what is no such entry is passed over."""
    value = meta.get(KEY)
    if isinstance(value, str):
        import json

        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return ()
    entries = value if isinstance(value, list) else []
    return tuple(
        Accepted(*(str(entry.get(name) or "") for name in ("code", "text", "reason", "who")))
        for entry in entries[:MOST]
        if isinstance(entry, dict) and entry.get("text") and entry.get("reason") and entry.get("who")
    )


def add(accepted: Sequence[Accepted], new: Accepted) -> tuple[Accepted, ...]:
    """`accepted` with `new` in it, in place of an entry for the same code and text."""
    kept = tuple(one for one in accepted if (one.code, one.text) != (new.code, new.text))
    return (*kept, new)


def write(accepted: Sequence[Accepted]) -> str | None:
    """The front matter value for `accepted`; None, which takes the key out, when there are none."""
    import json

    return json.dumps([one._asdict() for one in accepted], ensure_ascii=False) if accepted else None


def covers(accepted: Sequence[Accepted], code: str, text: str) -> bool:
    """Whether somebody answers for the claim `text` under the rule `code`; white space doesn't count."""
    wanted = " ".join(text.split())
    return any(one.code == code and " ".join(one.text.split()) == wanted for one in accepted)
