"""What people see: the result on stdout, the conversation on stderr, colour and motion only on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from drafter import __version__
from drafter.errors import DrafterError
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:  # only a command that drafts pays for what drafting needs
    from typing import TextIO

    from drafter.model import Completion, Fact, Notes
    from drafter.pipeline.finish import Outcome
    from drafter.settings import Model

TRACKER = "drafter's issue tracker (the place you got it from; `pip show drafter` names it)"

_CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
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
    trail = " < ".join(f"{os.path.basename(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
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


def after_drafting(outcome: Outcome, prices: Model, name: str = "") -> None:
    """Say what was made, what it cost and what a reviewer should look at; `name` where there are several."""
    name = f"{name}: " if name else ""
    for notice in outcome.notices:
        tell(name + notice, "warning")
    if outcome.backup:
        tell(f"{name}your edited draft is kept as {outcome.backup}", "hint")
    draft, completion = outcome.draft, outcome.completion
    if outcome.kept and not name:
        tell("kept: notes, prompt and model are unchanged; --force drafts it again", "hint")
    if draft is None or completion is None:
        return
    parts = [f"{len(draft.body.split()):,} words"]
    if outcome.run:
        parts += bill(completion, prices)
    gaps = draft.body.count("[[CHECK")
    parts += [f"{gaps} gap{'s' if gaps > 1 else ''} to fill, search for [[CHECK"] if gaps else []
    if outcome.repaired:
        parts.append(f"{outcome.repaired} facts that the notes lack were taken out by the model")
    lacking = len(outcome.evidence.flagged) if outcome.evidence else 0
    if lacking:
        parts.append(f"{lacking} facts are not in the notes: `drafter check {outcome.path}` lists them")
    tell(name + "; ".join(parts), "warning" if lacking else "good")


def bill(completion: Completion, prices: Model) -> list[str]:
    """What a call took: tokens, seconds and, where the prices are known, what it cost."""
    from drafter.compose import presets

    usage = completion.usage
    cost = presets.cost(usage, prices.price_in, prices.price_out)
    parts = [f"{completion.seconds:.1f} s"] if completion.seconds else []  # a batch doesn't say how long it took
    if usage.prompt_tokens is not None and usage.completion_tokens is not None:
        parts.insert(0, f"{usage.prompt_tokens:,} tokens in, {usage.completion_tokens:,} out")
    return parts + ([f"cost {cost:.4f}"] if cost is not None else [])


class Tally:
    """How far a command with many drafts is: counted always, drawn as a bar where a person watches."""

    def __init__(self, total: int, calls: int, prices: Model) -> None:
        self.total, self.calls, self.prices = total, calls, prices
        self.made = self.kept = self.failed = self.tokens = 0
        self.cost: float | None = None
        self._started = time.monotonic()
        self._redraw: Callable[[], object] = lambda: None

    def add(self, outcome: Outcome | None) -> None:
        """Count one more: its outcome, or None for a failure."""
        if outcome is None:
            self.failed += 1
        elif outcome.kept:
            self.kept += 1
        else:
            self.made += 1
            self._add_usage(outcome.completion)
        self._redraw()

    def _add_usage(self, completion: Completion | None) -> None:
        from drafter.compose import presets

        if completion is None:
            return
        self.tokens += (completion.usage.prompt_tokens or 0) + (completion.usage.completion_tokens or 0)
        cost = presets.cost(completion.usage, self.prices.price_in, self.prices.price_out)
        self.cost = self.cost if cost is None else (self.cost or 0) + cost

    @property
    def left(self) -> int:
        """How many nothing has become of yet."""
        return self.total - self.made - self.kept - self.failed

    def __str__(self) -> str:
        parts = [f"{count:,} {word}" for count, word in (
            (self.made, "drafted"), (self.kept, "kept as they are"), (self.failed, "failed"))
            if count or word == "drafted"]  # fmt: skip
        parts += [f"{self.tokens:,} tokens"] if self.tokens else []
        return ", ".join(parts + ([f"cost {self.cost:.4f}"] if self.cost is not None else []))

    def _line(self) -> str:
        """The numbers beside the bar."""
        running = min(self.left, self.calls)
        line = f"{self}, {running:,} running, {self.left - running:,} waiting"
        if self.made:  # those that were kept took no time
            seconds = (time.monotonic() - self._started) / (self.made + self.failed) * self.left
            line += f", about {int(seconds // 60)}:{int(seconds % 60):02} left"
        return line

    @contextlib.contextmanager
    def drawn(self) -> Iterator[None]:
        """Draw the bar meanwhile, below what is told."""
        if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True, highlight=False)
        columns = BarColumn(bar_width=20), TextColumn("{task.description}", markup=False)
        shares = is_terminal(sys.stdout)  # else stdout is somebody's file and none of the bar's business
        with Progress(*columns, console=console, transient=True, refresh_per_second=4, redirect_stdout=shares) as bar:
            task = bar.add_task(self._line(), total=self.total)
            self._redraw = lambda: bar.update(task, completed=self.total - self.left, description=self._line())
            yield
        self._redraw = lambda: None


@contextlib.contextmanager
def streaming(name: str, *, watch: bool) -> Iterator[Callable[[str], None] | None]:
    """Show the pieces of an answer as they arrive, where a person watches; None elsewhere."""
    if not (watch and is_terminal(sys.stderr)):
        yield None
        return
    said, reset = f"waiting for {clean(name)} …", "\r\x1b[K"  # the start of the line, and nothing right of it
    sys.stderr.write(styled(said, "quiet", sys.stderr))
    sys.stderr.flush()
    shown = False

    def show(piece: str) -> None:
        nonlocal shown
        sys.stderr.write(("" if shown else reset) + styled(clean(piece), "quiet", sys.stderr))
        sys.stderr.flush()
        shown = True

    try:
        yield show
    finally:
        sys.stderr.write("\n" if shown else reset)
        sys.stderr.flush()
