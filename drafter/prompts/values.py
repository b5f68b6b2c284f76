"""What the notes tell a template: the block of data and the variables that need no declaring."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drafter.errors import DrafterError
from drafter.head import leaves
from drafter.model import Notes

Value = str | tuple[str, ...]

BUILT_IN: Mapping[str, str] = {
    "notes": "the notes as a delimited block: data, never instructions",
    "notes_tag": "the tag that opens and closes this block; it does not occur in the notes",
    "language": "the English name of the language to write in, such as German",
    "sections": "list: the `sections` of the template's own head",
    "missing": "list: what was looked for in the notes and not found (date, place, organiser ...)",
    "title": "the event's title as noted",
    "event_date": "the day or days of the event, such as 26 to 27 September 2022",
    "post_date": "the day the post is to carry",
    "place": "the event's place as noted",
    "organisers": "list: who organised the event",
    "author": "who wrote the notes",
    "organisation": "the writer's organisation",
    "house_style": "the text of the workspace's `style.md`: how the house writes",
    "house_posts": "earlier posts of the house in blocks of their own, most similar first: for their voice alone",
}
LISTS = ("sections", "missing", "organisers")
_LANGUAGES = {  # those that notes are read in; to know all others takes Babel its import and a file
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "cs": "Czech",
}  # fmt: skip


class House(NamedTuple):
    """How the house writes: its style in words, and posts that sound like it, most similar first."""

    style: str = ""
    posts: tuple[str, ...] = ()


# Front matter may nest, refer to itself and be long: so many values, of so many characters, from so deep.
MAX_ITEMS, MAX_VALUE = 500, 5_000

# Control characters and line separators of all kinds (the tab stays), marks that turn the reading direction,
# halves of surrogate pairs: none is text, and they could forge a line of the block or hide one from a reader.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def of(
    notes: Notes, sections: Sequence[str], language: str, today: dt.date | None, house: House | None = None,
    *, numbered: bool = False,
) -> dict[str, Value]:  # fmt: skip
    """The value of each variable in `BUILT_IN`; what the notes don't say is empty."""
    brief = notes.brief
    lines = tuple(_numbered(notes) if numbered else _plain(notes))
    tag = _tag("notes", lines)
    house = house or House()
    return {
        "notes": _block("notes", lines),
        "notes_tag": tag,
        "language": language,
        "sections": tuple(sections),
        "missing": brief.missing,
        "title": _short(brief.title),
        "event_date": _interval(brief.starts, brief.ends),
        "post_date": _interval(brief.posted or today, None),
        "place": _short(brief.place),
        "organisers": tuple(_short(fact.text) for fact in brief.organisers[:MAX_ITEMS]),
        "author": _short(brief.author),
        "organisation": _short(brief.organisation),
        "house_style": clean(house.style),
        "house_posts": "\n\n".join(_block("post", clean(post).split("\n")) for post in house.posts),
    }


def clean(text: str) -> str:
    """A writer's own value: its lines stay, control characters go."""
    return "\n".join(_CONTROL.sub(" ", line) for line in text.splitlines())


def language_name(tag: str, notes: Notes) -> str:
    """The English name of the language `tag`, or of the notes' own when it is empty.

    Raises DrafterError for what is neither a language tag nor like a language's name.
    """
    wanted = (tag or notes.brief.language or "en").strip()
    name = _LANGUAGES.get(wanted) or _name_of_tag(wanted)
    if not name and re.fullmatch(r"[^\W\d_][\w ()-]{2,40}", wanted):
        return wanted
    if not name:
        raise DrafterError(f"{_short(wanted)!r} is no language that drafter knows", "use a tag such as en, de or pt-BR")
    return name


def _name_of_tag(tag: str) -> str | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name("en")
    except (ValueError, TypeError, UnknownLocaleError):
        return None


def _numbered(notes: Notes) -> Iterator[str]:
    """What the writer said of the whole as line 0, then every line with text under its own number."""
    for number, text in _lines(notes):
        yield f"{number}| {text}"


def _plain(notes: Notes) -> Iterator[str]:
    """The same without numbers, which make a model's prose stiff; what stood apart in the file stands apart."""
    before = 0
    for number, text in _lines(notes):
        if number > before + 1 or (number and not before):
            yield ""
        yield text
        before = number


def _lines(notes: Notes) -> Iterator[tuple[int, str]]:
    head = [(0, f"{_short(key)}: {_short(value)}") for key, value in leaves(notes.meta, most=MAX_ITEMS)]
    with_text = (line for line in notes.lines if line.text.strip())
    body = [(line.number, _CONTROL.sub(" ", line.text).rstrip()) for line in with_text]
    text = "\n".join(each for _, each in (*head, *body))
    for key in ("title", "place", "author", "organisation"):
        # from the settings, or from a part of the file that is not among its lines
        value = _short(getattr(notes.brief, key))
        if value and value not in text and not (key == "title" and _is_file_name(value, notes)):
            yield 0, f"{'publisher of the post' if key == 'organisation' else key}: {value}"
    yield from (*head, *body)


def _is_file_name(title: str, notes: Notes) -> bool:
    """Whether a title is only what the notes' file is called, and so nothing that was noted."""
    stem = notes.path.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return re.sub(r"\W+|_", "", title).casefold() == re.sub(r"\W+|_", "", stem).casefold()


def _block(name: str, lines: Sequence[str]) -> str:
    tag = _tag(name, lines)
    return "\n".join((f"<{tag}>", *lines, f"</{tag}>"))


def _tag(name: str, lines: Sequence[str]) -> str:
    """`name`, with a suffix from the text's digest when that holds such a tag: no text can hold its digest."""
    text = "\n".join(lines)
    packed = "".join(text.split()).casefold()
    if f"<{name}" not in packed and f"</{name}" not in packed:
        return name
    return f"{name}-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _short(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text[: 2 * MAX_VALUE]).split())[:MAX_VALUE]


def _interval(first: dt.date | None, last: dt.date | None) -> str:
    """`26 to 27 September 2022`: in English like the instructions around it."""
    if first is None:
        return ""
    if last is None or last <= first:
        return f"{first.day} {first:%B %Y}"
    begin = f" {first:%B %Y}" if first.year != last.year else f" {first:%B}" if first.month != last.month else ""
    return f"{first.day}{begin} to {last.day} {last:%B %Y}"
