"""Make posts from notes and score each: a table per prompt and model, kept over time.

    python evals/run.py NOTES|FOLDER ... [-m MODEL] [--base-url URL] [-p PROMPT | --plain] [--facts FOLDER]
                        [--out FOLDER]
    python evals/run.py --table                    # what the history holds, nothing is made

Without a model the offline composer writes. `--plain` sends one sentence and the notes: what a post is worth that
nobody prompted for. Each post is kept in `--out` as NOTES-NAME.md; the history takes figures alone, no word of the
notes.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import facts as facts_of
from score import score

from drafter import document, notes, settings
from drafter.compose import offline
from drafter.errors import DrafterError
from drafter.model import Prompt
from drafter.pipeline import desk as desks
from drafter.pipeline import draft as walk

HISTORY = Path(__file__).parent / "results" / "history.jsonl"
PLAIN = "Write a blog post from these notes:\n\n"
SHOWN = (  # of the figures, in the table
    "words", "coverage", "gaps_marked", "gaps", "never", "own_coverage", "unsupported", "signals", "repetition", "hype",
    "vague_closing", "dangling_links", "marks", "words_per_fact", "form",
)  # fmt: skip
Row = dict[str, object]


def collect(paths: Iterable[Path]) -> list[Path]:
    """The notes that `paths` name; of a folder all files but its README and SOURCES."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.iterdir() if p.is_file() and p.suffix != ".toml") if path.is_dir() else [path]
        found += [p for p in inside if p.stem.upper() not in ("README", "SOURCES") or p == path]
    return found


def write(path: Path, desk: desks.Desk, given: settings.Settings, prompt: str, plain: bool) -> tuple[str, str]:
    """The post made from the notes at `path`, and the digest of what it was asked with.

    Raises DrafterError where no post comes of it.
    """
    if plain:
        noted = notes.read(str(path))
        completion, _ = walk.ask(noted, Prompt("plain", "", PLAIN + noted.text), desk, given)
        return completion.text, "plain"
    job = walk.prepare(walk.Order(str(path), prompt, force=True), given)
    made = walk.draft(job, desk)
    version = job.prompt.digest if desk.host else _composer()
    return made.path.read_text(encoding="utf-8"), version[7:15]


def _composer() -> str:
    """A digest of the offline composer's code, which is its prompt."""
    files = sorted(Path(offline.__file__).parent.glob("*.py"))
    return document.digest(b"".join(path.read_bytes() for path in files))


def measure(paths: Sequence[Path], desk: desks.Desk, given: settings.Settings, order: argparse.Namespace) -> list[Row]:
    """A row of figures for each of the notes; what went wrong instead of them where no post came of it."""
    rows: list[Row] = []
    prompt = "plain" if order.plain else order.prompt if desk.host else "none"
    for path in paths:
        when = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        row: Row = {"when": when, "notes": path.name, "model": desk.model or "offline", "prompt": prompt}
        try:
            text, row["digest"] = write(path, desk, given, order.prompt, order.plain)
            (given.root / f"{path.stem}.md").write_text(text, encoding="utf-8")
            known = facts_of.find(path, order.facts)
            row |= score(notes.read(str(path)), text, facts_of.load(known) if known else ()).figures()
        except DrafterError as error:
            row["error"] = type(error).__name__
            print(f"{path.name}: {error}", file=sys.stderr)
        rows.append(row)
    return rows


def table(rows: Iterable[Row]) -> str:
    """Means of the latest figures of each of the notes, a line for each model and prompt."""
    groups: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        key = tuple(
            str(row.get(name, "")) for name in ("model", "prompt", "digest" if "error" not in row else "prompt")
        )
        groups.setdefault(key, {})[str(row["notes"])] = row
    lines = [f"| model | prompt | version | notes | {' | '.join(SHOWN)} |", "|---" * (len(SHOWN) + 4) + "|"]
    for key, by_notes in groups.items():
        cells = [_mean([row[name] for row in by_notes.values() if row.get(name) is not None]) for name in SHOWN]
        lines.append(f"| {' | '.join((*key, str(len(by_notes)), *cells))} |")
    return "\n".join(lines)


def _mean(values: Sequence[object]) -> str:
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    return f"{sum(numbers) / len(numbers):.2f}".rstrip("0").rstrip(".") if numbers else "–"


def history(path: Path) -> list[Row]:
    """All rows that were kept."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def main(argv: Sequence[str] | None = None) -> int:
    """Make, score, keep and show; 2 for what a person can fix, 1 when a post could not be made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="*")
    parser.add_argument("-m", "--model", default="")
    parser.add_argument("--base-url", default="")
    parser.add_argument("-p", "--prompt", default="event-recap")
    parser.add_argument("--plain", action="store_true", help="one sentence and the notes, in place of the prompt")
    parser.add_argument(
        "--facts", type=Path, help="a folder of facts files; else those beside the notes and in evals/facts"
    )
    parser.add_argument("--out", type=Path, help="where the posts are kept; else in a temporary folder")
    parser.add_argument("--history", type=Path, default=HISTORY)
    parser.add_argument("--table", action="store_true", help="show what is kept, make nothing")
    given = parser.parse_args(argv)
    if given.table:
        print(table(history(given.history)))
        return 0
    try:
        given.out = given.out or Path(tempfile.mkdtemp(prefix="evals-"))
        given.out.mkdir(parents=True, exist_ok=True)
        found = settings.replace(
            settings.load(given.out, user=True), folder=str(given.out), output="drafts", organisation=""
        )
        desk = desks.choose(desks.Wish(given.model, given.base_url, not (given.model or given.base_url)), found)
        rows = measure(collect(given.paths), desk, found, given)
    except (DrafterError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    given.history.parent.mkdir(exist_ok=True)
    with given.history.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    print(table(rows))
    return int(any("error" in row for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
