"""The review report of 2,000 words against 500 lines of notes, beside a naive one and beside Python's own start.

    python benchmarks/review.py [--rounds 9]

The naive one reads both files, splits them into sentences and lines, compares every sentence with every line by
rapidfuzz's token_set_ratio, renders the draft with markdown-it-py and fills a Jinja2 page. Ratios are first to Python's
start, then to the naive report. What the notes bear out is worked out once for each version of a draft and its notes:
"first" is with nothing kept, "again" is any later look.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "grounding"))

from paired import compare
from pairs import pairs

LINES, WORDS = 500, 2000
HEAD = """---
title: "A recap"
date: 2024-05-05
draft: true
ai_disclosure: ai-generated
notes: notes.md
review_status: pending
---

Disclaimer: Most of the articles on the blog are written using an AI tool.

"""
NAIVE = """
import re, sys
from jinja2 import Environment
from markdown_it import MarkdownIt
from rapidfuzz import fuzz, process
notes = [line for line in open(sys.argv[2], encoding="utf-8").read().split("\\n") if line.strip()]
body = open(sys.argv[1], encoding="utf-8").read().split("---", 2)[2]
units = [unit for unit in re.split(r"(?<=[.!?])\\s+|\\n+", body) if unit.strip()]
rows = [(unit, process.extractOne(unit, notes, scorer=fuzz.token_set_ratio)) for unit in units]
page = Environment(autoescape=True).from_string(
    "<html><body>{{ body|safe }}<table>{% for unit, hit in rows %}<tr><td>{{ unit }}<td>{{ hit[0] }}<td>"
    "{{ hit[1]|round }}</tr>{% endfor %}</table></body></html>")
sys.stdout.write(page.render(body=MarkdownIt().render(body), rows=rows))
"""


def texts() -> tuple[str, str]:
    """Return 500 lines of notes and a draft of 2,000 words: the English pairs again and again, with other numbers."""
    english = [pair for pair in pairs() if pair.language == "en"]
    notes: list[str] = []
    draft: list[str] = []
    step = 0
    while len(notes) < LINES or len(" ".join(draft).split()) < WORDS:
        pair, added = english[step % len(english)], step // len(english)

        def other(text: str, added: int = added) -> str:
            return re.sub(r"(?<![\w/.,:-])\d+(?![\w/:-]|[.,]\d)", lambda m: str(int(m[0]) + added), text)

        notes += [line for line in other(pair.notes).split("\n") if line.strip()]
        draft += other(pair.recap).split("\n\n")
        step += 1
    kept, size = [], 0
    for paragraph in draft:
        if size < WORDS:
            kept.append(" ".join(paragraph.split(" ")[: WORDS - size]))
            size += len(paragraph.split(" "))
    return "\n".join(notes[:LINES]), "\n\n".join(kept)


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    notes, draft = texts()
    (folder / "notes.md").write_text(notes, "utf-8")
    (folder / "draft.md").write_text(HEAD + draft + "\n", "utf-8")
    (folder / "naive.py").write_text(NAIVE, "utf-8")
    yield "python -c pass", [sys.executable, "-c", "pass"]
    yield "naive", [sys.executable, "naive.py", "draft.md", "notes.md"]
    nowhere = ["env", "XDG_CACHE_HOME=/dev/null"]  # as the first time: nothing is kept
    yield "drafter review, first", [*nowhere, sys.executable, "-m", "drafter", "review", "draft.md"]
    yield "drafter review, again", [sys.executable, "-m", "drafter", "review", "draft.md"]
    yield "--html, first", [*nowhere, sys.executable, "-m", "drafter", "review", "draft.md", "--html", "page.html"]
    yield "--html, again", [sys.executable, "-m", "drafter", "review", "draft.md", "--html", "page.html"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        some = dict(commands(folder))
        compare(some, folder, rounds)
        del some["python -c pass"]
        compare(some, folder, rounds)


if __name__ == "__main__":
    main()
