"""The review for scripts: version 1 of a shape that is only ever added to.

    {"version": 1, "path", "title", "language": str or null, "notes": str or null,
     "unknown": {what: why}                                    what could not be found out
     "approval": {"state", "reviewer", "role", "at", "checks": [str], "note", "reason"},
     "disclaimer": {"visible": bool, "message"},
     "human_share": {"sentences", "changed", "removed"} or null,
     "counts": {standing: int},
     "sentences": [{"number", "line", "column", "part", "text", "standing", "by_person": bool,
                    "support": [{"line", "score", "text"}]}],
     "points": [{"kind", "text", "reason", "line", "column", "severity", "code", "nearest",
                 "notes_lines": [int], "sentence": int, "accepted": {"who", "reason"} or null}],
     "omissions": [{"text", "reason", "line"}],
     "provenance": [{"label", "text"}], "next": [{"text", "command"}]}

Lines and columns are 1-based and those of the files; line 0 of the notes is their front matter; sentence 0 is none.
`standing` is "supported", "partly", "unsupported", "gap", "skipped" (no claim) or "unknown" (no notes).
"""

from __future__ import annotations

import json

from drafter.page import escape, state
from drafter.page.points import Point, Row, counts, points, rows
from drafter.page.value import Review, Share

_APPROVAL = ("state", "reviewer", "role", "at", "checks", "note", "reason")


def render(review: Review) -> str:
    """Return the review as one JSON object."""
    some = rows(review)
    found = points(review, some)
    unknown = {name: why for name, why in (("evidence", review.no_evidence), ("human_share", review.no_share)) if why}
    shape = {
        "version": 1,
        "path": review.draft.path,
        "title": state.title(review),
        "language": review.evidence.language if review.evidence else None,
        "notes": review.notes.path if review.notes else None,
        "unknown": unknown,
        "approval": {key: getattr(review.approval, key) for key in _APPROVAL},
        "disclaimer": {"visible": review.disclosed, "message": review.disclaimer},
        "human_share": _share(review.share) if review.share else None,
        "counts": counts(some),
        "sentences": [_sentence(row) for row in some],
        "points": [_point(point) for point in found if point.kind != "omission"],
        "omissions": [
            {"text": point.text, "reason": point.reason, "line": point.lines[0]}
            for point in found if point.kind == "omission"
        ],
        "provenance": [{"label": label, "text": text} for label, text in review.provenance],
        "next": [{"text": step.text, "command": step.command} for step in review.steps],
    }  # fmt: skip
    return escape.clean(json.dumps(shape, indent=2, ensure_ascii=False))


def _share(share: Share) -> dict[str, int]:
    return {"sentences": share.total, "changed": share.changed, "removed": share.removed}


def _sentence(row: Row) -> dict[str, object]:
    sentence = row.sentence
    return {
        "number": row.number, "line": sentence.line, "column": sentence.column, "part": row.part,
        "text": sentence.text, "standing": row.standing, "by_person": row.by_person,
        "support": [{"line": s.line, "score": s.score, "text": s.text} for s in row.support],
    }  # fmt: skip


def _point(point: Point) -> dict[str, object]:
    accepted = {"who": point.accepted.who, "reason": point.accepted.reason} if point.accepted else None
    return {
        "kind": point.kind, "text": point.text, "reason": point.reason, "line": point.line,
        "column": point.column, "severity": point.severity, "code": point.code,
        "nearest": point.nearest, "notes_lines": list(point.lines), "sentence": point.row, "accepted": accepted,
    }  # fmt: skip
