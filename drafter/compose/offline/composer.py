"""The walk from notes to a post, without a model: outline, arrange, tell each thing once, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.compose.offline import arrange, framing, lead, margins, post, titles
from drafter.compose.offline.grouping import grouped
from drafter.compose.offline.head import description, head
from drafter.compose.offline.once import Once, once
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.pen import pen_for
from drafter.compose.offline.select import within
from drafter.model import Completion, Notes, Prompt

_FEW = 5  # so many people are named in the first paragraph, more in their own
_FULL = 500  # characters: a first paragraph of this length takes no more in
_UNHEADED = 200  # words that may stand without a heading
_RUN_IN = 60  # words of the sections below a heading, on average, that need no headings of their own
_INLINE = 600  # characters of a conclusion that stands in a paragraph behind its label


@dataclass(frozen=True, slots=True)
class OfflineComposer:
    """Composes a post from notes alone: no network, no weights; the same notes give the same text."""

    name: str = "offline"

    def compose(
        self, notes: Notes, prompt: Prompt | None = None, show: Callable[[str], None] | None = None
    ) -> Completion:
        """Return a post as a model would answer: a YAML head (title, description, tags) and a Markdown body.

        The body has neither a top heading nor a disclaimer. `prompt` is not read; `show` is given the whole
        text once.
        """
        text = _Writing(notes).text()
        if show is not None:
            show(text)
        return Completion(text=text)


class _Writing:
    """One post while it is written."""

    def __init__(self, notes: Notes) -> None:
        notes = notes._replace(brief=lead.dated(notes))
        notes = notes._replace(brief=lead.placed(notes))
        self.notes, self.brief = notes, notes.brief
        self.pen = pen_for(notes)
        self.told = Once(self.pen.language)
        self.news: list[str] = []  # what the description says if it can, best first
        self.titles: list[str] = []  # the topics that the post has
        self.parts: list[str] = []  # and those below them

    def text(self) -> str:
        """Return the whole answer."""
        pen, said = self.pen, self.pen.said
        read = arrange.read(self.notes, pen, titles.first_line(self.notes))
        title, speaker, sections = lead.talk(self.notes, pen.ink, read.sections)
        opening, sections, name = self._opening(title, speaker, sections, read.over)
        title = titles.long_title(name if " " not in title and " " in name else title, self.notes, speaker, pen.ink)
        parts = arrange.parts(sections, pen)
        topics = within([one for sec in parts.topics for one in grouped(sec, pen)], pen.ink, pen.language)
        apart = {role: list(once(points, self.told, pen.ink)) for role, points in parts.apart.items()}
        self.news += [pen.whole(point.text) for point in apart["decision"]]
        blocks = [pen.ink.give(" ".join(opening))]
        if len(self.brief.present) > _FEW:
            blocks.append(pen.ink.give(" ".join(margins.people(self.notes, opening, pen))))
        blocks += self._results(parts.results)
        blocks += self._named(said.decisions, apart["decision"])
        size = sum(len(point.text.split()) for point in topics[0].points) if topics else 0
        after = size > _UNHEADED or any(block.startswith("#") for block in blocks)
        blocks += self._sections(self._with_heading(topics, after))
        blocks += self._named(said.actions, apart["action"])
        blocks += self._named(said.questions, apart["question"])
        blocks += self._named(parts.ahead or said.next, apart["next"])
        blocks += margins.left_open(self.notes, read.nothing, pen)
        blocks += self._sections(parts.links)
        blocks += margins.links(self.notes, titles.event(title), read.loose, blocks, pen)
        teaser = description(self.news, (self.titles, self.parts), topics, [*opening[:2], title], pen)
        body = "\n\n".join(block for block in blocks if block)
        return f"{head(title, teaser, self.brief.tags, pen)}\n{body}\n"

    def _opening(
        self, title: str, speaker: str, sections: list[Section], over: str
    ) -> tuple[list[str], list[Section], str]:
        """Return the first sentences, the sections without what went into them, and the event's name."""
        pen = self.pen
        own = lead.named([point for sec in sections[:2] for point in sec.points], self.notes, pen.ink)
        name, hours = own[:2] if own and own[0] else lead.over(over, pen.ink) or (title, "")
        opening = lead.opening(self.notes, name, hours, speaker, pen.ink)
        if len(self.brief.present) <= _FEW:
            opening += margins.people(self.notes, opening, pen)
        ours = lead.own_part([point for sec in sections for point in sec.points], self.notes, pen.ink)
        used = [point for point in (own[2] if own else None, ours) if point is not None]
        news = [pen.whole(ours.text)] if ours is not None else []
        for sentence in (*opening, *news):
            self.told.add(pen.ink.plain(sentence))
        left = [replace(sec, points=tuple(_without(sec.points, used))) for sec in sections]
        left = [sec for sec in left if sec.points]
        if _joins(left, opening):
            opening += [pen.whole(point.text) for point in once(left.pop(0).points, self.told, pen.ink)]
        self.news += news
        return [*opening, *news], left, name

    def _results(self, sections: Sequence[Section]) -> list[str]:
        """Return what came of it, under the notes' own word for it."""
        found: list[str] = []
        for sec in sections:
            points = list(once(sec.points, self.told, self.pen.ink))
            self.news += [self.pen.whole(point.text) for point in points]
            blocks = post.section(points, self.pen)
            if blocks and (re.match(r"(?:- |1\. |[>|!])", blocks[0]) or len("".join(blocks)) > _INLINE):
                found += [post.heading(sec.title, 2, self.pen.ink), *blocks]
            elif blocks:
                found += [f"**{self.pen.ink.give(sec.title)}:** {blocks[0]}", *blocks[1:]]
        return found

    def _with_heading(self, sections: Sequence[Section], after: bool) -> list[Section]:
        """Return the sections; a first one without a title gets one where it stands `after` other headings."""
        if not (after and sections and not sections[0].title):
            return list(sections)
        talk = any(point.kind == "turn" for point in sections[0].points)
        title = self.pen.said.talk if talk else self.pen.said.detail
        return [replace(sections[0], title=title), *sections[1:]]

    def _sections(self, sections: Sequence[Section]) -> list[str]:
        """Return the blocks of sections that have something to say, under their headings and those above."""
        found: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}
        for sec in sections:
            points = tuple(once(sec.points, self.told, self.pen.ink))
            written = post.section(framing.framed(points, sec.title, self.pen), self.pen)
            path = (*sec.path, sec.title) if sec.title else sec.path
            if written:
                found.setdefault(path[0] if path else "", []).append((path[1:], written))
        blocks: list[str] = []
        for title, parts in found.items():
            self.titles += [title] if title else []
            self.parts += [path[0] for path, _ in parts if path]
            blocks += [post.heading(title, 2, self.pen.ink)] if title else []
            blocks += post.below(parts, _RUN_IN, self.pen.ink)
        return blocks

    def _named(self, title: str, points: Sequence[Point]) -> list[str]:
        """Return a part that every recap has, or nothing where the notes have none of it."""
        blocks = post.apart(points, self.pen)
        return [post.heading(title, 2, self.pen.ink), *blocks] if blocks else []


def _without(points: Iterable[Point], used: Sequence[Point]) -> Iterator[Point]:
    """Yield the points less those that are used; what hangs below these stays."""
    for point in points:
        if point in used:
            yield from point.children
        else:
            yield point


def _joins(sections: Sequence[Section], opening: Sequence[str]) -> bool:
    """Tell whether the notes' first points are few and plain enough to go into the first paragraph."""
    if len(sections) < 2 or sections[0].title or not opening or len(" ".join(opening)) > _FULL:
        return False
    points = sections[0].points
    return len(points) <= 4 and all(point.kind in ("item", "prose") and not point.children for point in points)
