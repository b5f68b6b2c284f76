"""Hints that a sentence says something else than its lines in the notes. For people to judge: none is a proof."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from drafter.grounding import opposites, words
from drafter.grounding.denials import IF, TOKEN, WEAK, Words, noted_in
from drafter.grounding.evidence import Claim, Signal, Support
from drafter.grounding.index import Index
from drafter.grounding.numbers import readings
from drafter.grounding.reading import root
from drafter.grounding.retold import unit_of
from drafter.grounding.spelling import cut
from drafter.model import Sentence
from drafter.patterns import pattern

_CLAUSE = pattern(r"[,;:–—()]|\s-\s")
_NUMBER = pattern(r"\d+(?:[.,’'\u00a0\u202f ]?\d+)*")
_OPEN = frozenset(
    """tbd tbc undecided unclear open waiting await awaits doubt doubted doubts unanswered missing remains offen unklar
    ungeklärt unbeantwortet aussteht ouvert ouverte attend incertain abierto pendiente aperto attesa incerto otevřené
    nejasné čeká against gegen contre contra contro proti""".split()
)
_TO_BE = frozenset("be sein werden être ser essere být".split())  # "must be decided"


def find(
    index: Index,
    sentence: Sentence,
    support: Sequence[Support],
    claims: Sequence[Claim],
    coverage: float,
    language: str,
    rows: Sequence[int],
) -> tuple[Signal, ...]:
    """Return the hints for one sentence, given its claims and the lines that bear it out, with their rows."""
    text = sentence.text
    said = Words(text, language)
    found: list[Signal] = []
    if sentence.kind != "heading":
        if not index.denying.isdisjoint(rows):
            found += _negation(index, said, support)
        found += _added(index, said, support, coverage, rows)
        found += _outcome(index, said, support, rows)
    found += _contradiction(index, text, support, claims)
    found += _elsewhere(index, text, claims)
    if said.language == index.language:
        found += _opposite(index, said, support)
    found += _praise(index, text, said)
    phrase = words.unowned(text, said.tokens)
    if phrase and not any(claim.kind == "name" for claim in claims):
        at = text.index(phrase)
        found.append(Signal("unowned", f"“{phrase}” doesn't say whose view this is", 0, at, at + len(phrase)))
    return tuple(found)


def _pairs(index: Index, support: Sequence[Support]) -> list[tuple[Support, Words]]:
    """Return lines with their words: asked for only where a sentence gives a reason."""
    return [(line, noted_in(line.text[:4000], index.language)) for line in support]


def _negation(index: Index, sentence: Words, support: Sequence[Support]) -> Iterator[Signal]:
    """Find a denial in the notes that the sentence has lost."""
    lines = _pairs(index, support)
    said, language = sentence.content, index.language
    soft = _OPEN | words.lacking(sentence.language)
    clauses = [(clause, set(sentence.stems(clause))) for clause in sentence.segments(_CLAUSE)]
    for at, (line, noted) in enumerate(lines):
        common = len(noted.content & said) if noted.denied else 0
        if common < 2:
            continue
        others = [other for rank, (_, other) in enumerate(lines) if rank != at and len(other.content & said) >= common]
        for part in noted.parts:
            heads, both = _shared(part.head, said, language), _shared(part.about, said, language)
            named = bool(heads) and (part.head[0] in heads or len(heads) == len(part.head))
            strong = named and common >= 3 - (language == "cs") and not part.affirmed
            enough = len(part.about) / 2 if named else len(part.about) - 1
            if not strong and not (len(both) >= 2 and len(both) >= enough):
                continue
            if any((heads or both) <= other.affirmed for other in others):
                continue
            sizes = [len(_shared(part.about, stems, language)) for _, stems in clauses]
            target = [c for c, stems in clauses if _shared(part.head, stems, language)]
            target = target or [c for (c, _), size in zip(clauses, sizes, strict=True) if size == max(sizes)]
            if any(sentence.denies(t) or t in soft for clause in target for t in clause):
                continue
            reason = f"the notes deny this: {' '.join(part.tokens)}"
            yield Signal("negation", reason, line.line, 0, len(sentence.text))
            return


def _added(
    index: Index, sentence: Words, support: Sequence[Support], coverage: float, rows: Sequence[int]
) -> Iterator[Signal]:
    """Find a clause that denies something of a line in which nothing is denied, asked or left open."""
    denies = sentence.denied or not words.lacking(sentence.language).isdisjoint(sentence.tokens)
    if not denies or coverage < 0.5 or not support or "?" in support[0].text or words.about_notes(sentence.text):
        return
    lines = _pairs(index, support)
    loose = _OPEN | words.lacking(sentence.language) | words.lacking(index.language)
    for clause in sentence.segments(_CLAUSE):
        denial = next((t for t in clause if sentence.denies(t) or t in words.lacking(sentence.language)), "")
        about = set(sentence.stems(clause))
        if not denial or denial in WEAK or len(about) < 2:
            continue
        if not IF[sentence.language].isdisjoint(clause[: clause.index(denial)]):  # what hangs on something else
            continue
        close = [(line, noted) for line, noted in lines if about & noted.content]
        beside = {near for row in rows[: len(lines)] for near in (row - 1, row + 1) if 0 <= near < len(index.texts)}
        around = [noted for _, noted in close] + [noted_in(index.texts[row][:4000], index.language) for row in beside]
        key = root(denial, sentence.language)
        if close and not any(
            key in n.every or _denied_there(n, about) or not loose.isdisjoint(n.tokens) for n in around
        ):
            at = max(sentence.text.lower().find(denial), 0)
            yield Signal("negation", f"“{denial}” is not in the notes here", close[0][0].line, at, at + len(denial))
            return


def _denied_there(noted: Words, about: set[str]) -> bool:
    """Tell whether a line denies something of what a clause denies."""
    if not noted.denied or noted.parts:
        return any(not about.isdisjoint(part.about) for part in noted.parts)
    hangs = any(noted.denies(t) and t not in WEAK for t in noted.tokens)  # it asks, or hangs on something else
    return hangs and len(about & noted.content) > 1


def _opposite(index: Index, sentence: Words, support: Sequence[Support]) -> Iterator[Signal]:
    """Find a word whose opposite stands in the line that bears the sentence out, where the word itself doesn't."""
    pairs = opposites.table(sentence.language)
    marked = [key for key in sentence.every if key in pairs]
    if not marked or not support:
        return
    lines = _pairs(index, support)
    have = frozenset().union(*(noted.every for _, noted in lines))
    marked = [key for key in marked if key not in have and any(pairs[key] & noted.every for _, noted in lines)]
    if not marked:
        return
    denied = {t for clause in sentence.segments(_CLAUSE) if sentence.any_denied(clause) for t in clause}
    for token in sentence.tokens:
        key = root(token, sentence.language)
        if key not in marked or token in denied:
            continue
        for line, noted in lines:
            opposite = pairs[key] & noted.every
            particle = token in sentence.function and any(t in noted.function for t in noted.tokens_of(opposite))
            if particle and not _same_object(sentence, noted, key, opposite):
                continue
            if opposite and not opposite & sentence.every and len(sentence.content & noted.content) >= 3:
                at = max(sentence.text.lower().find(token), 0)
                reason = f"“{token}”, but the notes have the opposite here"
                yield Signal("contradiction", reason, line.line, at, at + len(token))
                return


def _same_object(sentence: Words, noted: Words, key: str, opposite: frozenset[str]) -> bool:
    """Tell whether a preposition and its opposite stand before the same word: after lunch, before lunch."""

    def objects(some: Words, keys: Collection[str]) -> set[str]:
        stems = [root(t, some.language) for t in some.tokens]
        content = some.content
        after = (
            next((k for k in stems[at + 1 : at + 5] if k in content), "") for at, k in enumerate(stems) if k in keys
        )
        return {key for key in after if key}

    return not objects(sentence, {key}).isdisjoint(objects(noted, opposite))


def _shared(one: Iterable[str], other: Iterable[str], language: str) -> set[str]:
    """Return the stems of `one` that `other` has; Czech verbs change more than a stemmer sees."""
    if language != "cs":
        return set(one) & set(other)
    near: dict[str, list[str]] = {}
    for key in other:
        near.setdefault(key[:3], []).append(key)

    def alike(key: str) -> bool:
        return any(key.startswith(form[: min(len(key), len(form)) - 1]) for form in near.get(key[:3], ()))

    return {key for key in one if len(key) >= 3 and alike(key)}


def _outcome(index: Index, sentence: Words, support: Sequence[Support], rows: Sequence[int]) -> Iterator[Signal]:
    """Find a decision or a result told where the notes have a plan, a question or an idea."""
    results = words.outcome(sentence.language)
    if results.isdisjoint(sentence.tokens):
        return
    before = ("", *sentence.tokens)
    told = [t for one, t in zip(before, sentence.tokens, strict=False) if t in results and one not in _TO_BE]
    if sentence.text.rstrip().endswith("?") or not index.outcomes.isdisjoint(rows[: len(support)]):
        return
    if not told or any(t in words.plan(sentence.language) or sentence.denies(t) for t in sentence.tokens):
        return
    said, lines = sentence.content - set(sentence.stems(told)), _pairs(index, support)
    close = [(line, noted) for line, noted in lines if len(said & noted.content) >= 2]
    results = words.outcome(index.language)
    if not close or any(t in results for _, noted in close for t in noted.tokens):
        return
    for line, noted in close:
        asked = "?" in line.text
        planned = [t for t in noted.tokens if t in words.plan(index.language)]
        if asked or planned:
            kind = (
                "idea-as-decision"
                if asked or planned[0][:4] in ("idea", "prop", "vors", "návr", "nápa", "idee")
                else "plan-as-outcome"
            )
            at = sentence.text.lower().find(told[0])
            mark = "a question" if asked else f"“{planned[0]}”"
            reason = f"“{told[0]}”, but the notes have {mark} here"
            yield Signal(kind, reason, line.line, max(at, 0), max(at, 0) + len(told[0]))  # type: ignore[arg-type]
            return


def _contradiction(index: Index, text: str, support: Sequence[Support], claims: Sequence[Claim]) -> Iterator[Signal]:
    """Find another number before the same word in a line that is about the same."""
    for claim in claims:
        if claim.kind != "number" or claim.standing != "absent":
            continue
        after = TOKEN.search(text, claim.end)
        if after is None or after.start() - claim.end > 2:
            continue
        key = root(after[0], index.language)
        for line in support:
            for m in re.finditer(r"(?<![\w.,])(\d+(?:[.,]\d+)*)\s+([^\W\d_]+)", line.text):
                if root(m[2], index.language) == key:
                    yield Signal("contradiction", f"the notes say {m[0]}", line.line, claim.start, claim.end)
                    return


def _elsewhere(index: Index, text: str, claims: Sequence[Claim]) -> Iterator[Signal]:
    """Find a number that the notes have, but where they have another one for the same thing."""
    for claim in claims:
        if claim.kind != "number" or claim.standing != "supported" or not claim.text[-1].isdigit():
            continue
        after = TOKEN.search(text, claim.end)
        if (
            after is None
            or after.start() - claim.end > 2
            or after[0].lower() in words.stop(index.language)
            or not after[0].isalpha()
            or unit_of(after[0].lower())[0] in ("time", "months")  # any notes have some
            or words.kind(after[0]) == "person"
        ):
            continue
        counted = index.counted.get(root(after[0], index.language))
        if not counted:
            continue
        values = readings(_NUMBER.findall(claim.text)[-1])
        if any(value in counted for value in values):
            continue
        rows = index.stems.get(root(after[0], index.language), ())
        with_value = {row for value in values for _, row in index.values.get(value, ())}
        if with_value & set(rows):
            continue
        hits = [hit for value in values for hit, _ in index.values.get(value, ())]
        units = [index.unit_after(hit) for hit in hits]
        if not all(units) or any(cut(unit, after[0].lower()) for unit in units):  # "Ann 121, Ben 97"; "14 abst."
            continue
        shown, row = next(iter(counted.values()))
        reason = f"the notes have {shown}, and {claim.text} of something else"
        yield Signal("contradiction", reason, index.lines[row], claim.start, claim.end)
        return


def _praise(index: Index, text: str, sentence: Words) -> Iterator[Signal]:
    praise = words.praise(sentence.language)
    for token in sentence.tokens if not praise.isdisjoint(sentence.tokens) else ():
        if token in praise and root(token, index.language) not in index.stems:
            if token == "outstanding" and words.STILL_OPEN.search(text.lower()):
                continue
            at = text.lower().find(token)
            yield Signal(
                "praise", f"“{token}” is praise that the notes don't have", 0, max(at, 0), max(at, 0) + len(token)
            )
            return
