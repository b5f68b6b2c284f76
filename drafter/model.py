"""The nouns, in the order in which they appear on the walk from notes to check.

All are values that never change, without behaviour beyond what a reader expects of a value. Line numbers are
1-based and always those of the file that a person wrote. Named tuples, as the settings are: every check
imports these, and data classes would be a fifth of its time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from drafter.report import Report as Report
from drafter.tuples import NamedTuple

# -- notes -----------------------------------------------------------------------------------------

BlockKind = Literal["heading", "paragraph", "item", "field", "turn", "quote", "code", "table", "image"]
Role = Literal[
    "", "title", "date", "place", "organiser", "present", "absent", "speaker", "agenda", "decision",
    "action", "question", "next", "goal", "link", "todo",
]  # fmt: skip


class Line(NamedTuple):
    """One line of notes, as Markdown, under the number it has in the writer's own file."""

    number: int
    text: str


class Block(NamedTuple):
    """A piece of notes that plays one part: a heading, an item, something that somebody said."""

    kind: BlockKind
    text: str  # inline Markdown, hard-wrapped lines joined by a space
    line: int  # first and last line in the writer's file
    last: int
    level: int = 0  # headings: 1 to 6; items: depth of nesting from 0
    label: str = ""  # fields: the label as written; turns: who speaks; code: the language
    role: Role = ""  # what the notes say it is, by its own label or by its heading's
    done: bool = False  # the writer has ticked its box: `[x]`


class Fact(NamedTuple):
    """A value that the notes state, and the line where they do (0: in the front matter)."""

    text: str
    line: int = 0


class Link(NamedTuple):
    """A link in the notes: its target, its text ("" for a bare URL) and its line."""

    url: str
    text: str = ""
    line: int = 0


class Brief(NamedTuple):
    """What the notes say about the event as a whole. Nothing here is guessed: empty means not noted."""

    title: str = ""
    language: str = "en"  # BCP 47 primary subtag
    starts: dt.date | None = None  # first day of the event
    ends: dt.date | None = None  # last day, the same as `starts` for one day
    posted: dt.date | None = None  # the day the post is to carry
    place: str = ""
    organisers: tuple[Fact, ...] = ()
    present: tuple[Fact, ...] = ()  # who took part, names and @handles as written
    absent: tuple[Fact, ...] = ()
    speakers: tuple[Fact, ...] = ()
    author: str = ""
    organisation: str = ""  # the writer's own
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    decisions: tuple[Fact, ...] = ()
    actions: tuple[Fact, ...] = ()
    questions: tuple[Fact, ...] = ()
    next: tuple[Fact, ...] = ()  # the next meeting
    missing: tuple[str, ...] = ()  # of "date", "place", "outcome", "organiser", "participants"


class Notes(NamedTuple):
    """What the writer took down, read from one file and numbered as in it."""

    path: str  # as given; "-" for standard input
    text: str  # the decoded file
    lines: tuple[Line, ...]  # what people wrote: without front matter, markup noise, timestamps
    blocks: tuple[Block, ...]
    brief: Brief
    meta: Mapping[str, object] = MappingProxyType({})  # front matter
    format: str = "markdown"
    notices: tuple[str, ...] = ()  # told to the writer, such as "read as Latin-1"
    digest: str = ""  # "sha256:..." of the file's bytes


# -- prompt and completion -------------------------------------------------------------------------


class Prompt(NamedTuple):
    """A filled template: exactly what a model is sent."""

    name: str
    system: str
    user: str
    parameters: Mapping[str, float | int] = MappingProxyType({})  # temperature, max_tokens ...
    digest: str = ""  # of the template's own file


class Usage(NamedTuple):
    """Tokens of one call as the endpoint counted them; None where it did not say."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Completion(NamedTuple):
    """What a composer answered, before anything is taken out of it."""

    text: str
    model: str = ""  # as the endpoint named it; "" for the offline composer
    finish_reason: str = "stop"
    usage: Usage = Usage()
    seconds: float = 0.0
    error: str = ""  # why the answer broke off, one line; "" when its end arrived
    notices: tuple[str, ...] = ()  # told to the writer, such as "temperature left out"


# -- drafts ----------------------------------------------------------------------------------------

HeadFormat = Literal["", "yaml", "toml", "json"]
Site = Literal["plain", "hugo", "jekyll", "eleventy", "astro", "docusaurus", "mkdocs-material", "pelican"]
Position = Literal["top", "bottom"]  # of the disclaimer


class Problem(NamedTuple):
    """Something wrong with a file as a file: what, and at which line and column (1-based)."""

    kind: Literal["unreadable", "front-matter", "duplicate-key", "byte-order-mark"]
    message: str
    line: int = 1
    column: int = 1


class Draft(NamedTuple):
    """A post as it stands in its file: the head that machines read, the body that people read."""

    path: str
    text: str  # the decoded file without byte-order mark, line endings as they are
    meta: Mapping[str, object] = MappingProxyType({})
    body: str = ""  # the part of `text` after the front matter
    body_line: int = 1  # the line of the file on which the body starts
    head_format: HeadFormat = ""
    bom: bool = False
    problems: tuple[Problem, ...] = ()


class Sentence(NamedTuple):
    """A sentence of a draft's body, plain text, with its place in the file."""

    text: str
    line: int
    column: int
    kind: Literal["prose", "heading", "item", "cell"] = "prose"
    links: tuple[tuple[int, int, str], ...] = ()  # start and end in `text`, target
    places: tuple[tuple[int, int, int], ...] = ()  # from this offset of `text` on: line, column


# -- findings --------------------------------------------------------------------------------------

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """What a rule found, where, and how bad it is."""

    path: str
    line: int
    column: int
    code: str
    name: str
    severity: Severity
    message: str
    fixable: bool = False
    snippet: str = ""  # the text of that line: what a fingerprint is made of
    subject: str = ""  # the words that a reviewer may answer for, see `accepts`


class RuleInfo(NamedTuple):
    """What a rule is about, for people who meet its code."""

    code: str
    name: str
    summary: str  # one line
    manual: str  # Markdown: what, why, a bad and a good example
    severity: Severity
    fix: str  # how to mend it, in one line; `{path}` stands for the post
    locked: bool = False  # no flag, file or comment turns it off
    fixable: bool = False  # `check --fix` can often mend it
