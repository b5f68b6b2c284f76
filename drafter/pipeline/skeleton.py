"""The offline composer's post, taken apart into pieces with the notes' lines they tell, and put together by a plan."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter import document, grounding
from drafter.compose import answer
from drafter.model import Completion, Draft, Notes
from drafter.pipeline.desk import Desk
from drafter.pipeline.order import Job
from drafter.plan import Plan, Section


def head_of(text: str) -> str:
    """The front matter of an answer, fences included; "" where it begins with none."""
    page = document.parse(text.lstrip().encode(errors="surrogatepass"), "answer")
    head = page.text[: len(page.text) - len(page.body)]
    return f"{head.rstrip()}\n\n" if page.head_format and not page.problems else ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A heading, paragraph or list item of a composed post, and the notes' lines that bear it out."""

    text: str
    lines: frozenset[int]

    @property
    def heading(self) -> str:
        return self.text.lstrip("# ").strip() if self.text.startswith("## ") else ""

    @property
    def is_item(self) -> bool:
        return self.text[:1] in "-*" or self.text[:1].isdigit()


def plan_of(job: Job, desk: Desk) -> Plan:
    """The plan of the post that the offline composer writes."""
    completion = desk.composer.compose(job.notes, job.prompt)
    texts = {line.number: _bare(line.text) for line in job.notes.lines if not line.text.startswith("#")}
    sections, taken = [Section()], set[int]()
    for piece in _composed(job, completion):
        if piece.heading:
            sections.append(Section(piece.heading))
        last = sections[-1]
        lines = sorted(piece.lines - taken)
        taken |= piece.lines
        lines += _between(lines, taken, texts)
        wishes = "\n".join([last.wishes] * bool(last.wishes) + [f"- {texts[n]}" for n in sorted(lines) if n in texts])
        sections[-1] = Section(last.title, (*last.lines, *lines), wishes)
    return Plan(answer.read(completion).title, tuple(section for section in sections if section.lines))


def _between(lines: Sequence[int], taken: set[int], texts: Mapping[int, str]) -> list[int]:
    """The lines that nobody has taken between those of one piece: what hangs below an item is told with it."""
    gaps = [n for a, b in pairwise(lines) for n in range(a + 1, b) if b - a < 4]
    found = [n for n in gaps if n in texts and n not in taken]
    taken.update(found)
    return found


def _bare(text: str) -> str:
    """A line of the notes without its list marker, cut after a dozen words or so."""
    return textwrap.shorten(re.sub(r"^\s*(?:[-*+•]|\d+[.)])\s+", "", text), 80, placeholder=" …")


def along(job: Job, made: Plan, desk: Desk) -> Completion:
    """The offline composer's post in the order, and under the headings, of a plan."""
    completion = desk.composer.compose(job.notes, job.prompt)
    pieces = _composed(job, completion)
    told: set[int] = set()
    parts = []
    for section in made.sections:
        wanted = set(section.lines)
        chosen = [n for n, piece in enumerate(pieces) if n not in told and not piece.heading and piece.lines & wanted]
        told.update(chosen)
        labels = {n - 1 for n in chosen if n and pieces[n].is_item and pieces[n - 1].text.endswith(":")}
        texts = [pieces[n] for n in sorted({*chosen, *labels})]
        if texts:
            parts.append(f"## {section.title}" if section.title else "")
            parts += [
                "\n" * (not (a.is_item and b.is_item)) + b.text for a, b in pairwise([_Piece("", frozenset()), *texts])
            ]
    title = f"# {made.title}\n\n" if made.title else ""
    body = "\n".join(f"\n{part}\n" if part.startswith("## ") else part for part in parts)
    text = re.sub(r"\n{3,}", "\n\n", f"{head_of(completion.text)}{title}{body.strip()}\n")
    return completion._replace(text=text)


def _composed(job: Job, completion: Completion) -> list[_Piece]:
    """The offline post in pieces, each with the lines of the notes that it tells better than any other piece."""
    made = document.parse(completion.text.encode(), "offline")
    told = _scores(made, job.notes)
    pieces: list[tuple[str, dict[int, float]]] = []
    open_piece = False
    for number, text in enumerate(made.body.split("\n"), made.body_line):
        starts = not open_piece or text[:2] in ("- ", "* ") or (text[:1].isdigit() and ". " in text[:5])
        if text.strip() and starts:
            pieces.append((text, dict(told.get(number, {}))))
        elif text.strip():
            before, lines = pieces[-1]
            pieces[-1] = f"{before}\n{text}", lines | told.get(number, {})
        open_piece = bool(text.strip())
    best: dict[int, float] = {}
    for _, lines in pieces:
        for line, score in lines.items():
            best[line] = max(score, best.get(line, 0))
    return [_Piece(text, frozenset(n for n, score in lines.items() if score >= best[n])) for text, lines in pieces]


def _scores(made: Draft, noted: Notes) -> dict[int, dict[int, float]]:
    """For each line of a post's file the lines of the notes that bear it out, and how well."""
    found: dict[int, dict[int, float]] = {}
    for trace in grounding.trace(made, noted).traces:
        best = max((each.score for each in trace.support), default=0)
        lines = {each.line: each.score for each in trace.support if each.line and each.score >= 0.7 * best}
        for claim in trace.claims:
            for line in claim.where if len(claim.where) < 3 else ():
                if line:
                    lines.setdefault(line, 0.1)
        if trace.part == "body":
            for number in {trace.sentence.line, *(line for _, line, _ in trace.sentence.places)}:
                known = found.setdefault(number, {})
                known.update({line: max(score, known.get(line, 0)) for line, score in lines.items()})
    return found
