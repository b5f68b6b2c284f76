"""What every part of the writing needs to know: the spans, the language, how names and words are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.compose.offline import occasion
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.phrases import Phrases
from drafter.compose.offline.wording import phrases, sentence
from drafter.model import Notes

_READ = 400_000  # characters of the notes in which words are looked up
_MAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_PHONE = re.compile(
    r"(?<![\w/.=-])(?:\+\d{1,3}[\s.()/-]{0,2}(?:\d[\s.()/-]{0,2}){6,13}\d|\(\d{3}\)\s?\d{3}-\d{4}|"
    r"\d{3}-\d{3}-\d{4})(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the notes of one event."""

    ink: Ink
    language: str
    said: Phrases
    handles: frozenset[str]  # names that are written small
    small: frozenset[str]  # words that are no names
    past: bool = True  # whether the event has been

    def whole(self, text: str) -> str:
        """Return a wording as whole sentences; a link alone is none and stays as it is."""
        if self.ink.links(text) and not self.ink.bare(text).strip(" .,;:–-"):
            return text
        return sentence(text, self.language, self.handles)

    def read(self, text: str) -> str:
        """Return inline Markdown of the notes as plain text."""
        return self.ink.plain(self.ink.take(text))


def pen_for(notes: Notes) -> Pen:
    """Return the pen for notes."""
    language = notes.brief.language
    mails = [match[0] for line in notes.text.split("\n") if "@" in line for match in _MAIL.finditer(line)]
    ink = Ink([*mails, *(match[0].strip() for match in _PHONE.finditer(notes.text))])
    names = [fact.text for fact in (*notes.brief.present, *notes.brief.speakers)]
    names += [block.label for block in notes.blocks if block.kind == "turn"]
    names += re.findall(r"(?<!\w)@([a-z][\w-]{1,38})", notes.text[:_READ])
    handles = frozenset(name for name in (name.strip(" *_@`") for name in names) if name[:1].islower())
    small = frozenset(re.findall(r"(?<![\w@])[a-zß-ÿ][\w'’-]*", notes.text[:_READ]))
    return Pen(ink, language, phrases(language), handles, small, not occasion.to_come(notes.brief))
