"""Trace a draft to its notes: sentence by sentence the evidence, the claims and what is missing."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from drafter import sentences, unsaid
from drafter.dates import DateMention
from drafter.dates import find as find_dates
from drafter.grounding import counts, lookup, names, omissions, quantities, signals, spelling, words
from drafter.grounding.around import Context
from drafter.grounding.evidence import Claim, Evidence, Standing, Support, Trace
from drafter.grounding.index import Index
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import Reading, Word, read, stem
from drafter.head import leaves
from drafter.model import Brief, Draft, Fact, Notes, Sentence
from drafter.patterns import pattern

Part = Literal["title", "description", "body"]
Unit = tuple[Part, Sentence]

_Placed = TypeVar("_Placed", Word, Claim)
GAP = pattern(r"\[\[CHECK\b[^\]\n]*(?:\]\]|$)")
UNSUPPORTED = 0.35  # below this share of its words, a sentence has no evidence
PARTLY = 0.6
_MANY = 5  # a sentence with so many parts enumerates
_COMMON = 200  # a stem in more lines than this doesn't point to any of them


def trace(
    draft: Draft, notes: Notes, variables: Mapping[str, str] | None = None, ignore: Sequence[str] = ()
) -> Evidence:
    """Return the evidence for every sentence of a draft, and what it leaves out of its notes.

    `variables` are the prompt's, which the writer gave and which count as notes, like the notes' front matter;
    both have line 0. `ignore` are texts that are no claims, such as the disclaimer. Time is linear in both texts.
    """
    given = [(0, f"{key}: {text}") for told in (notes.meta, variables or {}) for key, text in leaves(told)]
    brief = notes.brief
    people = [fact.text for fact in (*brief.present, *brief.absent, *brief.speakers)]
    lines = given + [(line.number, line.text) for line in notes.lines]
    lines += [(0, text) for text in _understood(brief, [text for _, text in lines])]
    index = Index(lines, people=[*people, brief.author], facts=_facts(brief))
    units = [*_head(draft), *(("body", sentence) for sentence in sentences.split(draft))]
    language = words.language("\n".join(sentence.text for _, sentence in units), index.language)
    whole = _whole(units, language)
    traces = _examine(index, units, whole, language, ignore)
    return Evidence(traces, omissions.find(index, notes, whole), language)


def examine(index: Index, units: Sequence[Unit], language: str, ignore: Sequence[str] = ()) -> tuple[Trace, ...]:
    """Trace sentences to indexed notes. The core: `trace` wraps it for drafts, the benchmark for plain text."""
    return _examine(index, units, _whole(units, language), language, ignore)


def _whole(units: Sequence[Unit], language: str) -> Reading:
    """Read all sentences at once, a line each."""
    links, at = [], 0
    for _, sentence in units:
        links += [(at + start, at + end, url) for start, end, url in sentence.links]
        at += len(sentence.text) + 1
    return read("\n".join(sentence.text for _, sentence in units), language, links)


def _examine(
    index: Index, units: Sequence[Unit], whole: Reading, language: str, ignore: Sequence[str]
) -> tuple[Trace, ...]:
    cursor = _Cursor(whole)
    lowered = index.lowered.union(w.folded for w in whole.words if w.text[0].islower())
    lowered |= {stem(form, language) for form in lowered if len(form) > 3}
    skipped = {_squeezed(text) for text in ignore if text}
    traces, at = [], 0
    following = _following(units)
    for (part, sentence), listed in zip(units, following, strict=True):
        end = at + len(sentence.text)
        traces.append(_one(index, cursor.take(at, end), part, sentence, at, language, lowered, skipped, listed))
        at = end + 1
    return tuple(traces)


def _understood(brief: Brief, texts: Sequence[str]) -> Iterable[str]:
    """Yield what the brief knows and the lines don't say: from a file's name, a log's stamps, a head that was cut."""
    whole = "\n".join(texts).casefold()
    for fact in (*brief.organisers, Fact(brief.title), Fact(brief.place), Fact(brief.author), Fact(brief.organisation)):
        if fact.text and fact.text.casefold() not in whole:
            yield fact.text
    for day in dict.fromkeys((brief.starts, brief.ends, brief.posted)):
        if day and not any(
            (found.year, found.month, found.day) == (day.year, day.month, day.day)
            for text in texts
            if str(day.year) in text
            for found in find_dates(text[:4000])
        ):
            yield day.isoformat()


def _facts(brief: Brief) -> Mapping[str, Sequence[int]]:
    """Return the lines of what the notes list, by the kind of thing that it is."""
    people = dict.fromkeys((*brief.present, *brief.speakers))
    listed = {"decision": brief.decisions, "action": brief.actions, "question": brief.questions, "person": people}
    return {kind: [fact.line for fact in facts] for kind, facts in listed.items()}


def _head(draft: Draft) -> Iterable[Unit]:
    """Yield title and description as sentences, placed at their keys in the front matter."""
    head = draft.text[: len(draft.text) - len(draft.body)] if draft.body else draft.text
    for key in ("title", "description"):
        value = draft.meta.get(key)
        if not isinstance(value, str) or not value.strip():
            continue
        found = re.search(rf"^[ \t]*\"?{key}\"?[ \t]*[:=][ \t]*[\"'>|]?-?[ \t]*", head, re.MULTILINE)
        line = head.count("\n", 0, found.start()) + 1 if found else 1
        column = found.end() - head.rfind("\n", 0, found.start()) if found else 1
        for start, end in sentences.spans(value):
            kind: Literal["heading", "prose"] = "heading" if key == "title" else "prose"
            yield key, Sentence(value[start:end], line, column + start, kind)


def _squeezed(text: str) -> str:
    return " ".join(re.sub(r"[*_`>#]", "", text).split())


def _following(units: Sequence[Unit]) -> list[int]:
    """Return for each sentence how many items of a list come right after it, for a heading those of its section."""
    found: list[int] = []
    items: set[int] = set()
    section: set[int] = set()
    for _, sentence in reversed(units):
        found.append(len(section if sentence.kind == "heading" else items))
        if sentence.kind == "item":
            items.add(sentence.line)
            section.add(sentence.line)
            continue
        items = set()
        if sentence.kind == "heading":
            section = set()
    return found[::-1]


class _Cursor:
    """Hands out the part of a reading between two offsets."""

    def __init__(self, whole: Reading) -> None:
        self.whole = whole
        self.words = [word.start for word in whole.words]
        self.dates = [date.start for date in whole.dates]
        self.quantities = [quantity.start for quantity in whole.quantities]
        self.urls = [start for start, _, _ in whole.urls]

    def take(self, start: int, end: int) -> _Slice:
        def part(starts: Sequence[int]) -> slice:
            return slice(bisect_left(starts, start), bisect_left(starts, end))

        whole = self.whole
        return _Slice(
            whole.text, start, end, whole.words[part(self.words)], whole.dates[part(self.dates)],
            whole.quantities[part(self.quantities)], whole.urls[part(self.urls)],
        )  # fmt: skip


class _Slice:
    """One sentence of a reading; offsets are those of the whole text."""

    def __init__(
        self, text: str, start: int, end: int, some: Sequence[Word], dates: Sequence[DateMention],
        quantities: Sequence[Quantity], urls: Sequence[tuple[int, int, str]],
    ) -> None:  # fmt: skip
        self.text, self.start, self.end = text, start, end
        self.words, self.dates, self.quantities, self.urls = some, dates, quantities, urls


def _one(
    index: Index, part: _Slice, where: Part, sentence: Sentence, base: int, language: str,
    lowered: frozenset[str], skipped: set[str], listed: int,
) -> Trace:  # fmt: skip
    text = sentence.text
    if (skipped and _squeezed(text) in skipped) or unsaid.is_own(text):
        return Trace(sentence, "skipped", part=where)
    gaps = [(base + m.start(), base + m.end()) for m in GAP.finditer(text)]
    some = _outside(part.words, gaps)
    content = index.content(some)
    support, rows, coverage, new = _support(index, content, base, language, counts.parts(text, language) >= _MANY)
    slot = names.missing(index, rows, support, some)
    context = Context(
        language, lowered, _titled(sentence, some), sentence.kind == "cell", language != index.language, slot
    )
    made = _claims(index, part, some, content, sentence, context, rows, listed)
    ordered = _outside(sorted(made, key=lambda claim: (claim.start, -claim.end)), gaps)
    claims = [claim._replace(start=claim.start - base, end=claim.end - base) for claim in ordered]
    if not content and not claims:
        return Trace(sentence, "gap" if gaps else "skipped", part=where)
    found = signals.find(index, sentence, support, claims, coverage, language, rows)
    standing = _standing(claims, coverage, content, bool(gaps))
    return Trace(sentence, standing, support, tuple(claims), found, coverage, new, where)


def _titled(sentence: Sentence, some: Sequence[Word]) -> bool:
    """Tell whether capitals mean nothing: in a cell, and in a heading unless most of its words are in lower case."""
    if sentence.kind not in ("heading", "cell"):
        return False
    long = [word.text[0].islower() for word in some[1:] if len(word.text) > 3]
    return sentence.kind == "cell" or 2 * sum(long) <= len(long) or len(long) < 2


def _outside(some: Sequence[_Placed], gaps: Sequence[tuple[int, int]]) -> Sequence[_Placed]:
    """Leave out what starts within a gap. Both are in order."""
    if not gaps:
        return some
    starts = [start for start, _ in gaps]

    def free(at: int) -> bool:
        before = bisect_right(starts, at) - 1
        return before < 0 or gaps[before][1] <= at

    return [one for one in some if free(one.start)]


def _claims(
    index: Index, part: _Slice, some: Sequence[Word], content: Sequence[Word], sentence: Sentence, context: Context,
    rows: Sequence[int], listed: int,
) -> Iterable[Claim]:  # fmt: skip
    text = part.text
    taken = [(s, e) for s, e, url in part.urls if text[s:e] == url]
    for start, end, url in part.urls:
        if claim := lookup.link(index, text[start:end], start, end, url):
            yield claim
    for mention in part.dates:
        taken.append((mention.start, mention.end))
        yield lookup.date(index, text, mention, rows)
    if part.quantities:
        beside = frozenset(value for quantity in part.quantities for value in quantity.values)
        spoken = frozenset(word.text.lower() for word in some)
        heading = sentence.kind == "heading"
        how = (context.language, context.foreign, listed, rows, heading)
        said = quantities.Said(text, spoken, beside, tuple(content), *how)
    for quantity in part.quantities:
        taken.append((quantity.start, quantity.end))
        yield quantities.look(index, quantity, said)
    for start, end in sentences.quotations(sentence.text):
        if claim := lookup.quotation(index, text, part.start + start, part.start + end):
            yield claim
    yield from names.find(index, text, some, context, sorted(taken))


def _support(
    index: Index, content: Sequence[Word], base: int, language: str, enumerates: bool
) -> tuple[tuple[Support, ...], list[int], float, tuple[tuple[int, int], ...]]:
    """Rank the lines of the notes by the weight of the words that they share with a sentence.

    Words of reporting ("the attendees were") that the notes don't have add no fact, and count for nothing. What a
    sentence enumerates may stand in as many lines.
    """
    keys: dict[str, list[Word]] = {}
    reporting = words.reporting(language)
    for word in content:
        if (key := index.noted_as.get(word.folded)) is None:
            key = index.noted_as[word.folded] = _key(index, word)
        if key in index.stems or word.folded not in reporting:
            keys.setdefault(key, []).append(word)
    if not keys:
        return (), [], 1.0, ()
    weights = {key: index.weight(key) for key in keys}
    total = sum(weights.values()) or 1.0
    ranked, covered = _ranked(index, weights)
    support = []
    for row, held in ranked.items():
        hits = sorted([word for key in held for word in keys[key]])
        marks = tuple((word.start - base, word.end - base) for word in hits)
        share = round(sum([weights[key] for key in held]) / total, 3)
        support.append(Support(index.lines[row], share, index.texts[row], tuple(w.text for w in hits), marks))
    new = sorted((w.start - base, w.end - base) for key in keys if key not in index.stems for w in keys[key])
    shown = [key for key in keys if key in (index.stems if enumerates else covered)]
    return tuple(support), list(ranked), round(sum(weights[key] for key in shown) / total, 3), tuple(new)


def _ranked(index: Index, weights: Mapping[str, float]) -> tuple[dict[int, list[str]], set[str]]:
    """Choose three rows: each for what it holds, less for what an earlier one holds too; short and early ones first.

    Returns them, best first, with what each holds of the weighted stems, and what they hold together. The constants
    are those that show people's own evidence most often on the tuning part.
    """
    sums: dict[int, float] = defaultdict(float)
    telling = [key for key in weights if key in index.stems and len(index.stems[key]) <= _COMMON]
    for key in telling:
        weight = weights[key]
        for row in index.stems[key]:
            sums[row] += weight
    damping, early = index.damping, index.early
    rest = sorted([(held / damping[row] + early[row], -row) for row, held in sums.items()], reverse=True)[:12]
    ranked: dict[int, list[str]] = {}
    covered: set[str] = set()
    holds: dict[int, list[str]] = {}
    while rest and len(ranked) < 3:
        best, chosen = (-math.inf, 0), rest[0]
        for score, last in rest:
            if score < best[0]:
                break  # none of the others can be better: what is taken off is never negative
            row = -last
            if row not in holds:
                holds[row] = [key for key in telling if key in index.keys[row]]
            again = sum([weights[key] for key in holds[row] if key in covered]) if covered else 0
            if (worth := (score - 0.6 * again / damping[row], last)) > best:
                best, chosen = worth, (score, last)
        rest.remove(chosen)
        ranked[-chosen[1]] = holds[-chosen[1]]
        covered.update(holds[-chosen[1]])
    return ranked, covered


def _key(index: Index, word: Word) -> str:
    """Return the stem under which the notes have a word, of several forms that it could have there."""
    key = stem(word.folded, index.language)
    if key in index.stems or len(word.folded) < 6:
        return key
    form = spelling.derivation(index, word.folded)
    return stem(form, index.language) if form else key


def _standing(claims: Sequence[Claim], coverage: float, content: Sequence[Word], gaps: bool) -> Standing:
    if gaps:
        return "gap"
    if coverage < UNSUPPORTED and len(content) > 2:
        return "unsupported"
    if coverage < PARTLY or any(claim.flagged for claim in claims):
        return "partly"
    return "supported"
