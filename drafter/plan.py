"""The plan of a post: a small Markdown file that says which lines of the notes each section will use.

    ---
    plan_of: notes/meetup.md
    notes_digest: "sha256:..."
    prompt: event-recap
    ---
    # Forty members met in Brno

    ## What was decided

    Lines: 12-15, 20

    - the new fee, and from when

A writer moves sections, renames, changes or deletes them. What stands below `Lines:` is a wish to who writes.
The part before the first `##` is the post's opening, which has no heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from drafter import document, head
from drafter.errors import DrafterError

KEY = "plan_of"
MAX_SECTIONS = 200

_HEADING = re.compile(r" {0,3}(#{1,3})[ \t]+(\S.*?)[ \t#]*$")
_LINES = re.compile(r"[*_]*lines?[*_]*:[*_]*[ \t]*(.*)$", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,7})(?:\s*(?:-|–|—|to)\s*(\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the post to be: its heading ("" for the opening), the notes' lines for it, and wishes."""

    title: str = ""
    lines: tuple[int, ...] = ()
    wishes: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a post will say, in which order, and from which lines of which notes."""

    title: str
    sections: tuple[Section, ...]
    notes: str = ""  # as the post's own key will name them
    notes_digest: str = ""
    prompt: str = ""

    @property
    def used(self) -> frozenset[int]:
        """The numbers of all lines that a section uses."""
        return frozenset(number for section in self.sections for number in section.lines)


def parse(data: bytes, path: str, known: Collection[int] = ()) -> Plan:
    """The plan in a file, or in what a model answered: then without front matter.

    Numbers of lines that are not among `known` (all, when empty) are dropped. Raises DrafterError for text
    that is no plan: not one section with a line of the notes.
    """
    page = document.parse(data, path)
    sections, title = _sections(page.body)
    kept = tuple(
        Section(section.title, tuple(n for n in section.lines if not known or n in known), section.wishes)
        for section in sections
    )
    kept = tuple(section for section in kept if section.lines or section.wishes)[:MAX_SECTIONS]
    if not any(section.lines for section in kept):
        raise DrafterError(f"{path} is no plan of a post: no section has a line such as `Lines: 3-7, 12`",
                           "make one with `drafter draft NOTES --outline`")  # fmt: skip
    meta = {key: str(page.meta.get(key, "")) for key in (KEY, "notes_digest", "prompt")}
    return Plan(title, kept, meta[KEY], meta["notes_digest"], meta["prompt"])


def _sections(body: str) -> tuple[list[Section], str]:
    title, found, wishes = "", [Section()], list[str]()
    for line in body.splitlines():
        heading = _HEADING.match(line)
        if heading and len(heading[1]) == 1 and not title:
            title = heading[2]
        elif heading:
            _close(found, wishes)
            found.append(Section(heading[2]))
        elif marked := _LINES.match(line.strip().lstrip("-* ")):
            found[-1] = Section(found[-1].title, tuple(dict.fromkeys((*found[-1].lines, *_numbers(marked[1])))))
        else:
            wishes.append(line)
    _close(found, wishes)
    return found, title


def _close(found: list[Section], wishes: list[str]) -> None:
    """Give the last section what was said about it."""
    text = re.sub(r"<!--.*?-->", "", "\n".join(wishes), flags=re.DOTALL).strip()
    found[-1] = Section(found[-1].title, found[-1].lines, text)
    wishes.clear()


def _numbers(text: str) -> Iterator[int]:
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from range(first, min(last, first + 100_000) + 1)


def render(plan: Plan, unused: str = "") -> str:
    """The plan as the file that `parse` reads; `unused` says what of the notes no section uses."""
    values: dict[str, head.Value] = {KEY: plan.notes, "notes_digest": plan.notes_digest, "prompt": plan.prompt}
    parts = [f"{head.render(values)}# {plan.title}"]
    for section in plan.sections:
        parts += [f"## {section.title}"] * bool(section.title)
        parts += [f"Lines: {ranges(section.lines)}"] * bool(section.lines) + [section.wishes] * bool(section.wishes)
    parts += [f"<!-- {unused} -->"] * bool(unused)
    return "\n\n".join(parts) + "\n"


def ranges(numbers: Iterable[int]) -> str:
    """`3-7, 12`: numbers in order, runs as ranges."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)
