"""The rules that posts are judged by: the families in their order, and how to choose among them.

A family is imported when one of its codes is asked for; the table of families is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from drafter.errors import DrafterError
from drafter.rules.engine import Hit, Rule, examples, run
from drafter.rules.subject import Subject

__all__ = ["FAMILIES", "Hit", "Rule", "Subject", "all_rules", "choose", "examples", "family", "lookup", "run"]

FAMILIES: Mapping[str, str] = {
    "D": "disclosure: do readers and machines learn that a tool had a part in it?",
    "R": "review: does a named person answer for this very text?",
    "G": "grounding: do the notes bear out what it says?",
    "S": "structure: is it whole, and is nothing left in it?",
    "T": "style: does it sound like the house, and can a reader follow it?",
    "U": "suppressions: are the comments that silence rules needed and explained?",
}


def family(letter: str) -> Mapping[str, Rule]:
    """The rules of one family by code, in their order."""
    rules: tuple[Rule, ...] = ()
    if letter == "D":
        from drafter.rules import disclosure, rendered

        rules = (*disclosure.RULES, *rendered.RULES)
    elif letter == "R":
        from drafter.rules import review

        rules = review.RULES
    elif letter == "G":
        from drafter.rules import grounding

        rules = grounding.RULES
    elif letter == "S":
        from drafter.rules import prose, structure

        rules = (*structure.RULES, *prose.RULES)
    elif letter == "T":
        from drafter.rules import style

        rules = style.RULES
    elif letter == "U":
        from drafter.rules import suppressions

        rules = suppressions.RULES
    return {entry.code: entry for entry in rules}


def all_rules() -> Mapping[str, Rule]:
    """Every rule by code."""
    return {code: entry for letter in FAMILIES for code, entry in family(letter).items()}


def lookup(code: str) -> Rule:
    """The rule of a code or name. Raises DrafterError with the nearest one when there is none."""
    wanted = code.strip()
    for entry in all_rules().values():
        if wanted.upper() == entry.code or wanted.lower() == entry.name:
            return entry
    raise _unknown(wanted, "`drafter rule` lists all rules")


def choose(
    select: Iterable[str] = (), ignore: Iterable[str] = (), *, by_hand: bool = True
) -> tuple[Mapping[str, Rule], tuple[str, ...]]:
    """The rules that `select` (none: all) names less those that `ignore` does, and what to tell about it.

    Both take codes and their beginnings, also several in one string: `D`, `S4`, `D101,R3`. A locked rule is
    never ignored, and a selection that isn't made `by_hand` (but by a file) can't leave it out either.
    Raises DrafterError for what begins no code.
    """
    wanted, unwanted = _prefixes(select), _prefixes(ignore)
    letters = {prefix[0] for prefix in wanted} if wanted else set(FAMILIES)
    if not by_hand:
        letters = set(FAMILIES)
    known = {code: entry for letter in FAMILIES if letter in letters for code, entry in family(letter).items()}
    for prefix in (*wanted, *unwanted):
        within = known if prefix[0] in letters else family(prefix[0])
        if not any(code.startswith(prefix) for code in within):
            raise _unknown(prefix, "`drafter rule` lists all rules")
    chosen, kept = {}, []
    for code, entry in known.items():
        free = by_hand or not entry.locked
        if wanted and free and not code.startswith(wanted):
            continue
        if unwanted and code.startswith(unwanted):
            if not entry.locked:
                continue
            kept.append(code)
        chosen[code] = entry
    notices = (f"{_listed(kept)} can't be ignored: readers must be able to see the disclaimer",) if kept else ()
    return chosen, notices


def _prefixes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.upper() for text in codes for part in re.split(r"[\s,]+", text) if part)


def _listed(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{codes[0]} to {codes[-1]}"


def _unknown(code: str, hint: str) -> DrafterError:
    import difflib

    table = all_rules()
    names = {entry.name: entry.code for entry in table.values()}
    near = difflib.get_close_matches(code.upper(), table, 1, 0.7) or difflib.get_close_matches(code, names, 1, 0.6)
    if near:
        found = table[names.get(near[0], near[0])]
        hint = f"did you mean {found.code} ({found.name})? {hint}"
    return DrafterError(f"{code!r} is no rule, nor the beginning of one", hint)
