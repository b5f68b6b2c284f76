"""What follows from numbers that the draft has beside another one, or has told just before it."""

from __future__ import annotations

from itertools import islice, permutations, product
from typing import TYPE_CHECKING

from drafter.grounding import amounts, numbers
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.grounding.retold import Derivation, around, equal
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said
    from drafter.grounding.told import Told

_NEAR, _FAR = 400, 3000  # characters of the draft before a number: another has just been told there, or been told
_MOST = 16  # numbers told that one is held against
_EACH = pattern(r"\W(?:an?|per|pro|je|par|la|le|por|cada|al?|all['’]|ogni|za|na)\s([^\W\d_]{3,})")
_MINUTE = pattern(r"(?<![\d.,:])\d{1,3}(?![\d:]|[.,]\d)")
_STOP = pattern(r"\W?\s*(?:\n|\Z)|[.,;:)]\s")  # after a number that counts nothing
_PERCENT_JUST = pattern(r"%[,;]?\s\(?(?:[^\W\d]+,?\s){1,3}$")
_BY_THE = (  # folded
    (144.0, ("gross", "gros", "grosse", "gruesa", "grossa", "veletucet")),
    (2.0, ("pair", "paar", "paire", "par", "paio")),
)  # fmt: skip
_SHARE = pattern(r"\s(?:of|der|von|des|de|du|dell[aeo]|dei|degli|del|z|ze)\b")


def follows(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Return what a number has to do with another of the sentence, or one just told, or nothing."""
    return _side(index, found, said) or _later(index, found, said)


def worked(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """Return what two numbers of the draft make, one of which can be a share of the other, or nothing."""
    if derived := _inside(index, found, said, told) or (_dealt(index, found, said, told) if told.each else None):
        return derived
    if found.unit or (found.kind == "percent" and (told.about or _SHARE.match(said.text, found.end))):
        return _just_told(index, found, said, told)
    return None


def _inside(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """What two other numbers of the sentence leave over, or a share of one: "30 % of 18,600, so 5,580"."""
    before = around(said.text, found)[0]
    explained = bool(index.percents) and (
        amounts.explains(before) or _PERCENT_JUST.search(said.text, max(found.start - 30, 0), found.start) is not None
    )
    if not (told.left or explained) or len(said.beside) > 12:
        return None
    value = found.values[0]
    whole = {1e3} if explained else set()  # 62 %, that is, 620 g a kilo
    for one, two in permutations({*said.beside, *whole} - {value}, 2):
        left = told.left and two > 1 and any(equal(one - two, value * factor) for factor in (1, 1e3, 1e6))
        if (
            left
            or (explained and two <= 100 and equal(one * two / 100, value))
            or (explained and two > 1 and value >= 10 and equal(one / two, value))
        ):
            return (said.rows or (-1,))[0], f"it follows from {one:.10g} and {two:.10g}, beside it"
    return None


def _dealt(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """About how much one of a gross or a pair costs, or one of as many as the line has: "£78 a gross, about 54p"."""
    value, places = found.values[0], len(found.digits.partition(".")[2] or found.digits.partition(",")[2])
    for row in said.rows if told.about and told.measure == "money" else ():
        some = index.figures_of(row)
        counted = [size for size, names in _BY_THE if any(row in index.forms.get(name, ()) for name in names)]
        for one in some:
            for size in (*counted, *(two.values[0] for two in some if not two.unit)) if one.unit else ():
                if size and value == round(one.values[0] / size * 100 / max(told.size, 1), places):
                    return row, f"{index.shown(one)} shared out among {size:.10g}"
    return None


def _just_told(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """Money added up or shared out, and a part of what a line counts: "81 of 142 hands, about 57 %"."""
    value = found.values[0]
    recent = _recent(index, found, said, _NEAR)
    if found.kind == "percent":
        for one, row in recent:
            some = [other.values[0] for other in index.figures_of(row) if other.kind == "cardinal" and not other.unit]
            if len(some) > 2 and one.values[0] in some and round(100 * one.values[0] / sum(some)) == value:
                return row, f"a percentage of {sum(some):.10g}, the sum of this line"
        return None
    for (one, row), (two, _) in permutations(recent, 2) if value >= 100 else ():
        if min(one.values[0], two.values[0]) > 1 and equal(one.values[0] * two.values[0], value):
            return row, f"the product of {index.shown(one)} and {index.shown(two)}"
    label = _EACH.match(said.text, found.end)
    each = stem(fold(label[1]), index.language) if label else ""
    for (one, row), (two, _) in permutations(recent, 2) if each else ():
        part = one.values[0] / two.values[0] if two.values[0] else 0.0
        if index.counts_what(two) == each and abs(part - value) <= (1.0 if told.bounded else 0.5):
            return row, f"a part of {index.shown(one)} and {index.shown(two)}"
    big = [hit for hit in recent if hit[0].values[0] >= 1e4] if len(f"{value:.0f}".rstrip("0")) > 2 else []
    for (one, row), (two, _) in product(big, _recent(index, found, said, _FAR, 1e4)) if big else ():
        if one is not two and equal(one.values[0] + two.values[0], value):
            return row, f"the sum of {index.shown(one)} and {index.shown(two)}"
    return None


def _recent(index: Index, found: Quantity, said: Said, back: int, least: float = 0) -> list[tuple[Quantity, int]]:
    """Return the last numbers of the notes that the draft has told before another, within so many characters.

    Those below the `least` are left out.
    """
    before = numbers.in_digits(said.text[max(found.start - back, 0) : found.start], said.language)
    values = [value for quantity in before if quantity.kind != "time" for value in quantity.values]
    hits = (hit for value in dict.fromkeys(values[::-1]) if value >= least for hit in index.values.get(value, ())[:2])
    return list(islice((hit for hit in hits if hit[0].kind != "time"), _MOST))


def result(index: Index, digits: str) -> Derivation | None:
    """Both sides of "26:17", which the notes write as "26 to 17" or "26-17", or from the other side: "17:26"."""
    one, _, two = digits.partition(":")
    if two and (rows := index.figured(f"{two}:{one}")):
        return rows[0], f"the notes have {two}:{one}"
    for hit, row in index.values.get(float(one), ()) if one.isdecimal() and two.isdecimal() else ():
        if any(0 < other.start - hit.end <= 24 and float(two) in other.values for other in index.figures_of(row)):
            return row, "the notes have this result"
    return None


def _side(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """One side of a result that looks like a time, where the sentence has the other: "22:23"; 7 or "seven" of "7 h"."""
    value = found.values[0]
    for other in said.beside if value < 60 and len(said.beside) <= 12 else ():
        for one, two in ((value, other), (other, value)):
            for hit, row in index.values.get(one * 60 + two, ()):
                if hit.kind == "time" and hit.digits == f"{one:.0f}:{two:.0f}":
                    return row, f"the notes have {index.shown(hit)}"
    for hit, row in index.values.get(value * 60, ()) if not found.digits or _STOP.match(said.text, found.end) else ():
        if (
            hit.kind == "time"
            and hit.digits.isdigit()
            and (found.digits == hit.digits or (row in said.rows and float(hit.digits) == value))
        ):
            return row, f"the notes have {index.shown(hit)}"
    return None


def _later(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Minutes after one of a match that the draft has just told: "eight minutes later", 79' after 71'."""
    after, value = around(said.text, found)[1], found.values[0]
    if not (amounts.lasts(after[:1], "minute") and amounts.orders(after[1:3])):
        return None
    meant = {stem(word.folded, index.language) for word in said.content if abs(word.start - found.end) < 60}
    for before in {float(m[0]) for m in _MINUTE.finditer(said.text, max(found.start - _NEAR, 0), found.start)}:
        for hit, row in index.values.get(before + value, ()) if before in index.values else ():
            minute = index.reading.text[hit.end : hit.end + 1] in ("'", "’", "′", ".")
            if minute and not meant.isdisjoint(index.keys[row]):
                return row, f"{value:.0f} after {before:.0f}"
    return None
