"""Plant one false fact at a time in faithful recaps, and count what grounding flags.

    python benchmarks/grounding/perturb.py [FOLDER ...] [--seed 1] [--each 3] [--list] [--missed] [--out FILE]

Reports recall by kind and language, and false flags per 1,000 words of the untouched recaps. A planted fact is
never in the notes: not as the same characters, and a number or a name not in another spelling that we know of.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import planted
from pairs import DATA, Pair, as_draft, as_notes, pairs

from drafter import grounding
from drafter.sentences import place

FACTS = (
    "number",
    "number word",
    "date",
    "month",
    "weekday",
    "name",
    "surname",
    "place",
    "link",
    "quotation",
    "misspelt",
)
OTHERS = ("negation", "invented", "crossed", "outcome")


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    language: str
    kind: str
    source: str
    response: str
    start: int
    end: int


def cases(pair: Pair, rng: random.Random, each: int) -> Iterator[Case]:
    """Yield altered recaps: for every kind up to `each` places, chosen at random."""
    marks = [m.span() for m in re.finditer(r"\[\[CHECK.*?\]\]", pair.recap)]  # not traced
    for kind, alter in ALTERATIONS.items():
        found = [one for one in alter(pair, rng) if not any(start <= one[0] < end for start, end in marks)]
        rng.shuffle(found)
        for number, (start, end, text) in enumerate(found[:each]):
            altered = pair.recap[:start] + text + pair.recap[end:]
            yield Case(
                f"{pair.name}-{kind}-{number}",
                pair.language,
                kind,
                pair.notes,
                altered,
                start,
                start + max(len(text), 1),
            )


Alteration = Iterator[tuple[int, int, str]]  # start, end, replacement


def _digits(pair: Pair, rng: random.Random) -> Alteration:
    for m in re.finditer(r"(?<![\w/.,:-])\d+(?:[.,   ]\d{3})*(?:[.,]\d+)?(?![\w/:-]|[.,]\d)", pair.recap):
        if planted.in_link(pair.recap, m.start()) or planted.in_date(pair.recap, m.start(), m.end()):
            continue
        for _ in range(30):
            text = planted.other_digits(m[0], rng)
            if not planted.has_number(pair.notes, text):
                yield m.start(), m.end(), text
                break


def _number_words(pair: Pair, rng: random.Random) -> Alteration:
    table = planted.NUMBER_WORDS[pair.language].split()
    for m in re.finditer(rf"(?<![\w-])(?:{'|'.join(table)})(?![\w-])", pair.recap, re.IGNORECASE):
        fresh = [w for w in table if w != m[0].lower() and not planted.has_value(pair.notes, w, table)]
        if fresh:
            word = rng.choice(fresh)
            yield m.start(), m.end(), word.capitalize() if m[0][0].isupper() else word


def _days(pair: Pair, rng: random.Random) -> Alteration:
    names = "|".join(planted.MONTHS[pair.language].split())
    for m in re.finditer(rf"(?<![\w.])(\d{{1,2}})(?=(?:\.|er)? (?:de )?(?:{names}))", pair.recap, re.IGNORECASE):
        fresh = [str(day) for day in range(1, 29) if not re.search(rf"(?<!\d)0?{day}(?!\d)", pair.notes)]
        if fresh:
            yield m.start(), m.end(), rng.choice(fresh)
    for m in re.finditer(r"(?<=[A-Z])[a-z]+ (\d{1,2})(?=,? (?:19|20)\d\d)", pair.recap):
        yield m.start(1), m.end(1), rng.choice([str(d) for d in range(10, 29) if str(d) not in pair.notes] or ["29"])


def _months(pair: Pair, rng: random.Random) -> Alteration:
    names = planted.MONTHS[pair.language].split()
    for m in re.finditer(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", pair.recap):
        if (
            pair.language == "en"
            and m[0] in ("May", "March")
            and not re.search(r"\d", pair.recap[max(m.start() - 4, 0) : m.end() + 4])
        ):
            continue
        fresh = [n for at, n in enumerate(names) if not planted.has_month(pair.notes, at + 1)]
        if fresh:
            yield m.start(), m.end(), rng.choice(fresh)


def _weekdays(pair: Pair, rng: random.Random) -> Alteration:
    names = planted.WEEKDAYS[pair.language].split()
    for m in re.finditer(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", pair.recap, re.IGNORECASE):
        known = [planted.has_weekday(pair.notes, day, pair.language) for day in range(7)]
        fresh = [n for n, noted in zip(names, known, strict=True) if n.lower() != m[0].lower() and not noted]
        if fresh:
            name = rng.choice(fresh)
            yield m.start(), m.end(), name.capitalize() if m[0][0].isupper() else name


def _people(pair: Pair, rng: random.Random, whole: bool) -> Alteration:
    """Replace "First Last" as a whole, or a person's single name where it stands alone."""
    known = set(planted.PERSON.findall(pair.notes))
    pool = planted.PEOPLE[pair.language]
    if whole:
        for m in planted.PERSON.finditer(pair.recap):
            if m[0] in known or (m[1] in pair.notes and m[2] in pair.notes):
                yield m.start(), m.end(), planted.fresh(pool, pair.notes, rng)
        return
    singles = set(planted.LONE.get(pair.name, ()))
    if pair.language != "de":  # where two capitals are two nouns
        singles.update(last for _, last in planted.PERSON.findall(pair.notes) if len(last) > 3)
    for m in re.finditer(r"(?<![\w-])[^\W\d_][\w'’-]*", pair.recap):
        if m[0] in singles and m[0][0].isupper():
            around = pair.recap[max(m.start() - 1, 0) : m.end() + 2]
            if not re.match(r"\W?[\w'’-]+ [A-ZÁÉČŠŽŘ]", around) and not re.search(
                r"[A-ZÁÉČŠŽŘÀ-Ý][\w'’-]+ $", pair.recap[max(m.start() - 20, 0) : m.start()]
            ):
                for _ in range(3):
                    yield m.start(), m.end(), planted.fresh(pool, pair.notes, rng).split()[-1]


def _places(pair: Pair, rng: random.Random) -> Alteration:
    for name in planted.PLACES_OF.get(pair.name, ()):
        for m in re.finditer(rf"(?<!\w){name}(?!\w)", pair.recap):
            fresh = [p for p in planted.PLACES[pair.language].split() if p not in pair.notes]
            for place_ in rng.sample(fresh, min(3, len(fresh))):
                yield m.start(), m.end(), place_


def _links(pair: Pair, rng: random.Random) -> Alteration:
    for m in re.finditer(r"\]\((https?://[^)]+)\)", pair.recap):
        for text in ("https://www.example.net/news", re.sub(r"\w(?=\w*$)", "q", m[1]), m[1] + "/program"):
            if text not in pair.notes:
                yield m.start(1), m.end(1), text


def _quotations(pair: Pair, rng: random.Random) -> Alteration:
    for m in re.finditer(r"(?<![\w.,!?…])[“\"„«]([^”“\"»\n]{15,})[”“\"»]", pair.recap):
        words = m[1].split()
        if len(words) < 3:
            continue
        at = rng.randrange(1, len(words) - 1)
        yield m.start(1), m.end(1), " ".join([*words[:at], planted.WORDS[pair.language], *words[at + 1 :]])
        yield m.start(1), m.end(1), planted.QUOTES[pair.language]


def _misspelt(pair: Pair, rng: random.Random) -> Alteration:
    for m in planted.PERSON.finditer(pair.recap):
        last = m[2]
        if last in pair.notes and len(last) >= 6 and last.isalpha():
            at = rng.randrange(1, len(last) - 2)
            swapped = last[:at] + last[at + 1] + last[at] + last[at + 2 :]
            other = last[:at] + rng.choice("aeioukrst".replace(last[at], "")) + last[at + 1 :]
            text = rng.choice([swapped if last[at] != last[at + 1] else other, other])
            if text not in pair.notes:
                yield m.start(2), m.end(2), text


def _negations(pair: Pair, rng: random.Random) -> Alteration:
    for pattern, text in planted.NEGATIONS[pair.language]:
        for m in re.finditer(pattern, pair.recap):
            yield m.start(), m.end(), m.expand(text)


def _invented(pair: Pair, rng: random.Random) -> Alteration:
    ends = [m.end() for m in re.finditer(r"[^\W\d]{3}\.(?= [A-ZÁČŠŽŘÉÀ-Ý])", pair.recap)]
    for text in planted.INVENTED[pair.language]:
        if ends:
            at = rng.choice(ends)
            yield at, at, " " + text


def _crossed(pair: Pair, rng: random.Random) -> Alteration:
    """Put the name of one person where another stands: every word is in the notes."""
    names = list(
        dict.fromkeys(m[0] for m in planted.PERSON.finditer(pair.recap) if m[1] in pair.notes and m[2] in pair.notes)
    )
    for m in planted.PERSON.finditer(pair.recap):
        others = [name for name in names if name != m[0]]
        if m[0] in names and others:
            yield m.start(), m.end(), rng.choice(others)


def _outcomes(pair: Pair, rng: random.Random) -> Alteration:
    for pattern, text in planted.OUTCOMES.get(pair.name, ()):
        for m in re.finditer(pattern, pair.recap):
            yield m.start(), m.end(), text


ALTERATIONS: dict[str, Callable[[Pair, random.Random], Alteration]] = {
    "number": _digits,
    "number word": _number_words,
    "date": _days,
    "month": _months,
    "weekday": _weekdays,
    "name": lambda pair, rng: _people(pair, rng, True),
    "surname": lambda pair, rng: _people(pair, rng, False),
    "place": _places,
    "link": _links,
    "quotation": _quotations,
    "misspelt": _misspelt,
    "negation": _negations,
    "invented": _invented,
    "crossed": _crossed,
    "outcome": _outcomes,
}


def spans(source: str, response: str) -> list[tuple[int, int, str, str]]:
    """Return everything flagged in a recap: start and end in the file, kind, reason."""
    lines = [0]
    for line in response.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    found = []
    for trace in grounding.trace(as_draft(response), as_notes(source)).traces:

        def at(offset: int, trace: grounding.Trace = trace) -> int:
            line, column = place(trace.sentence, offset)
            return lines[line - 1] + column - 1

        first, last = at(0), at(max(len(trace.sentence.text) - 1, 0)) + 1
        found += [(at(c.start), at(max(c.end - 1, 0)) + 1, c.kind, c.reason) for c in trace.flagged]
        found += [(first, last, signal.kind, signal.reason) for signal in trace.signals]
        if trace.standing == "unsupported":
            found.append((first, last, "unsupported", "no evidence"))
    return found


def hit(case: Case, flags: list[tuple[int, int, str, str]]) -> bool:
    """Tell whether the planted words are flagged; a hint counts only for kinds that no fact shows."""
    facts = ("number", "date", "name", "quotation", "link")
    wanted = [f for f in flags if (f[2] in facts) != (case.kind in OTHERS)] if case.kind != "invented" else flags
    if case.kind == "link":
        return any(f[2] == "link" and case.response[case.start : case.end] in f[3] for f in wanted)
    if case.kind in ("negation", "outcome"):
        return any(start <= case.start + 1 and case.start - 1 <= end for start, end, _, _ in wanted)
    return any(start < case.end and case.start < end for start, end, _, _ in wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DATA])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--missed", action="store_true", help="print what was planted and not flagged")
    parser.add_argument("--false", action="store_true", help="print what was flagged in faithful text")
    parser.add_argument("--out", type=Path, help="write the altered recaps as JSON lines")
    options = parser.parse_args()
    caught: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    words: Counter[str] = Counter()
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    out = options.out.open("w", encoding="utf-8") if options.out else None
    for pair in (pair for folder in options.folders for pair in pairs(folder)):
        rng = random.Random(f"{options.seed} {pair.name}")
        words[pair.language] += len(pair.recap.split())
        for start, end, kind, reason in spans(pair.notes, pair.recap):
            wrong[pair.language][kind] += 1
            if options.false:
                print(f"false  {pair.name} {kind}: {pair.recap[start:end]!r} {reason}")
        for case in cases(pair, rng, options.each):
            asked[case.kind, case.language] += 1
            if out:
                out.write(json.dumps(asdict(case), ensure_ascii=False) + "\n")
            if hit(case, spans(case.source, case.response)):
                caught[case.kind, case.language] += 1
            elif options.missed and case.kind != "crossed":
                around = case.response[max(case.start - 40, 0) : case.end + 40].replace("\n", " ")
                print(f"missed {case.id}: {case.response[case.start : case.end]!r} in ...{around}...")
    report(caught, asked, words, wrong)


def report(
    caught: Counter[tuple[str, str]],
    asked: Counter[tuple[str, str]],
    words: Counter[str],
    wrong: dict[str, Counter[str]],
) -> None:
    languages = sorted(words)
    print(f"{'planted':14}{'all':>14}" + "".join(f"{name:>9}" for name in languages))
    for kind in ALTERATIONS:
        some, total = sum(caught[kind, x] for x in languages), sum(asked[kind, x] for x in languages)
        cells = "".join(f"{caught[kind, x]:>5}/{asked[kind, x]:<3}" for x in languages)
        print(f"{kind:14}{some:>5}/{total:<4}{100 * some / max(total, 1):>4.0f}%{cells}")
    print("\nfalse flags per 1,000 words of faithful text")
    for name in languages:
        facts = sum(n for kind, n in wrong[name].items() if kind in ("number", "date", "name", "quotation", "link"))
        rest = {
            kind: n for kind, n in wrong[name].items() if kind not in ("number", "date", "name", "quotation", "link")
        }
        print(f"  {name}: {words[name]:5} words, facts {1000 * facts / words[name]:.1f} ({facts}), hints {rest}")


if __name__ == "__main__":
    main()
