"""`drafter revise` and `drafter explain`."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from drafter import console
from drafter.cli import completing

if TYPE_CHECKING:
    from drafter.model import Finding
    from drafter.pipeline.revise import Change, Job, Proposal

MAX_WORDS = 4_000  # of a change; a longer one is shown whole
_CHOICES = {"y": "take it", "n": "leave it", "a": "take it and all that follow", "q": "leave it and all that follow"}


def revise(
    draft: Annotated[str, typer.Argument(help="The draft.")],
    instruction: Annotated[str, typer.Argument(help="What to change in its text.")],
    model: Annotated[
        str, typer.Option("-m", "--model", help="NAME, PROVIDER/NAME or local.", autocompletion=completing.models)
    ] = "",
    base_url: Annotated[str, typer.Option(metavar="URL", help="Any OpenAI-compatible endpoint.")] = "",
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="For all tries.", min=0)] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Take all changes without asking.")] = False,
) -> None:
    """Let a model edit the text of a post, and take or refuse each of its changes.

    Title, description and disclaimer are left alone; what you refuse stays byte for byte. Without a terminal the
    changes are printed and nothing is written. A signed post has to be approved again.

    \b
    drafter revise drafts/2022-09-28-prague.md "put the decisions first"
    drafter revise post.md "shorter sentences" -m local --yes
    """
    from drafter import settings as configuration
    from drafter.pipeline import revise as walk
    from drafter.pipeline.desk import Wish, choose

    settings = configuration.load(user=True)
    job = walk.prepare(draft, instruction, settings)
    desk = choose(Wish(model, base_url, False, timeout), settings, agrees=console.asks_consent(), apart=True)
    if desk.host:
        _warn(job, desk.host)
    with console.streaming(desk.model, watch=bool(desk.host)) as show:
        proposal = walk.propose(job, desk, show)
    for notice in proposal.notices:
        console.tell(notice, "warning")
    asks = not yes and console.is_terminal(sys.stdin)
    taken = _choose(proposal, asks=asks, yes=yes)
    if taken:
        console.out(str(walk.save(proposal, taken)))
    if proposal.completion:
        console.tell("; ".join(console.bill(proposal.completion, settings.model)), "quiet")
    console.tell(_summary(proposal, taken, asked=asks or yes), "good")


def explain(
    draft: Annotated[str, typer.Argument(help="The draft.")],
    output_format: Annotated[Literal["text", "json"], typer.Option(help="How to print it.")] = "text",
) -> None:
    """Say where a draft comes from: run, template, notes, model, tokens, cost, review, and what people wrote.

    It is a report and never fails a post: what this machine doesn't know is said to be unknown.

    \b
    drafter explain drafts/2022-09-28-prague.md
    drafter explain post.md --output-format json
    """
    from drafter import settings as configuration
    from drafter.pipeline import explain as walk

    found = walk.explain(draft, configuration.load(user=True))
    console.out(walk.as_json(found) if output_format == "json" else walk.as_text(found))


def _warn(job: Job, host: str) -> None:
    if job.private and job.notes:
        found = ", ".join(f"{fact.text} (line {fact.line})" for fact in job.private[:3])
        more = f" and {len(job.private) - 3} more" if len(job.private) > 3 else ""
        console.tell(f"{job.notes.path}: {found}{more} will be sent to {host}", "warning")


def _choose(proposal: Proposal, *, asks: bool, yes: bool) -> list[int]:
    """The indexes of the changes that are taken; each is shown first, on stdout where it is the only result."""
    stream = sys.stderr if asks or yes else sys.stdout
    for finding in proposal.findings:
        console.tell(_told(finding), finding.severity)
    taken: list[int] = []
    choice = "y" if yes else "n"
    for number, change in enumerate(proposal.changes):
        _show(proposal, number, change, stream)
        if asks and choice not in ("a", "q"):
            choice = _asked()
        if choice in ("y", "a"):
            taken.append(number)
        if choice == "q":
            break
    return taken


def _asked() -> str:
    """One of the keys of `_CHOICES`. The end of input is an interruption: nothing is written."""
    while True:
        sys.stderr.write("Take this change? [y,n,a,q,?] ")
        sys.stderr.flush()
        given = sys.stdin.readline()
        if not given:
            raise KeyboardInterrupt
        if (key := given.strip().lower()[:1]) in _CHOICES:
            return key
        for key, meaning in _CHOICES.items():
            console.tell(f"{key}  {meaning}", "hint")


def _summary(proposal: Proposal, taken: list[int], *, asked: bool) -> str:
    count = len(proposal.changes)
    if not count:
        return "the model changed nothing" if not proposal.notices else "there is nothing to take"
    if not asked:
        return f"{_number(count, 'change')} proposed, nothing written; --yes takes all"
    if not taken:
        return "nothing taken: the file is as it was"
    again = f"; read it, then sign it: drafter approve {proposal.job.draft.path}"
    return f"{len(taken)} of {_number(count, 'change')} taken{again}"


def _show(proposal: Proposal, number: int, change: Change, stream: TextIO) -> None:
    """A change with its words marked, and what rules say about it."""
    place = f"{proposal.job.draft.path}:{change.line}"
    head = console.styled(console.clean(f"change {number + 1} of {len(proposal.changes)}, {place}"), "hint", stream)
    stream.write(f"\n{head}\n\n{marked(change.old, change.new, stream)}\n\n")
    stream.flush()
    for finding in change.findings:
        console.tell(_told(finding), finding.severity)


def _told(finding: Finding) -> str:
    return f"  new {finding.severity}: {finding.code} {finding.message}"


def marked(old: str, new: str, stream: TextIO) -> str:
    """`old` and `new` in one text: removed and added words in colour, or as [-removed-] and {+added+}."""
    colour = console.wants_colour(stream)
    parts = []
    for kind, words in _words(old, new):
        text = console.clean(words)
        bare = text.strip()
        if kind == "same" or not bare:
            parts.append(text)
            continue
        if any(parts) and not text[0].isspace():
            parts.append(" ")
        signs = ("[-", "-]") if kind == "removed" else ("{+", "+}")
        told = console.styled(bare, kind, stream) if colour else f"{signs[0]}{bare}{signs[1]}"
        parts.append(text.replace(bare, told, 1))
    return "".join(parts).rstrip()


def _words(old: str, new: str) -> Iterator[tuple[Literal["same", "removed", "added"], str]]:
    """The runs of words that both have, or one of them."""
    before, after = (re.findall(r"\s*\S+", text) for text in (old, new))
    if len(before) + len(after) > MAX_WORDS:
        yield from (("removed", old), ("added", "\n" + new))
        return
    mine, others = ([word.strip() for word in words] for words in (before, after))
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, mine, others).get_opcodes():
        if kind == "equal":
            yield "same", "".join(after[j1:j2])
            continue
        yield "removed", "".join(before[i1:i2])
        yield "added", "".join(after[j1:j2])


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
