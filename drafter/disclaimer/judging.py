"""One function decides presence: first the proof, then, where it has no opinion, the whole page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter import head
from drafter.disclaimer import placement, proof
from drafter.disclaimer.verdict import Position, Verdict
from drafter.model import Draft
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.disclaimer.painted import Sighting

LARGEST = 1_000_000  # characters that are looked at block by block; a proof may be given for any size
PLAIN = "write it as plain Markdown: a paragraph of its own"


def judge(draft: Draft, texts: Sequence[str], *, raw_html: bool = False, position: Position = "top") -> Verdict:
    """Return whether a reader of `draft` sees one of `texts`, each a sentence to be matched word for word.

    `raw_html`: the workspace's generator keeps raw HTML, so an HTML block may carry the sentence.
    `position`: "bottom" where the house puts the sentence last; it then counts there and at the top.
    """
    draft = head.without_late(draft)
    body = draft.body
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    if found := proof.proves(body, texts):
        start, end, wanted = found
        verdict = _visible(draft, body, start, end, wanted, position, footnote=False)
        if not verdict.misplaced or body.find(wanted) == start:  # else one above it may be seen, too
            return verdict
    return _look(draft, body, texts, raw_html, position)


def _look(draft: Draft, body: str, texts: Sequence[str], raw_html: bool, position: Position) -> Verdict:
    from drafter.disclaimer import wording

    wanted = texts[0] if texts else ""
    words = wording.long_words(texts)
    if len(body) > LARGEST:
        return Verdict(
            "unchecked",
            f"the post is too large to check; put the disclaimer at its top and {PLAIN}",
            draft.body_line,
            1,
            wanted=wanted,
        )
    if not raw_html and not _may_say(body, words):
        return _elsewhere(draft, body, texts) or _missing(draft, wanted)
    from drafter.disclaimer import painted

    try:
        sightings, denial = painted.examine(body, texts, raw_html=raw_html)
    except painted.TooLarge:
        return Verdict(
            "unchecked",
            f"the post is too tangled to check; {PLAIN}, at the top of a simpler file",
            draft.body_line,
            1,
            wanted=wanted,
        )
    best = sightings[0] if sightings else None
    if best and best.standing == "visible":
        if denial:
            message = f"the post also says “{denial[1]}”, which the disclaimer contradicts; delete one of the two"
            return Verdict(
                "contradicted", message, draft.body_line + denial[0], 1, wanted=best.wanted, nearest=denial[1]
            )
        lines = body.split("\n")
        start = sum(len(line) + 1 for line in lines[: best.first])
        end = sum(len(line) + 1 for line in lines[: best.last]) - 1
        return _visible(draft, body, start, end, best.wanted, position, footnote=best.footnote, line=best.line)
    return _unseen(draft, body, texts, sightings)


_BLANK = pattern(r"\n(?:[ \t]*\n)+")
_COMMENT = pattern(r"(?<![\\`])<!--[^<>\n]*-->")


def _may_say(body: str, words: list[frozenset[str]]) -> bool:
    """Tell whether a block of the post may have half the words of a sentence, which is what a near miss takes.

    No block goes on past a blank line, or holds more words than stand there, and no reader sees those of a comment.
    """
    from drafter.disclaimer import wording

    for chunk in _BLANK.split(_COMMENT.sub("<>", body) if "<!--" in body else body):
        letters = wording.loose(chunk).replace(" ", "")
        if any(sum(word in letters for word in want) * 2 >= len(want) for want in words):
            return True
    return False


# -- placement -------------------------------------------------------------------------------------


def _visible(
    draft: Draft,
    body: str,
    start: int,
    end: int,
    wanted: str,
    position: Position,
    *,
    footnote: bool,
    line: int | None = None,
) -> Verdict:
    row = body.count("\n", 0, start) if line is None else line
    column = start - body.rfind("\n", 0, start) if line is None else 1
    return Verdict(
        "visible",
        "",
        draft.body_line + row,
        column,
        placement.misplaced(body, start, end, position, footnote=footnote),
        wanted,
    )


# -- what is wrong ---------------------------------------------------------------------------------

_ORDER = ("hidden", "not-rendered", "raw-html", "obfuscated", "altered", "missing")


def _unseen(draft: Draft, body: str, texts: Sequence[str], sightings: list[Sighting]) -> Verdict:
    wanted = texts[0] if texts else ""
    for sighting in sorted(sightings, key=lambda s: _ORDER.index(s.standing)):
        row = draft.body_line + sighting.line
        target = sighting.wanted or wanted
        if sighting.standing == "altered":
            if not sighting.what and not _resembles(sighting.text, texts):
                continue
            how = sighting.what or f"not word for word: “{sighting.text.strip()[:160]}”"
            elsewhere = _elsewhere(draft, body, texts)
            if not sighting.what and elsewhere and _contains(body, texts) is None:
                return elsewhere
            return Verdict("altered", f"the disclaimer is {how}; {PLAIN}: {target}", row, 1, "", target, sighting.text)
        return Verdict(
            sighting.standing, f"the disclaimer is {sighting.what}; {PLAIN}", row, 1, "", target, sighting.text
        )
    return _elsewhere(draft, body, texts) or _missing(draft, wanted)


def _resembles(text: str, texts: Sequence[str]) -> bool:
    from drafter.disclaimer import wording

    if not wording.may_say(wording.loose(text), wording.long_words(texts)):
        return False
    from rapidfuzz import fuzz

    said = wording.folded(text)[:2000].lower()
    return any(
        fuzz.ratio(said, wording.folded(t).lower()) >= 75
        or (len(said) >= len(t) * 0.8 and fuzz.partial_ratio(said, wording.folded(t).lower()) >= 88)
        for t in texts
    )


def _contains(text: str, texts: Sequence[str]) -> int | None:
    """Return where the source has one of `texts`, white space and entities aside, or None."""
    for wanted in texts:
        pattern = r"[\s>]+".join(re.escape(word) for word in wanted.split())
        if found := re.search(pattern, text):
            return found.start()
    return None


def _elsewhere(draft: Draft, body: str, texts: Sequence[str]) -> Verdict | None:
    """Return the verdict on a post whose source has the sentence where nobody reads it."""
    import html

    wanted = texts[0] if texts else ""
    at = _contains(body, texts)
    if at is None and "&" in body:
        at = 0 if _contains(html.unescape(body), texts) is not None else None
    if at is not None:
        row = draft.body_line + body.count("\n", 0, at)
        raw = _in_html(body, at)
        where = (
            "inside raw HTML, which several site generators leave out"
            if raw
            else "not in the text of the post but in a comment, code, a link or an attribute"
        )
        return Verdict("raw-html" if raw else "not-rendered", f"the disclaimer is {where}; {PLAIN}", row, 1, "", wanted)
    opening = draft.text[: len(draft.text) - len(draft.body)]
    if _contains(opening, texts) is not None:
        at = _contains(opening, texts) or 0
        return Verdict(
            "not-rendered",
            f"the disclaimer is in the front matter only; {PLAIN}",
            1 + opening.count("\n", 0, at),
            1,
            "",
            wanted,
        )
    return None


def _in_html(body: str, at: int) -> bool:
    """Tell whether the words at `at` are text between tags of an HTML block."""
    block = body.rfind("\n\n", 0, at) + 1
    before = body[block:at].lstrip()
    return before.startswith("<") and not before.startswith(("<!", "<?")) and before.rfind(">") > before.rfind("<")


def _missing(draft: Draft, wanted: str) -> Verdict:
    return Verdict("missing", f"the disclaimer is missing; {PLAIN}: {wanted}", draft.body_line, 1, "", wanted)
