"""What the judge says about a post, and what a repair gives back."""

from __future__ import annotations

from typing import Literal

from drafter.model import Position as Position
from drafter.tuples import NamedTuple

Standing = Literal[
    "visible", "missing", "not-rendered", "hidden", "raw-html", "altered", "obfuscated", "contradicted", "unchecked",
]  # fmt: skip

DEFAULT = "Disclaimer: Most of the articles on the blog are written using an AI tool."


class Verdict(NamedTuple):
    """Whether a reader of the post sees the sentence.

    `line` and `column` are 1-based and those of the file: of the visible sentence, or of what comes
    nearest to it. `misplaced` says why a visible sentence stands where few will read it.
    """

    standing: Standing
    message: str = ""
    line: int = 1
    column: int = 1
    misplaced: str = ""
    wanted: str = ""
    nearest: str = ""

    @property
    def visible(self) -> bool:
        """True when every usual generator shows the sentence to a reader."""
        return self.standing == "visible"


class Fix(NamedTuple):
    """The repaired text of a whole file, or None and the reason why the file is left alone."""

    text: str | None
    reason: str = ""
