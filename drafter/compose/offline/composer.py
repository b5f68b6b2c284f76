"""The walk from notes to a post, without a model: outline, choose, tell each thing once, write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drafter.model import Completion, Fact, Notes, Prompt, Role

from . import lead, post
from .ink import Ink
from .outline import OFFICER, Point, Section, is_link, outline
from .phrases import Phrases
from .select import Once, once, promoted, turns_joined, weight, within, without_small_talk
from .wording import capital, gaps, listed, phrases, plain_words, split, stopped

TEASER = 155  # characters that search engines and link previews show of a description
_RESULT = re.compile(
    r"conclusion|take.?aways?|leanings|learnings|summary|outcome|results?$|fazit|ergebnis|zusammenfassung|bilan|résumé|"
    r"conclusiones|resumen|conclusion[ie]|riassunto|závěr|shrnutí",
    re.IGNORECASE,
)
_US = re.compile(r"^(?:us|we|our (?:part|talk|slot|role)|nous|wir|nosotros|noi|my)$", re.IGNORECASE)
_LOOSE = re.compile(r"(?:this|that|these|those|they|it|there|so|he|she|das|dies|ceci|cela|esto|questo|to)\b", re.IGNORECASE)
_APART: tuple[Role, ...] = ("action", "question", "next")


@dataclass(frozen=True, slots=True)
class OfflineComposer:
    """Composes a post from notes alone: no network, no weights; the same notes give the same text."""

    name: str = "offline"

    def compose(self, notes: Notes, prompt: Prompt | None = None, show: Callable[[str], None] | None = None) -> Completion:
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
        self.notes, self.brief = notes, notes.brief
        self.language = notes.brief.language
        self.said: Phrases = phrases(self.language)
        self.ink = Ink(_private(notes))
        self.pen = post.Pen(self.ink, self.language, _handles(notes), _small_words(notes))
        self.once = Once(self.language)
        self.loose: list[Point] = []  # links that stand alone
        self.teasers: list[str] = []  # what the description may say, best first

    def text(self) -> str:
        """Return the whole answer."""
        sections = self._sections_of_notes()
        title, speaker, sections = lead.talk(self.notes, self.ink, sections)
        opening, sections, name = self._opening(title, speaker, sections)
        title = name if " " not in title and " " in name else title
        sections, apart = self._apart(sections)
        sections = list(within(sections, self.ink, self.language))
        kept = {role: list(once(points, self.once, self.ink)) for role, points in apart.items()}
        results = [sec for sec in sections if _RESULT.search(sec.title)]
        topics = [sec for sec in sections if not _RESULT.search(sec.title)]
        self.teasers += [self.pen.whole(point.text) for point in kept["decision"]]
        people = [] if len(self.brief.present) <= 5 else [self.ink.give(" ".join(self._people()))]
        blocks = [self.ink.give(" ".join(opening)), *people, *self._results(results)]
        blocks += self._named(self.said.decisions, kept["decision"])
        blocks += self._sections(self._with_heading(topics, any(block.startswith("#") for block in blocks)))
        for role, heading in (("action", self.said.actions), ("question", self.said.questions), ("next", self.said.next)):
            blocks += self._named(heading, kept[role])
        blocks += self._links(title, blocks)
        blocks += self._left_open(sections)
        body = "\n\n".join(block for block in blocks if block)
        return f"{self._head(title, topics, opening)}\n{body}\n"

    def _sections_of_notes(self) -> list[Section]:
        """Return the sections of the notes, without small talk, their titles in plain words."""
        spoken = self.notes.format in ("captions", "vtt", "srt")
        found: list[Section] = []
        for sec in outline(self.notes, self.ink):
            points = tuple(turns_joined(without_small_talk(sec.points, self.ink, spoken), self.ink))
            loose = [p for p in points if is_link(p, self.ink) and (not sec.title or (p.role == "agenda" and not self.ink.bare(p.text).strip(" .:")))]
            self.loose += loose
            points = self._agenda(tuple(point for point in points if point not in loose)) if not sec.title else tuple(
                point for point in points if point not in loose
            )
            if points:
                path = tuple(map(self._title, sec.path))
                found += promoted(replace(sec, points=points, title=self._title(sec.title), path=path), self.ink)
        return found

    def _agenda(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """Return the points with a bare list of agenda items told in one sentence."""
        items = [point for point in points if point.role == "agenda" and not point.children and point.kind != "turn"]
        if len(items) < 2:
            return points
        names = [plain_words(point.text, self.language).strip(" .") for point in items]
        one = Point(f"{self.said.agenda}{self.said.colon}{listed(names, self.language)}.", items[0].line, "prose")
        return (one, *(point for point in points if point not in items))

    def _title(self, title: str) -> str:
        """Return a section's title in plain words; "us" is the writer's organisation."""
        if _US.match(title):
            return self.ink.plain(self.ink.take(self.brief.organisation)) or title
        return capital(plain_words(gaps(title, self.language) if "??" in title else title, self.language))

    def _opening(self, title: str, speaker: str, sections: list[Section]) -> tuple[list[str], list[Section], str]:
        """Return the first sentences, the sections without the points that went into them, and the event's name."""
        points = [point for sec in sections[:2] for point in sec.points]
        own = lead.named(points, self.notes, self.ink)
        name, hours = own[:2] if own else (title, "")
        used = [own[2]] if own else []
        opening = lead.opening(self.notes, name, hours, speaker, self.ink)
        ours = lead.own_part([point for sec in sections for point in sec.points], self.notes, self.ink)
        if ours is not None and not ours.children:
            used.append(ours)
        if len(self.brief.present) <= 5:
            opening += self._people()
        for sentence in opening:
            self.once.add(self.ink.plain(sentence))
        if ours is not None and not ours.children:
            opening.append(self.pen.whole(ours.text))
            self.once.add(self.ink.plain(ours.text))
            self.teasers.append(opening[-1])
        left = [replace(sec, points=tuple(point for point in sec.points if point not in used)) for sec in sections]
        untitled = bool(left) and not left[0].title and len(left) > 1 and not opening_is_long(opening)
        if untitled and left[0].points and all(point.kind in ("item", "prose") and not point.children for point in left[0].points):
            few = list(once(left[0].points, self.once, self.ink)) if len(left[0].points) <= 4 else []
            if few:
                at = len(opening) - (1 if ours is not None and not ours.children else 0)
                opening[at:at] = [self.pen.whole(point.text) for point in few]
                left = left[1:]
        return opening, left, name

    def _apart(self, sections: list[Section]) -> tuple[list[Section], dict[Role, list[Point]]]:
        """Return the sections without decisions, actions, open questions and next steps, and these by role."""
        apart: dict[Role, list[Point]] = {"decision": [], "action": [], "question": [], "next": []}
        kept: list[Section] = []
        for sec in sections:
            if _RESULT.search(sec.title) or (sec.role in apart and len(sections) == 1):
                kept.append(sec)
                continue
            if sec.role in apart:
                apart[sec.role].extend(sec.points)
                continue
            stay = []
            for point in sec.points:
                role = self._role(point)
                if role:
                    apart[role].append(self._with_topic(point, sec) if role == "decision" else point)
                else:
                    stay.append(point)
            kept.append(replace(sec, points=tuple(stay)))
        return kept, apart

    def _role(self, point: Point) -> Role:
        """Return the part of the post in which a point is told; "" where it stands."""
        if point.role in ("decision", "action", "next"):
            return point.role
        lone = point.kind in ("item", "prose") and not point.children and len(split(point.text)) == 1
        return "question" if point.role == "question" and lone else ""

    def _with_topic(self, point: Point, sec: Section) -> Point:
        """Return a decision with its subject, which its own words may leave to the heading."""
        topic = post.topic_of(sec)
        text = re.sub(r"^\[(.*)\]$", r"\1", point.text)
        if not topic or post.mentions(topic, self.ink.plain(text), self.language):
            return replace(point, text=text)
        return replace(point, text=f"{topic}: {text}", kind="item")

    def _sections(self, sections: Sequence[Section]) -> list[str]:
        """Return the blocks of sections that have something to say, under their headings."""
        told = [replace(sec, points=tuple(once(sec.points, self.once, self.ink))) for sec in sections]
        full = [sec for sec in told if sec.points]
        blocks: list[str] = []
        path: tuple[str, ...] = ()
        for sec in full:
            blocks += self._parents(sec, path)
            path = (*sec.path, sec.title)
            if sec.title:
                blocks.append(post.heading(sec.title, 2 + len(sec.path), self.ink))
            blocks += post.section(sec.points, self.pen)
        return blocks

    def _results(self, sections: Sequence[Section]) -> list[str]:
        """Return what came of it, under the notes' own word for it."""
        found: list[str] = []
        for sec in sections:
            points = list(once(sec.points, self.once, self.ink))
            self.teasers += [self.pen.whole(point.text) for point in points]
            blocks = post.section(points, self.pen)
            label = f"**{self.ink.give(sec.title)}:**"
            if blocks and re.match(r"(?:- |1\. |[>|!])", blocks[0]):
                found += [post.heading(sec.title, 2, self.ink), *blocks]
            elif blocks and len(" ".join(blocks)) < 600:
                found += [f"{label} {blocks[0]}", *blocks[1:]]
            elif blocks:
                found += [post.heading(sec.title, 2, self.ink), *blocks]
        return found

    def _with_heading(self, sections: Sequence[Section], after: bool) -> list[Section]:
        """Return the sections; a first one without a title gets one when it stands after other headings."""
        if not (after and sections and not sections[0].title):
            return list(sections)
        talk = any(point.kind == "turn" for point in sections[0].points)
        level = min((sec.level for sec in sections if sec.title), default=2)
        title = self.said.talk if talk else self.said.detail
        return [replace(sections[0], title=title, level=level), *sections[1:]]

    def _parents(self, sec: Section, before: tuple[str, ...]) -> list[str]:
        """Return the headings above a section that have no text of their own and are not yet written."""
        return [
            post.heading(title, 2 + at, self.ink) for at, title in enumerate(sec.path) if before[: at + 1] != sec.path[: at + 1]
        ]

    def _named(self, title: str, points: Sequence[Point]) -> list[str]:
        """Return a part that every recap has, or nothing where the notes have none of it."""
        blocks = post.apart(points, self.pen)
        return [post.heading(title, 2, self.ink), *blocks] if blocks else []

    def _people(self) -> list[str]:
        """Return the sentences that say who took part and who ran the meeting."""
        told = [lead.people(self.brief.present, self.ink, self.language, self.said.present)]
        officers: dict[str, list[str]] = {}
        for block in self.notes.blocks:
            if block.kind == "field" and OFFICER.match(block.label) and block.text.strip():
                label = capital(self.ink.plain(self.ink.take(block.label)).replace("(s)", "").strip(" :"))
                officers.setdefault(label, []).append(plain_words(self.ink.take(block.text), self.language))
        told += [stopped(f"{label}{self.said.colon}{listed(names, self.language)}") for label, names in officers.items()]
        return [text for text in told if text]

    def _links(self, title: str, blocks: Sequence[str]) -> list[str]:
        """Return the links that the notes give beside their text (front matter, the writer's own list)."""
        todo = {number for b in self.notes.blocks if b.role == "todo" for number in range(b.line, b.last + 1)}
        body = "\n".join(blocks)
        lines: dict[str, str] = {}
        for link in self.brief.links:
            label = capital(self.ink.plain(self.ink.take(link.text))).replace("[", "(").replace("]", ")")
            label = f"{label}: {lead.event(title)}" if label and " " not in label else label
            text = self.ink.take(f"[{label}]({link.url})" if label else link.url)
            targets = self.ink.links(text)
            if (link.line == 0 or link.line in todo) and targets and targets[0] not in body:
                lines.setdefault(targets[0], f"- {self.ink.give(text)}")
        for point in self.loose[:6]:
            target = self.ink.links(point.text)[0]
            if target not in body:
                lines.setdefault(target, f"- {self.ink.give(point.text)}")
        return [post.heading(self.said.links, 2, self.ink), "\n".join(lines.values())] if 0 < len(lines) <= 8 else []

    def _left_open(self, sections: Sequence[Section]) -> list[str]:
        """Return what the notes do not say and a reader would ask for."""
        talk = any(point.kind == "turn" for sec in sections for point in sec.points)
        open_ = [self.said.no_date] if self.brief.starts is None else []
        if talk and "outcome" in self.brief.missing:
            open_.append(self.said.no_decision)
        return [" ".join(open_)] if open_ else []

    def _head(self, title: str, sections: Sequence[Section], opening: Sequence[str]) -> str:
        """Return the YAML head: title, description and tags, and nothing else."""
        fields = [f"title: {_quoted(title)}", f"description: {_quoted(self._description(title, sections, opening))}"]
        tags = [self.ink.plain(self.ink.take(tag)) for tag in self.brief.tags]
        fields.append(f"tags: [{', '.join(_quoted(tag) for tag in tags if tag)}]")
        return "\n".join(["---", *fields, "---", ""])

    def _description(self, title: str, sections: Sequence[Section], opening: Sequence[str]) -> str:
        """Return one plain sentence that says something specific, at most 155 characters long."""
        titled = [sec for sec in sections if sec.title and len(sec.title) <= 60 and not sec.title.endswith("?")]
        top = min((sec.level for sec in titled), default=0)
        level = [sec.title for sec in titled if sec.level == top]
        titles = level if len(level) > 1 else [sec.title for sec in titled]
        titles = [re.sub(r"\s*\(@[^()]*\)", "", self.ink.plain(one)) for one in titles]
        topics = [f"{self.said.topics}{self.said.colon}{listed(titles[:at], self.language)}." for at in (5, 4, 3, 2) if len(titles) >= at]
        points = [point for sec in sections for point in sec.points if point.kind in ("prose", "item", "turn")]
        heavy = sorted(points[:40], key=lambda point: -weight(point, self.ink.plain(point.text), self.ink, {}, self.language))
        said = [post.told(point, self.pen) for point in heavy]
        choices = [*((text, 25) for text in self.teasers), *((text, 45) for text in (*topics, *said, *opening[:2], title))]
        for choice, least in choices:
            for part in split(self.ink.plain(choice)):
                if least <= len(part) <= TEASER and not part.endswith("?") and not _LOOSE.match(part):
                    return part
        return _cut(self.ink.plain(choices[0][0]))


def opening_is_long(opening: Sequence[str]) -> bool:
    """Tell whether the first paragraph has enough in it already."""
    return sum(len(sentence) for sentence in opening) > 500


def _cut(text: str) -> str:
    """Return a text cut at a word so that it fits the description."""
    return text if len(text) <= TEASER else text[: TEASER - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _quoted(text: str) -> str:
    """Return a text as a YAML string: JSON's double quotes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _private(notes: Notes) -> list[str]:
    """Return the e-mail addresses and phone numbers in the notes, which a post never shows."""
    found = [match[0] for match in _MAIL.finditer(notes.text)]
    found += [match[0].strip() for match in _PHONE.finditer(notes.text)]
    return found


_MAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_PHONE = re.compile(r"(?<![\w/.=-])(?:\+\d{1,3}[\s.()/-]{0,2}(?:\d[\s.()/-]{0,2}){6,13}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?![\w/])")


def _small_words(notes: Notes) -> frozenset[str]:
    """Return the words that the notes write in lower case: not names, so a sentence may go on with them."""
    return frozenset(re.findall(r"(?<![\w@])[a-zß-ÿ][\w'’-]*", notes.text[:400_000]))


def _handles(notes: Notes) -> frozenset[str]:
    """Return the names that the notes write with a small first letter, which a sentence keeps so."""
    names = [fact.text for fact in (*notes.brief.present, *notes.brief.speakers)]
    names += [block.label for block in notes.blocks if block.kind == "turn"]
    return frozenset(name.strip(" *_@`") for name in names if name.strip(" *_@`")[:1].islower())
