"""What people see: the result on stdout, the conversation on stderr, colour and motion only on a terminal."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from drafter import __version__
from drafter.errors import DrafterError

if TYPE_CHECKING:  # only a command that drafts pays for what drafting needs
    from drafter.model import Completion, Fact, Notes
    from drafter.pipeline.draft import Outcome
    from drafter.settings import Model

TRACKER = "drafter's issue tracker (the place you got it from; `pip show drafter` names it)"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STYLES = {
    "error": "1;31",
    "warning": "33",
    "hint": "36",
    "quiet": "2",
    "added": "32",
    "removed": "31",
    "good": "32",
}


def clean(text: str) -> str:
    """Return `text` without control characters: notes and answers must not drive the terminal."""
    return _CONTROL.sub("", text)


def out(text: str) -> None:
    """Write a line of the result to stdout."""
    sys.stdout.write(clean(text) + "\n")
    sys.stdout.flush()


def out_coloured(text: str) -> None:
    """Write text that is already clean, perhaps with our own colours, to stdout."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def paged(text: str) -> None:
    """Write clean text, through the user's pager where it is longer than the terminal."""
    if is_terminal(sys.stdout) and text.count("\n") >= os.get_terminal_size().lines:
        import pydoc

        os.environ.setdefault("LESS", "-FRX")
        pydoc.pager(text)
    else:
        out_coloured(text.rstrip("\n"))


def tell(text: str, style: str = "") -> None:
    """Say `text` on stderr."""
    sys.stderr.write(styled(clean(text), style, sys.stderr) + "\n")
    sys.stderr.flush()


def styled(text: str, style: str, stream: TextIO) -> str:
    """Return `text` in colour where `stream` is a terminal that wants it (see no-color.org)."""
    if not style or not wants_colour(stream):
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def wants_colour(stream: TextIO) -> bool:
    """Whether `stream` is a terminal whose user hasn't asked for plain text."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO) -> bool:
    """Whether a person watches `stream`."""
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False


def asks_consent() -> Callable[[str], bool] | None:
    """A question whether notes may go to an address that a project's file names; None where nobody can answer."""
    if not is_terminal(sys.stdin):
        return None

    def agrees(address: str) -> bool:
        tell(f"drafter.toml of this project sends notes, and your OPENAI_API_KEY, to {address}", "warning")
        sys.stderr.write("Do you trust it? [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    return agrees


def show_error(error: DrafterError) -> None:
    """Say what went wrong and how to mend it, in one line; a detail such as a diff comes first."""
    for line in error.detail.splitlines():
        tell(line, {"+": "added", "-": "removed", "@": "hint"}.get(line[:1], ""))
    message = " ".join(clean(error.message).split())
    hint = " ".join(clean(error.hint).split())
    sys.stderr.write(styled("drafter: ", "error", sys.stderr) + message + (f". To fix: {hint}" if hint else "") + "\n")
    sys.stderr.flush()


def show_bug(error: BaseException) -> None:
    """Say that this is our fault, with all that a report needs and nothing private."""
    import platform
    import traceback

    frames = traceback.extract_tb(error.__traceback__)[-6:]
    trail = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    tell(f"drafter: internal error: {type(error).__name__} at {trail}", "error")
    versions = f"drafter {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    tell(f"This is our bug, not yours. Please report these two lines to {TRACKER}: {versions}")
    if os.environ.get("DRAFTER_TRACEBACK"):
        traceback.print_exception(error)


def before_drafting(notes: Notes, private: Sequence[Fact], leaves: str) -> None:
    """Tell what the notes lack and, where they go to `leaves`, what in them is private."""
    for notice in notes.notices:
        tell(notice if notes.path in notice else f"{notes.path}: {notice}", "warning")
    if notes.brief.missing:
        tell(
            f"{notes.path}: not found in the notes: {', '.join(notes.brief.missing)} (nothing is guessed)",
            "warning",
        )
    if private and leaves:
        found = ", ".join(f"{fact.text} (line {fact.line})" for fact in private[:3])
        more = f" and {len(private) - 3} more" if len(private) > 3 else ""
        tell(f"{notes.path}: {found}{more} will be sent to {leaves}", "warning")


def after_drafting(outcome: Outcome, prices: Model) -> None:
    """Say what was made, what it cost and what a reviewer should look at."""
    for notice in outcome.notices:
        tell(notice, "warning")
    if outcome.backup:
        tell(f"your edited draft is kept as {outcome.backup}", "hint")
    draft, completion = outcome.draft, outcome.completion
    if outcome.kept:
        tell("kept: notes, prompt and model are unchanged; --force drafts it again", "hint")
    if draft is None or completion is None:
        return
    parts = [f"{len(draft.body.split()):,} words"]
    if outcome.run:
        parts += _bill(completion, prices)
    gaps = draft.body.count("[[CHECK")
    parts += [f"{gaps} gap{'s' if gaps > 1 else ''} to fill, search for [[CHECK"] if gaps else []
    if outcome.repaired:
        parts.append(f"{outcome.repaired} facts that the notes lack were taken out by the model")
    lacking = len(outcome.evidence.flagged) if outcome.evidence else 0
    if lacking:
        parts.append(f"{lacking} facts are not in the notes: `drafter check {outcome.path}` lists them")
    tell("; ".join(parts), "warning" if lacking else "good")


def _bill(completion: Completion, prices: Model) -> list[str]:
    from drafter.compose import presets

    usage = completion.usage
    cost = presets.cost(usage, prices.price_in, prices.price_out)
    parts = [f"{completion.seconds:.1f} s"]
    if usage.prompt_tokens is not None and usage.completion_tokens is not None:
        parts.insert(0, f"{usage.prompt_tokens:,} tokens in, {usage.completion_tokens:,} out")
    return parts + ([f"cost {cost:.4f}"] if cost is not None else [])


@contextlib.contextmanager
def streaming(name: str, *, watch: bool) -> Iterator[Callable[[str], None] | None]:
    """Show the pieces of an answer as they arrive, where a person watches; None elsewhere."""
    if not (watch and is_terminal(sys.stderr)):
        yield None
        return
    from rich.console import Console
    from rich.status import Status

    console = Console(stderr=True, highlight=False)
    status = Status(f"waiting for {clean(name)} …", console=console)
    shown = False

    def show(piece: str) -> None:
        nonlocal shown
        if not shown:
            status.stop()
            shown = True
        console.print(clean(piece), end="", markup=False, style="dim", soft_wrap=True)

    status.start()
    try:
        yield show
    finally:
        status.stop()
        if shown:
            console.print()
