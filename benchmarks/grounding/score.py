"""Score predictions: balanced accuracy, character F1, checkable-fact precision and recall, evidence.

    python benchmarks/grounding/score.py GOLD.jsonl[.gz] PREDICTED.jsonl[.gz] [--folds 5]

The threshold on `score` is chosen on four fifths of the source documents and used on the last fifth ("folds"),
chosen on the other sets and used on the one left out ("left out"), or 0.5 ("as is"). Checkable facts are tokens
with a digit, number words, months, and capitalised words inside a sentence.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from predict import rows

from drafter import sentences
from drafter.dates import is_month
from drafter.grounding.numbers import find

PUBLISHED = {  # balanced accuracy on the whole of SummEdits, from the papers that research names
    "SummaC-Conv": 57.1, "QAFactEval": 67.3, "GPT-3.5": 72.5, "Claude 2": 75.0, "GPT-4": 83.2, "human": 90.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    task: str
    part: str
    document: str
    label: int
    value: float
    response: str
    gold: list[tuple[int, int]]
    flagged: list[tuple[int, int]]
    ignored: list[tuple[int, int]]
    facts: list[tuple[int, int]]
    shown: bool | None  # whether the evidence that a person picked is among the first three lines


def load(gold: str, predicted: str) -> list[Row]:
    answers = {row["id"]: row for row in rows(predicted)}
    found = []
    for row in rows(gold):
        answer: dict = answers[row["id"]]  # type: ignore[type-arg, assignment]
        facts = [
            tuple(s)
            for s, k in zip(answer["spans"], answer["kinds"], strict=True)
            if k in ("number", "date", "name", "quotation", "link")
        ]
        evidence = row.get("evidence") or []
        shown = any(_meet(e, s) for e in evidence for s in answer["evidence"][:3]) if evidence else None
        spans = [(s["start"], s["end"]) for s in row["spans"]]  # type: ignore[index]
        found.append(
            Row(row["task"], row["subtask"], row["source"], int(row["label"]), answer["score"], row["response"], spans,
                [tuple(s) for s in answer["spans"]], [tuple(s) for s in row.get("ignore", [])], facts, shown)  # type: ignore[misc]
        )  # fmt: skip
    return found


def _meet(one: Sequence[int], two: Sequence[int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def accuracy(some: Sequence[tuple[int, bool]]) -> float:
    """Balanced accuracy of (label, flagged) pairs, in per cent; 50 for flagging all."""
    right = [flagged for label, flagged in some if label]
    wrong = [flagged for label, flagged in some if not label]
    return 50 * (sum(right) / max(len(right), 1) + 1 - sum(wrong) / max(len(wrong), 1))


def threshold(some: Sequence[Row]) -> float:
    values = sorted({row.value for row in some})
    steps = values[:: max(len(values) // 80, 1)]
    return max(steps, key=lambda t: accuracy([(row.label, row.value >= t) for row in some]))


def folded(some: Sequence[Row], count: int) -> list[tuple[Row, bool]]:
    """Judge each row with the threshold of the other folds; a document is never in two folds."""
    documents = sorted({row.document for row in some})
    random.Random(1).shuffle(documents)
    fold = {document: at % count for at, document in enumerate(documents)}
    judged = []
    for number in range(count):
        limit = threshold([row for row in some if fold[row.document] != number])
        judged += [(row, row.value >= limit) for row in some if fold[row.document] == number]
    return judged


def characters(some: Sequence[Row]) -> float:
    """Character F1 of the flagged spans against the gold ones, ignored characters left out."""
    hits = flags = golds = 0
    for row in some:
        ignored = {c for s, e in row.ignored for c in range(s, e)}
        gold = {c for s, e in row.gold for c in range(s, e)} - ignored
        flagged = {c for s, e in row.flagged for c in range(s, e)} - ignored
        hits, flags, golds = hits + len(gold & flagged), flags + len(flagged), golds + len(gold)
    return 200 * hits / max(flags + golds, 1)


_TOKEN = re.compile(r"\w+(?:[.,:]\d+)*")


def checkable(text: str) -> list[tuple[int, int]]:
    found = []
    for start, end in sentences.spans(text):
        tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, end)]
        counted = {
            q.start
            for q in find(
                text[start:end],
                [(s - start, e - start) for s, e, _ in tokens],
                [t.lower() for *_, t in tokens],
                "en",
            )
        }
        for at, (s, e, token) in enumerate(tokens):
            name = token[0].isupper() and len(token) > 1 and (at > 0 or is_month(token))
            if name or s - start in counted or any(c.isdigit() for c in token):
                found.append((s, e))
    return found


def facts(some: Sequence[Row]) -> tuple[float, float]:
    """Precision and recall of flagged facts over checkable tokens, in per cent."""
    right = wrong = missed = 0
    for row in some:
        for token in checkable(row.response):
            if any(_meet(token, span) for span in row.ignored):
                continue
            gold = any(_meet(token, span) for span in row.gold)
            flagged = any(_meet(token, span) for span in row.facts)
            right, wrong, missed = (
                right + (gold and flagged),
                wrong + (flagged and not gold),
                missed + (gold and not flagged),
            )
    return 100 * right / max(right + wrong, 1), 100 * right / max(right + missed, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    every = load(options.gold, options.predicted)
    tasks: dict[str, list[Row]] = defaultdict(list)
    for row in every:
        tasks[row.task].append(row)
    print(
        f"{'set':24}{'rows':>6}{'as is':>8}{'folds':>8}{'left out':>10}{'char F1':>9}{'facts P':>9}{'facts R':>9}{'F1':>6}"
    )
    judged = {id(row): flagged for row, flagged in folded(every, options.folds)}
    for task, some in tasks.items():
        others = [row for row in every if row.task != task]
        limit = threshold(others) if others else 0.5
        parts = sorted({row.part for row in some})
        for name, group in [
            (task, some),
            *((f"  {part}", [r for r in some if r.part == part]) for part in parts if len(parts) > 1),
        ]:
            precision, recall = facts(group)
            as_is = accuracy([(r.label, r.value >= 0.5) for r in group])
            in_folds = accuracy([(r.label, judged[id(r)]) for r in group])
            left_out = accuracy([(r.label, r.value >= limit) for r in group])
            f1 = 2 * precision * recall / max(precision + recall, 1)
            print(
                f"{name:24}{len(group):>6}{as_is:>8.1f}{in_folds:>8.1f}{left_out:>10.1f}{characters(group):>9.1f}{precision:>9.1f}{recall:>9.1f}{f1:>6.1f}"
            )
    shown = [row.shown for row in every if row.shown is not None]
    if shown:
        print(
            f"evidence of a person among the first three lines: {100 * sum(shown) / len(shown):.1f} % of {len(shown)}"
        )
    print("published, SummEdits: " + ", ".join(f"{name} {value}" for name, value in PUBLISHED.items()))


if __name__ == "__main__":
    main()
