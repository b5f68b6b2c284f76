"""A facts file: what a post from certain notes has to say, in wording that is fair to every writer.

    [[fact]]
    id = "date"
    any = ["26|27 sept|zari 2022", "https://example.org/programme"]

    [[fact]]
    id = "winners"
    kind = "gap"            # what the notes leave open: told when the post says so, as a mark or a sentence
    any = ["award|prize|winner not|missing|unknown|CHECK"]

A fact is told when one of its wordings is. A wording is words that stand near each other, in any order: each is the
beginning of a word of the post, without regard to case and accents; `a|b` is either, `_` a space, and a
number is met whole. A wording that is an address is met by a link. `kind` is "fact" (default), "gap", or "never": what
the post must not say, such as a likely invention or a reminder of the writer's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from drafter.errors import DrafterError
from drafter.notes.language import fold

NEAR = 260  # characters within which the words of one wording stand: two or three sentences
Kind = Literal["fact", "gap", "never"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a post says or doesn't say."""

    id: str
    any: tuple[str, ...]
    kind: Kind = "fact"


def find(notes: Path, given: Path | None) -> Path | None:
    """The facts file of `notes`: `given`, the one of that name in the folder `given`, or the one beside the notes."""
    if given is not None and not given.is_dir():
        return given
    folders = [given] if given else [notes.parent, Path(__file__).parent / "facts"]
    names = (f"{notes.stem}.facts.toml", f"{notes.stem}.toml", f"{notes.name}.toml")
    return next((path for folder in folders for name in names if (path := folder / name).is_file()), None)


def load(path: Path) -> tuple[Fact, ...]:
    """Read a facts file. Raises DrafterError for one that can't be read, a repeated id or a fact without wording."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("fact", [])
        facts = tuple(Fact(str(row["id"]), tuple(row["any"]), row.get("kind", "fact")) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DrafterError(f"{path}: no facts can be read: {error!r}", "see evals/README.md for the form") from None
    ids = [fact.id for fact in facts]
    bad = [f.id for f in facts if not f.any or f.kind not in ("fact", "gap", "never") or ids.count(f.id) > 1]
    if bad or not facts:
        raise DrafterError(
            f"{path}: {'no facts' if not facts else 'no wording, a strange kind or a repeated id: ' + bad[0]}",
            "see evals/README.md for the form",
        )
    return facts


def told(facts: Iterable[Fact], text: str, targets: Collection[str]) -> dict[str, bool]:
    """Which facts a post tells, by their ids; `text` is what readers read, `targets` where its links lead."""
    folded = fold(text)
    links = {_address(target) for target in targets}
    return {fact.id: any(_is_told(wording, folded, links) for wording in fact.any) for fact in facts}


def _is_told(wording: str, text: str, links: Collection[str]) -> bool:
    if wording.startswith(("http://", "https://")):
        return _address(wording) in links
    found = [[match.start() for match in word.finditer(text)] for word in _words(wording)]
    return all(found) and _near(found)


def _near(places: Sequence[list[int]]) -> bool:
    """Whether one place of each list lies within `NEAR` of the others."""
    latest: dict[int, int] = {}
    for at, which in sorted((at, which) for which, ats in enumerate(places) for at in ats):
        latest[which] = at
        if len(latest) == len(places) and at - min(latest.values()) <= NEAR:
            return True
    return False


@lru_cache(maxsize=4096)
def _words(wording: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{'|'.join(map(_start, word.split('|')))})") for word in fold(wording).split())


def _start(word: str) -> str:
    """A pattern for the beginning of a word, or for a whole number; what starts with a sign may stand anywhere."""
    before = r"(?<![\w])" if word[:1].isalnum() else ""
    return before + re.escape(word).replace("_", r"\s+") + (r"(?!\d|[.,]\d)" if word[-1:].isdigit() else "")


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[/#]+$", "", url.strip())
