"""The points that a reviewer has to look at, and the sentences with their standing: one order for all pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter import sentences
from drafter.accepts import Accepted
from drafter.grounding.evidence import Omission, Support, Trace
from drafter.model import Finding, Sentence
from drafter.page.value import Review
from drafter.tuples import NamedTuple

SIGNS: Mapping[str, tuple[str, str]] = {  # a sign and a word for each standing: never colour alone
    "supported": ("+", "borne out"),
    "partly": ("~", "partly"),
    "unsupported": ("!", "not borne out"),
    "gap": ("?", "gap"),
    "skipped": (" ", "no claim"),
    "unknown": (" ", "unknown"),
}
KINDS: Mapping[str, str] = {  # what kind of point it is, as people read it
    "number": "number", "date": "date", "name": "name", "quotation": "quotation", "link": "link",
    "sentence": "sentence", "gap": "gap", "rule": "rule", "omission": "left out",
    "negation": "negation", "contradiction": "contradiction", "plan-as-outcome": "plan told as outcome",
    "idea-as-decision": "idea told as decision", "praise": "praise", "unowned": "opinion without owner",
}  # fmt: skip
CODES: Mapping[str, str] = {  # the rule that speaks of each kind of point
    "number": "G501", "date": "G502", "name": "G503", "quotation": "G504", "link": "G505", "sentence": "G511",
    "contradiction": "G512", "negation": "G513", "plan-as-outcome": "G514", "idea-as-decision": "G514",
    "praise": "G515", "unowned": "G515", "omission": "G516", "gap": "S411",
}  # fmt: skip
MISSPELT = "G506"
NO_EVIDENCE = "no line of the notes bears this sentence out"
_GAP = re.compile(r"\[\[CHECK:?\s*([^\]\n]*)(?:\]\])?")
_SUPPORT = 0.5  # a further line is shown when it holds this share of what the best one does


class Row(NamedTuple):
    """One sentence: its number on the page, from 1, how it stands, and its trace where there are notes."""

    number: int
    sentence: Sentence
    standing: str  # a key of SIGNS
    part: str = "body"
    trace: Trace | None = None
    by_person: bool = False

    @property
    def support(self) -> tuple[Support, ...]:
        """The lines worth showing: the best, and those that are nearly as good."""
        if self.trace is None or not self.trace.support or self.standing in ("unsupported", "skipped"):
            return ()
        least = self.trace.support[0].score * _SUPPORT
        shown: dict[tuple[int, str], Support] = {}
        for support in self.trace.support:
            if support.score >= least:
                shown.setdefault((support.line, support.text if support.line == 0 else ""), support)
        return tuple(shown.values())


class Point(NamedTuple):
    """Something to look at: where it is, what it is, why, and the lines of the notes that matter."""

    kind: str  # a key of KINDS
    text: str  # the words in question
    reason: str
    line: int
    column: int = 1
    severity: str = "warning"
    code: str = ""
    nearest: str = ""
    lines: tuple[int, ...] = ()
    row: int = 0  # number of the sentence; 0: none
    start: int = 0  # of the words in the sentence
    end: int = 0
    accepted: Accepted | None = None


def rows(review: Review) -> tuple[Row, ...]:
    """Every sentence of the draft in reading order; without notes their standing is unknown."""
    places = review.share.places if review.share else frozenset()
    if review.evidence is None:
        found = [(s, "unknown", "body", None) for s in sentences.split(review.draft)]
    else:
        found = [(t.sentence, t.standing, t.part, t) for t in review.evidence.traces]  # type: ignore[misc]
    return tuple(
        Row(n, s, standing, part, trace, part == "body" and (s.line, s.column) in places)
        for n, (s, standing, part, trace) in enumerate(found, 1)
    )


def counts(some: tuple[Row, ...]) -> Mapping[str, int]:
    """How many sentences have each standing; those without a claim aren't counted."""
    return {name: sum(row.standing == name for row in some) for name in SIGNS if name != "skipped"}


def points(review: Review, some: tuple[Row, ...]) -> tuple[Point, ...]:
    """What to look at, in reading order, and what the draft leaves out, in the order of the notes.

    A finding of the rules at the very place of a point tells how bad it is and isn't told twice.
    """
    left_out = review.evidence.omissions if review.evidence else ()
    found = [*(point for row in some for point in _of_row(row)), *map(_of_omission, left_out)]
    findings: dict[tuple[str, int, int], Finding] = {(f.code, f.line, f.column): f for f in review.findings}
    told: set[tuple[str, int, int]] = set()
    merged = []
    for point in found:
        place = (point.code, point.line, point.column)
        if finding := findings.get(place):
            told.add(place)
            point = point._replace(severity=finding.severity)
        merged.append(point._replace(accepted=_accepted(point, some, review.accepted)))
    on_line = {row.sentence.line: row.number for row in reversed(some)}
    for place, finding in findings.items():
        if place not in told and not (finding.code == CODES["omission"] and left_out):
            merged.append(_of_finding(finding, on_line.get(finding.line, 0)))
    return tuple(sorted(merged, key=lambda point: (point.kind == "omission", point.line, point.column)))


def _accepted(point: Point, some: tuple[Row, ...], accepted: tuple[Accepted, ...]) -> Accepted | None:
    """Who answers for a point: by the text of the claim, or by the whole sentence where it is about that."""
    by_rule = [one for one in accepted if one.code == point.code]
    if not by_rule:
        return None
    texts = {" ".join(point.text.split())}
    if point.row and point.code >= CODES["sentence"]:
        texts.add(" ".join(some[point.row - 1].sentence.text.split()))
    return next((one for one in by_rule if " ".join(one.text.split()) in texts), None)


def _of_row(row: Row) -> Iterator[Point]:
    """The gaps, claims and hints of one sentence, or that nothing bears it out."""
    sentence, trace = row.sentence, row.trace
    if row.standing == "gap":
        for match in _GAP.finditer(sentence.text):
            text, (start, end) = match[1].strip() or "something", match.span()
            yield _point("gap", row, text, "a gap to fill before this is published", start, end)
    if trace is None:
        return
    for claim in trace.flagged:
        point = _point(claim.kind, row, claim.text, claim.reason, claim.start, claim.end)
        code = MISSPELT if claim.standing == "misspelt" else point.code
        yield point._replace(code=code, nearest=claim.nearest, lines=claim.where)
    for signal in trace.signals:
        words = sentence.text[signal.start : signal.end] or sentence.text
        point = _point(signal.kind, row, words, signal.reason, signal.start, signal.end)
        yield point._replace(lines=(signal.line,) if signal.line else ())
    is_label = row.part == "body" and sentence.kind == "heading"
    if row.standing == "unsupported" and not trace.flagged and not is_label:
        point = _point("sentence", row, sentence.text, NO_EVIDENCE, 0, 0)
        near = trace.support[:1]
        yield point._replace(nearest=near[0].text if near else "", lines=tuple(support.line for support in near))


def _point(kind: str, row: Row, text: str, reason: str, start: int, end: int) -> Point:
    line, column = sentences.place(row.sentence, start)
    return Point(kind, text, reason, line, column, code=CODES[kind], row=row.number, start=start, end=end)


def _of_finding(finding: Finding, row: int) -> Point:
    return Point(
        "rule", finding.name.replace("-", " "), finding.message, finding.line, finding.column,
        finding.severity, finding.code, row=row,
    )  # fmt: skip


def _of_omission(omission: Omission) -> Point:
    reason = f"a {omission.kind} in the notes that the draft never uses"
    reason = reason.replace("a action", "an action")
    return Point("omission", omission.text, reason, 0, code=CODES["omission"], lines=(omission.line,))
