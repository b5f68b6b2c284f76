"""Trace plain texts: IN.jsonl[.gz] with id, source, response to OUT.jsonl with spans, label, score, evidence.

    python benchmarks/grounding/predict.py IN.jsonl[.gz] OUT.jsonl[.gz]

`spans` are [start, end] offsets into `response`, of flagged facts and of contradicted words; `kinds` says what
each is. `evidence` are [start, end] offsets into `source`, three lines for each sentence, best first. `score`
is between 0 and 1, `label` is 1 from 0.5 on.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from drafter import sentences
from drafter.grounding import Trace, words
from drafter.grounding.index import Index
from drafter.grounding.reading import fold, stem, words_of
from drafter.grounding.tracing import examine
from drafter.model import Sentence

# What a hint is worth beside a fact that the notes don't have: set by hand on the tuning part, one set for all.
FACT, NEGATION, CONTRADICTION, PRAISE, NEW, APART, CONTRAST, LENGTH, THRESHOLD = (
    4,
    1,
    1.5,
    0.8,
    0.1,
    0.6,
    0.6,
    0.3,
    0.41,
)
CONTRASTS = frozenset(
    "but however despite although instead not without fails fail failed only never cannot no neither nor unlike".split()
)
FAR = 20  # words between two neighbours of the draft, where the source has both


@lru_cache(maxsize=8)
def index_of(source: str) -> tuple[Index, tuple[tuple[int, int], ...]]:
    """Index a source with its sentences as lines, numbered from 0."""
    lines = sentences.spans(source)
    return Index((number, source[start:end]) for number, (start, end) in enumerate(lines)), lines


def predict(source: str, response: str) -> dict[str, object]:
    """Return spans, kinds, label, score and evidence for one response."""
    index, lines = index_of(source)
    places = sentences.spans(response)
    units = [("body", Sentence(response[start:end], 1, start + 1)) for start, end in places]
    language = words.language(response, index.language)
    traces = examine(index, units, language)  # type: ignore[arg-type]
    spans, evidence = [], []
    for (base, _), trace in zip(places, traces, strict=True):
        spans += [(base + claim.start, base + claim.end, claim.kind) for claim in trace.flagged]
        spans += [
            (base + s.start, base + s.end, s.kind) for s in trace.signals if s.end - s.start < len(trace.sentence.text)
        ]
        evidence += [list(lines[support.line]) for support in trace.support]
    value = score(index, response, traces, language)
    return {
        "spans": [[start, end] for start, end, _ in sorted(spans)],
        "kinds": [kind for _, _, kind in sorted(spans)],
        "label": int(value >= 0.5),
        "score": round(value, 4),
        "evidence": evidence,
    }


@lru_cache(maxsize=8)
def reporting_stems(language: str) -> frozenset[str]:
    return frozenset(stem(fold(word), language) for word in words.reporting(language))


def score(index: Index, response: str, traces: Sequence[Trace], language: str) -> float:
    """Weigh facts and hints of a whole response."""
    facts = sum(len(trace.flagged) for trace in traces)
    hints = [signal.kind for trace in traces for signal in trace.signals]
    reporting = reporting_stems(language)
    new = sum(
        stem(fold(trace.sentence.text[start:end]), language) not in reporting
        for trace in traces
        for start, end in trace.new
    )
    tokens = response.lower().replace("n't", " not").split()
    total = FACT * min(facts, 2) + NEW * min(new, 6) + APART * apart(index, response)
    total += (
        NEGATION * hints.count("negation")
        + CONTRADICTION * hints.count("contradiction")
        + PRAISE * hints.count("praise")
    )
    total += CONTRAST * min(sum(token.strip(".,;") in CONTRASTS for token in tokens), 2)
    return 1 / (1 + math.exp(THRESHOLD + LENGTH * math.log(len(tokens) + 1) - total))


@lru_cache(maxsize=8)
def positions(index: Index) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(index.reading.words):
        found[stem(word.folded, index.language)].append(number)
    return found


def apart(index: Index, response: str) -> int:
    """Count neighbours in the draft that the source has, but never within `FAR` words of each other."""
    known = positions(index)
    count = 0
    content = index.content(words_of(response))
    for one, two in pairwise(content):
        first, second = known.get(stem(one.folded, index.language)), known.get(stem(two.folded, index.language))
        if first and second and response[one.end : two.start] in (" ", "-"):
            count += all(_distance(second, place) > FAR for place in first[:200])
    return count


def _distance(places: Sequence[int], place: int) -> int:
    at = bisect_left(places, place)
    return min((abs(other - place) for other in places[max(at - 1, 0) : at + 2] if other != place), default=10**6)


def opened(path: str, mode: str) -> TextIO:
    return (
        gzip.open(path, mode + "t", encoding="utf-8")
        if path.endswith(".gz")
        else Path(path).open(mode, encoding="utf-8")
    )  # type: ignore[return-value]


def rows(path: str) -> Iterator[dict[str, str]]:
    with opened(path, "r") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    size, started = 0, time.process_time()
    with opened(sys.argv[2], "w") as out:
        for row in rows(sys.argv[1]):
            size += len(row["source"].encode()) + len(row["response"].encode())
            out.write(json.dumps({"id": row["id"], **predict(row["source"], row["response"])}) + "\n")
    spent = time.process_time() - started
    print(f"{size / 1000:.0f} KB in {spent:.2f} s of CPU: {size / 1000 / spent:.0f} KB/s", file=sys.stderr)


if __name__ == "__main__":
    main()
