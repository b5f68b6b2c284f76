"""Names of people, places, organisations and products in a draft, looked up in the notes.

A name is a run of capitalised words. Whether a capitalised word that the notes don't have is a name at all is
the hard part: at the start of a sentence, in a title, and everywhere in German, common words are capitalised
too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from drafter.grounding import common, german, lexicon, spelling, words
from drafter.grounding.around import Context, shaped
from drafter.grounding.evidence import Claim, Support
from drafter.grounding.index import Index
from drafter.grounding.lookup import IN_LINK
from drafter.grounding.places import CITIES, GIVEN_NAMES
from drafter.grounding.reading import Word, fold
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_LETTERS = pattern(r"[^\W\d_]+")
_OPENED = pattern(r"([^\W\d_]*[A-Z]) \(([^()]*)$")
_LAST = pattern(r"([^\W_]+)[ '’-]$")
_NEXT = pattern(r"[ '’-]([^\W_]+)")
_PHRASE = pattern(r"(?:[ '’-][^\W\d_]+){1,9}")
_TERM = tuple("tion ment ness ship ismus ción zione".split())
_INSIDE = pattern(r" |-|–|\.? |['’]|\. ?|/| & |\.")
_LINKS = frozenset("of de del della di da do dos du des von van der den la le el zu zur ten ter bin".split())
_GERMAN_LINKS = frozenset("von van de la le".split())  # "Freunde des Bieres" is no name
_FAMILIAR = frozenset(
    """north south east west nord sud est ouest norden suden osten westen norte sur este oeste ovest sever jih vychod
    zapad ai api ceo cto cfo pdf url faq ok tv it hr pr q qa dj diy html css usb gps vip id ict r d a b c i ii
        iii iv v
    vi vii viii ix x xi xii covid internet web wifi am pm nr no phd msc bsc mba ngo ngos ict iot co csv json
    mr mrs ms dr
    prof herr frau ing mgr phdr mme mlle sr sra sig dott sig.ra bc judr mudr rndr csc doc m god christmas
    easter silvestr silvestra cristo christ celsius fahrenheit
    victorian edwardian georgian tudor gothic baroque""".split()
)


class _Found(NamedTuple):
    word: Word
    standing: Literal["known", "derived", "misspelt", "absent", "common", "link"]
    rows: tuple[int, ...] = ()
    nearest: str = ""


def find(
    index: Index, text: str, some: Sequence[Word], context: Context, taken: Sequence[tuple[int, int]]
) -> Iterator[Claim]:
    """Yield a claim for each name of a sentence. `taken` are the places of links, dates and quantities."""
    for run in _runs(text, some, context, taken):
        found = _whole([_look(index, run, at, text, context) for at in range(len(run))])
        if _acronym(index, run, found):
            phrase, row = index.acronyms.get(run[0].folded, ("", -1))
            initials = "".join(w.text[0] for w in run if w.text[0].isupper())
            reason = f"short for {phrase}" if phrase else f"the notes have {initials}"
            rows = [row] if row >= 0 else list(index.forms.get(initials.lower(), ()))
            yield _claim(index, text, run, "derived", rows, reason, phrase or initials)
            continue
        yield from _claims(index, text, found)


def _whole(found: Sequence[_Found]) -> list[_Found]:
    """Let what a name is the name of stand as the unknown name beside it does: Notts County, West Sussex."""

    def joins(at: int) -> bool:
        one = found[at]
        beside = (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2])
        part = one.standing == "common" and (one.word.folded in common.KINDS or one.word.folded in _FAMILIAR)
        return part and len(one.word.text) > 2 and any(other.standing == "absent" for other in beside)

    return [_Found(one.word, "absent") if joins(at) else one for at, one in enumerate(found)]


def missing(index: Index, rows: Sequence[int], support: Sequence[Support], some: Sequence[Word]) -> bool:
    """Tell whether a line that shares much with a sentence names a person whom the sentence doesn't."""
    people = [index.people_in.get(row) for row, line in zip(rows, support, strict=True) if len(line.words) >= 2]
    said = {word.folded for word in some} if any(people) else set[str]()
    return any(those and those.isdisjoint(said) for those in people)


def _claim(
    index: Index, text: str, run: Sequence[Word], standing: str, rows: Sequence[int], reason: str, nearest: str = ""
) -> Claim:
    start, end = run[0].start, run[-1].end
    if text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    return Claim("name", text[start:end], start, end, standing, index.numbers_of(rows), reason, nearest)  # type: ignore[arg-type]


def _claims(index: Index, text: str, found: Sequence[_Found]) -> Iterator[Claim]:
    """Make one claim of neighbours that stand alike."""
    group: list[_Found] = []
    solid = _linked(found)
    for item in (*solid, None):
        if group and (item is None or item.standing != group[0].standing):
            run = [one.word for one in group]
            rows = [row for one in group for row in one.rows[:2]]
            said = text[run[0].start : run[-1].end]
            near = ", ".join(one.nearest for one in group if one.nearest)
            if group[0].standing == "known":
                yield _claim(index, text, run, "supported", rows, "the notes have this name")
            elif group[0].standing == "derived":
                yield _claim(index, text, run, "derived", rows, f"the notes have {near}", near)
            elif group[0].standing == "absent" and (row := _addressed(index, text, run)) >= 0:
                yield _claim(index, text, run, "derived", [row], IN_LINK)
            elif group[0].standing == "misspelt":
                yield _claim(index, text, run, "misspelt", rows, f"the notes spell it {near}", near)
            elif group[0].standing == "absent":
                yield _claim(
                    index,
                    text,
                    run,
                    "absent",
                    rows,
                    f"the notes don't have {said}" + (f"; they have {near}" if near else ""),
                    near,
                )
            group = []
        if item is not None:
            group.append(item)


def _linked(found: Sequence[_Found]) -> list[_Found]:
    """Let "of" and "de" stand as the words on both sides do; drop them between unlike words."""
    solid: list[_Found] = []
    for at, item in enumerate(found):
        if item.standing != "link":
            solid.append(item)
            continue
        after = next((one for one in found[at + 1 :] if one.standing != "link"), None)
        if solid and after and solid[-1].standing == after.standing:
            solid.append(_Found(item.word, after.standing))
    return solid


def _runs(text: str, some: Sequence[Word], context: Context, taken: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """Yield runs of neighbouring words that look like names, function words at their ends left out."""
    stop = words.stop(context.language)
    links = _GERMAN_LINKS if context.language == "de" else _LINKS
    run: list[Word] = []
    spot = 0
    for word in some:
        if not run and word.text.islower():  # most words
            continue
        while spot < len(taken) and taken[spot][1] <= word.start:
            spot += 1
        free = spot == len(taken) or taken[spot][0] >= word.end
        capital = (
            free
            and _capital(word)
            and not (word.text.lower() in stop and (len(word.text) == 1 or not word.text.isupper()))
        )
        near = bool(run) and _INSIDE.fullmatch(text, run[-1].end, word.start) is not None
        if (capital and (near or not run)) or (run and near and free and word.text in links):
            run.append(word)
        else:
            yield from _trimmed(run)
            run = [word] if capital else []
    yield from _trimmed(run)


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    while run and not _capital(run[-1]):
        run.pop()
    if run:
        yield run


def _capital(word: Word) -> bool:
    text = word.text
    if text.islower() or text.isdigit():
        return False
    return text[0].isupper() or any(c.isupper() for c in text[1:]) or (text[0].isdigit() and text[-1].isupper())


def _look(index: Index, run: Sequence[Word], at: int, text: str, context: Context) -> _Found:
    """Decide what one capitalised word is, in this order: in the notes, a case of it, misspelt, no name, absent."""
    word = run[at]
    if not _capital(word):
        return _Found(word, "link")
    folded = word.folded
    rows = spelling.known(index, folded, context.language)
    if rows and not (len(run) == 1 and _another(index, folded, context.language)):
        return _Found(word, "known" if folded in index.names or len(run) > 1 else "common", tuple(rows[:3]))
    if (
        (len(run) == 1 and index.contracted(folded))
        or index.abbreviated(folded)
        or (at + 1 < len(run) and index.abbreviated(folded, run[at + 1].folded))
        or (at and index.shortened(run[at - 1].folded, folded))
    ) and not spelling.misspelt(index, folded, context):
        return _Found(word, "common")
    if folded in _FAMILIAR or len(folded) == 1:
        return _Found(word, "common")
    if folded == "eve" and at and run[at - 1].folded in ("christmas", "year", "year's", "years"):
        return _Found(word, "common")
    if at + 1 < len(run) and (rows := index.forms.get(folded + run[at + 1].folded, [])):
        return _Found(word, "known", tuple(rows[:3]))
    if at and (rows := index.forms.get(run[at - 1].folded + folded, [])):
        return _Found(word, "known", tuple(rows[:3]))
    if (
        rows := spelling.together(index, word)
        or spelling.core(index, word.text)
        or spelling.numbered(index, word, text)
    ):
        return _Found(word, "known", tuple(rows[:3]))
    if nick := index.nick_of(folded):
        return _Found(word, "derived", tuple(index.forms[nick][:2]), nick)
    if short := spelling.humps(index, word.text):
        return _Found(word, "derived", tuple(index.forms[short.lower()][:3]), short)
    if len(run) == 1 and folded.endswith(_TERM) and word.start and text[word.start - 1] == " ":
        return _Found(word, "common")  # "a new Recommendation": a term
    if folded[-1] == "s" and len(folded) > 3 and (rows := index.forms.get(folded[:-1], [])) and len(run) > 1:
        return _Found(word, "known", tuple(rows[:3]))
    if context.language == "de" and at and _compound(index, run[at - 1], word, text):
        return _Found(word, "common")
    if common.ordinary(word, run, text, context, lexicon.simple):
        return _Found(word, "common")
    if folded.endswith(spelling.OF_PLACES[context.language]) and (form := spelling.derivation(index, folded)):
        return _Found(word, "known", tuple(index.forms[form][:2]))
    if context.language == "de" and spelling.in_compound(index, folded):
        return _Found(word, "common")  # Funk, "Schulfunk", not "Fund" misspelt
    near = spelling.misspelt(index, folded, context)
    if not (near and near[1] == 1 and len(folded) >= 9) and common.ordinary(word, run, text, context):
        return _Found(word, "common")  # a compound, of which a long one is sooner misspelt
    named = not context.foreign or shaped(word) or any(w.folded in index.names for w in run if w is not word)
    sure = not (context.language == "de" and german.noun(word)) or (
        near is not None and near[1] == 1 and len(folded) >= 6
    )
    beside = near and at and f" {run[at - 1].folded} {fold(near[0])} " in index.flow[0]  # Maike Smomer
    if near and ((named and sure) or beside or fold(near[0]) in index.people | CITIES):
        return _Found(word, "misspelt", tuple(index.forms[fold(near[0])][:2]), near[0])
    if not shaped(word) and not lexicon.surname(folded) and (form := spelling.derivation(index, folded)):
        return _Found(word, "known", tuple(index.forms[form][:2]))
    if context.language == "de" and (
        spelling.in_compound(index, folded) or (at > 1 and spelling.genitive(index, run[at - 1]))
    ):
        return _Found(word, "common")  # "Uli Scharnagls Bilanz"
    if context.language == "de" and at == 0 and len(run) > 2 and {w.folded for w in run[1:3]} <= index.people:
        return _Found(word, "common")  # a trade before a whole name
    if _spelt_out(index, word, text, context) or not common.is_name(word, run, at, text, context):
        return _Found(word, "common")
    return _Found(word, "absent")


def _another(index: Index, folded: str, language: str) -> bool:
    """Tell whether a word that is a surname too isn't noted as such, only a form of it: Conti, "conta"."""
    return folded not in index.forms and language not in ("de", "cs") and lexicon.surname(folded)


def _addressed(index: Index, text: str, run: Sequence[Word]) -> int:
    """Return the row of the link that has a name, or -1.

    Alone, with the word beside it (lemondeinformatique.fr), or as initials beside the same word (vc-data-model).
    """
    before = _LAST.search(text[max(run[0].start - 40, 0) : run[0].start])
    after = _NEXT.match(text, run[-1].end)
    last, following = fold(before[1]) if before else "", fold(after[1]) if after else ""
    name = "".join(word.folded for word in run)
    goes_on = [fold(word) for word in _LETTERS.findall(text[run[-1].end : run[-1].end + 40].partition("\n")[0])[:3]]
    beside = [last + name, *(name + "".join(goes_on[:size]) for size in (1, 2, 3))] if len(name) > 3 else []
    if (row := next((row for row in map(index.addressed, (name, *beside)) if row >= 0), -1)) >= 0:
        return row
    if len(run) < 2 or any(word.folded in GIVEN_NAMES for word in run):
        return -1
    flow, rows = index.addresses
    short = _initials([word.text for word in run])
    ways = ((last, f" {last} {short} "), (following, f" {short} {following} "))
    at = max(flow.find(way) if word else -1 for word, way in ways)
    return rows[flow.count("\n", 0, at)] if at >= 0 else -1


def _compound(index: Index, first: Word, second: Word, text: str) -> bool:
    """Tell whether a noun ends a compound whose first part is no person: Bootstrap-Paket."""
    is_person = first.folded in GIVEN_NAMES or first.folded in index.people
    return text[first.end : second.start] == "-" and not is_person


def _spelt_out(index: Index, word: Word, text: str, context: Context) -> bool:
    """Tell whether a word begins a phrase whose initials the notes have, or has those of one in brackets before it.

    "Sbor dobrovolných hasičů" for SDH; "sbor dobrovolných hasičů (SDH)"; "SDH (sbor dobrovolných hasičů)".
    """
    stop = words.stop(context.language)
    if (opened := _OPENED.search(text[max(word.start - 90, 0) : word.start])) and fold(opened[1]) in index.forms:
        told = _LETTERS.findall(opened[2] + text[word.start : word.start + 90].partition(")")[0])
        return fold(opened[1]) in (_initials(told), _initials([one for one in told if one.lower() not in stop]))
    if word.text.isupper():
        near = text[max(word.start - 90, 0) : word.start]
        told = [one for one in _LETTERS.findall(near) if one.lower() not in stop][-len(word.text) :]
        return near[-1:] == "(" and _initials(told) == word.folded and all(fold(one) in index.forms for one in told)
    phrase = _PHRASE.match(text, word.end) if word.text[1:].islower() else None
    after = [one for one in _LETTERS.findall(phrase[0] if phrase else "") if one.lower() not in stop]
    short = [_initials([word.text, *after[:size]]) for size in range(1, 6)]
    least = 2 if context.language == "cs" and lexicon.ordinary(word.text, "cs") else 3  # "základní škola" is ZŠ
    return any(len(one) >= least and index.names.get(one, "").isupper() for one in short)


def _initials(some: Sequence[str]) -> str:
    return "".join(fold(one)[:1] for one in some)


def _acronym(index: Index, run: Sequence[Word], found: Sequence[_Found]) -> bool:
    """Tell whether a run is the initials of a phrase in the notes, or the phrase to initials in them."""
    if all(one.standing == "known" for one in found) or any(one.standing == "misspelt" for one in found):
        return False
    if len(run) == 1:
        return run[0].text.isupper() and len(run[0].text) >= 2 and run[0].folded in index.acronyms
    if any(word.folded in GIVEN_NAMES for word in run):
        return False
    capitals = [word.text[0] for word in run if word.text[0].isupper()]
    rest = ("".join(capitals[at:]) for at in range(max(len(capitals) - 1, 1)))  # the W3C's Technical Architecture Group
    return any(len(short) > 1 and index.names.get(short.lower(), "") == short for short in rest)
