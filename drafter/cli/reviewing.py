"""`drafter review`, `accept` and `approve`: a person looks at a text and answers for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drafter import console
from drafter.cli import asking, completing
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.pipeline.sign import Signing

ReviewFormat = Literal["text", "json", "markdown"]
Reviewer = Annotated[str, typer.Option(metavar="NAME", help="Who answers for it; asked, from git, on a terminal.")]


def review(
    draft: Annotated[str, typer.Argument(help="The draft.")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page for the browser.")] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Show that page in the browser.")] = False,
    output_format: Annotated[ReviewFormat, typer.Option(help="markdown is made for a pull request.")] = "text",
) -> None:
    """Show what to distrust in a draft, sentence by sentence, beside the notes' lines.

    \b
    drafter review drafts/2022-09-28-prague.md            in the terminal
    drafter review drafts/2022-09-28-prague.md --open     as a page, with the notes beside the post
    """
    from drafter import gate

    gate.review(draft, html, open_page=open_page, output_format=output_format)


def accept(
    draft: Annotated[str, typer.Argument(help="The draft.")],
    code: Annotated[
        str,
        typer.Argument(
            help="The finding's code, such as G503; without, walk through all.", autocompletion=completing.codes
        ),
    ] = "",
    text: Annotated[str, typer.Argument(help="The words it is about, as the finding gives them.")] = "",
    reason: Annotated[str, typer.Option(help="Why it is true although the notes don't have it.")] = "",
    reviewer: Reviewer = "",
) -> None:
    """Answer for a claim that you know to be true from elsewhere. Better: add it to the notes.

    \b
    drafter accept post.md                                               walk through all of them
    drafter accept post.md G501 "450" --reason "the organisers' count"   one claim
    """
    from drafter import settings as configuration
    from drafter.accepts import Accepted
    from drafter.pipeline import sign

    settings = configuration.load()
    if code:
        if not text:
            raise DrafterError(
                "accept needs the words of the claim", f'drafter accept {draft} {code} "TEXT" --reason "..."'
            )
        sign.accept(draft, Accepted(code.upper(), text, reason, _name(reviewer)), settings)
        console.tell(f"{text!r} is accepted; approve the post when all is", "good")
        return
    claims = sign.claims(draft, settings)
    if claims and not console.is_terminal(sys.stdin):
        raise DrafterError(
            f"{len(claims)} claims to look at, and no terminal to ask on", 'name one: CODE "TEXT" --reason "..."'
        )
    who = _name(reviewer) if claims else ""
    for number, claim in enumerate(claims, 1):
        found = claim.finding
        console.tell(f"\n{number} of {len(claims)}  {found.path}:{found.line}  {found.code} {found.message}", "warning")
        console.tell(f"  {found.snippet.strip()}")
        why = asking.text("Why is it true? (empty: leave it open)")
        if why:
            sign.accept(draft, Accepted(found.code, claim.text, why, who), settings)
    console.tell(f"{len(sign.claims(draft, settings))} left open" if claims else "nothing to answer for", "good")


def approve(
    draft: Annotated[str, typer.Argument(help="The draft.")],
    reviewer: Reviewer = "",
    role: Annotated[str, typer.Option(help="What qualifies you, such as editor.")] = "",
    checks: Annotated[str, typer.Option(help="What you checked, with commas.")] = "facts",
    note: Annotated[str, typer.Option(help="A remark for the record.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask; needs --reviewer.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the signature back.")] = False,
) -> None:
    """Sign a post: you examined this text, checked its facts and answer for it.

    Any later change of the title, the description or the text makes the approval stale, and `drafter check` says so.

    \b
    drafter approve drafts/2022-09-28-prague.md
    drafter approve post.md --reviewer "Ana Souza" --role editor --yes
    """
    from drafter import settings as configuration
    from drafter.pipeline import sign

    settings = configuration.load()
    if withdraw:
        console.out(str(sign.withdraw(draft, settings)))
        return
    signing = sign.examine(draft, settings)
    if not signing.errors:
        _show(signing)
    if yes and not reviewer:
        raise DrafterError("--yes needs --reviewer", 'add --reviewer "First Last"')
    asks = not yes and not signing.errors
    if asks and not console.is_terminal(sys.stdin):
        raise DrafterError(
            "an approval is a person's: there is no terminal to ask on", 'add --reviewer "First Last" --yes'
        )
    name = reviewer if signing.errors else _name(reviewer)
    if asks and not asking.agrees(f"{name}: do you answer for this text?"):
        raise DrafterError("not signed", "run it again when the text is as you want it")
    wanted = [check.strip() for check in checks.split(",")]
    path = sign.approve(signing, name or "?", settings, role=role, checks=wanted, note=note)
    console.tell(f"approved by {name}; any change of the text makes this stale", "good")
    console.out(str(path))


def _show(signing: Signing) -> None:
    """Say what is being signed."""
    body = signing.released.body
    console.tell(f"{signing.draft.path}: {signing.released.meta.get('title', '')} ({len(body.split()):,} words)")
    for finding in signing.warnings:
        console.tell(f"  line {finding.line}: {finding.code} {finding.message}", "warning")
    for claim in signing.accepted:
        console.tell(f"  accepted by {claim.who}: {claim.text!r} ({claim.reason})", "hint")
    if signing.notes_digest is None:
        console.tell("  its notes are not here: nothing could be traced", "warning")
    count = len(signing.warnings)
    console.tell(f"  no errors, {count} warning{'' if count == 1 else 's'}, {len(signing.accepted)} claims accepted")


def _name(given: str) -> str:
    """The reviewer's name: as typed, else asked for on a terminal, with git's as a proposal."""
    if given or not console.is_terminal(sys.stdin):
        return given
    return asking.text("Your name", git_name() or None)


def git_name() -> str:
    """The user's name as git knows it; "" for none."""
    git = shutil.which("git")
    if git is None:
        return ""
    found = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, check=False)
    return found.stdout.strip()
