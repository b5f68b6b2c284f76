"""What grounding finds: frozen values, made by `trace`, read by rules, the review page and repair."""

from __future__ import annotations

from typing import Literal, NamedTuple

from drafter.model import Sentence

ClaimKind = Literal["number", "date", "name", "quotation", "link"]
ClaimStanding = Literal["supported", "derived", "absent", "misspelt", "altered"]
Standing = Literal["supported", "partly", "unsupported", "gap", "skipped"]
SignalKind = Literal["negation", "contradiction", "plan-as-outcome", "idea-as-decision", "praise", "unowned"]
OmissionKind = Literal["decision", "action", "name", "date", "number", "link"]


class Support(NamedTuple):
    """A line of the notes that bears a sentence out: 0 is the front matter and the prompt's variables."""

    line: int
    score: float  # share of the sentence's weight of words that the line holds, 0 to 1
    text: str
    words: tuple[str, ...] = ()  # of the sentence, as the sentence spells them
    marks: tuple[tuple[int, int], ...] = ()  # where those words are in the sentence


class Claim(NamedTuple):
    """A number, date, name, quotation or link of a sentence, looked up in the notes."""

    kind: ClaimKind
    text: str
    start: int  # offsets in the sentence's text
    end: int
    standing: ClaimStanding
    where: tuple[int, ...] = ()  # lines of the notes that have it
    reason: str = ""  # what was looked for, and what was found instead or how it was derived
    nearest: str = ""  # the nearest thing in the notes

    @property
    def flagged(self) -> bool:
        """Whether the notes don't have this."""
        return self.standing in ("absent", "misspelt", "altered")


class Signal(NamedTuple):
    """A hint that a sentence says something else than the notes' line that it is closest to."""

    kind: SignalKind
    reason: str
    line: int = 0
    start: int = 0
    end: int = 0


class Trace(NamedTuple):
    """One sentence of a draft, with what bears it out and what doesn't."""

    sentence: Sentence
    standing: Standing
    support: tuple[Support, ...] = ()
    claims: tuple[Claim, ...] = ()
    signals: tuple[Signal, ...] = ()
    coverage: float = 1.0  # share of its weight of words that its best lines hold together
    new: tuple[tuple[int, int], ...] = ()  # words that the notes don't have in any form
    part: Literal["title", "description", "body"] = "body"

    @property
    def flagged(self) -> tuple[Claim, ...]:
        """The claims that the notes don't have."""
        return tuple(claim for claim in self.claims if claim.flagged)


class Omission(NamedTuple):
    """Something important in the notes that the draft never uses."""

    kind: OmissionKind
    text: str
    line: int


class Evidence(NamedTuple):
    """What the notes say about a draft."""

    traces: tuple[Trace, ...]
    omissions: tuple[Omission, ...] = ()
    language: str = "en"

    @property
    def flagged(self) -> tuple[tuple[Trace, Claim], ...]:
        """Every claim that the notes don't have, with its sentence, in reading order."""
        return tuple((trace, claim) for trace in self.traces for claim in trace.flagged)
