"""How a draft stands, in words that all pages share."""

from __future__ import annotations

from collections.abc import Iterator

from drafter import head
from drafter.model import Notes
from drafter.page.points import SIGNS, Point, Row, counts
from drafter.page.value import Review

LIMITS = (
    "Looked up, not understood: right words in a wrong relation pass, and what the notes bear out may still be wrong."
)


def title(review: Review) -> str:
    """The draft's title, else its path."""
    found = review.draft.meta.get("title")
    return found.strip() if isinstance(found, str) and found.strip() else review.draft.path


def approval(review: Review) -> str:
    """Who answers for the text, in a sentence's end."""
    given = review.approval
    if given.state == "approved":
        return f"approved by {given.reviewer} on {given.at[:10]}" + (f"; {given.reason}" if given.reason else "")
    if given.state == "stale":
        return f"no longer valid: {given.reason} since {given.reviewer} approved it on {given.at[:10]}"
    return f"{given.state}: {given.reason}"


def share(review: Review) -> str:
    """How much of the body people wrote."""
    if review.share is None:
        return f"unknown: {review.no_share}"
    part = review.share
    if not part.total:
        return "there are no sentences"
    if not part.changed and not part.removed:
        return "none of it was changed by a person"
    percent = round(100 * part.changed / part.total)
    gone = f", {part.removed} of the first version changed or taken out" if part.removed else ""
    return f"{part.changed} of {_number(part.total, 'sentence')} written or changed by a person ({percent} %){gone}"


def no_evidence(review: Review) -> str:
    """Why there is no evidence, as a sentence."""
    return f"Nothing can be looked up: {review.no_evidence}."


def nothing(review: Review) -> str:
    """What to say when there is no point to look at."""
    return "Nothing was found. Read it all the same." if review.evidence else no_evidence(review)


def sentence_counts(some: tuple[Row, ...]) -> str:
    """How many sentences stand how, in a line."""
    found = counts(some)
    parts = [f"{found[name]} {SIGNS[name][1]}" for name in found if found[name]]
    return ", ".join(parts) or "none"


def summary(review: Review, some: tuple[Row, ...], found: tuple[Point, ...]) -> Iterator[tuple[str, str, bool]]:
    """Name, text and whether it is as it should be: the few things to know first."""
    yield "Approval", approval(review), review.approval.state == "approved"
    yield "Disclaimer", review.disclaimer, review.disclosed
    number = counts(some)
    sound = review.evidence is not None and not any(number[name] for name in ("partly", "unsupported", "gap"))
    yield "Sentences", sentence_counts(some), sound
    facts = [point for point in found if point.kind in ("number", "date", "name", "quotation", "link")]
    missing = [point for point in facts if point.accepted is None]
    if review.evidence is None:
        yield "Facts", f"unknown: {review.no_evidence}", False
    else:
        told = f"{len(missing)} that the notes don't have" if missing else "all in the notes"
        accepted = len(facts) - len(missing)
        if accepted:
            told = f"{len(missing)} that the notes don't have, {accepted} accepted by a reviewer"
        yield "Facts", told, not missing


def record(review: Review) -> Iterator[tuple[str, str]]:
    """Label and text of all that is known about the draft."""
    given = review.approval
    yield "File", review.draft.path
    yield "Approval", approval(review)
    if given.checks:
        yield "Checked", ", ".join(given.checks)
    if given.role:
        yield "Role", given.role
    if given.note:
        yield "Reviewer's note", given.note
    yield "Disclaimer", review.disclaimer
    yield "Human share", share(review)
    yield from review.provenance
    if review.notes:
        yield "Notes", review.notes.path
        yield "Notes' digest", review.notes.digest
        for notice in review.notes.notices:
            yield "Notice", notice
    else:
        yield "Notes", review.no_evidence


def head_lines(notes: Notes) -> list[str]:
    """The notes' front matter, a line for each value."""
    return [f"{key}: {text}" for key, text in head.leaves(notes.meta)]


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
