"""`drafter check` and `drafter rule`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drafter import console
from drafter.cli import completing

if TYPE_CHECKING:
    from drafter.model import RuleInfo

Format = Literal["text", "json", "github", "sarif", "gitlab", "junit"]  # those of drafter.formats, held by a test


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]...", help="Posts, folders, patterns, or -; default: the settings' folders."),
    ] = None,
    output_format: Annotated[Format | None, typer.Option(help="Default: text; github inside GitHub Actions.")] = None,
    report: Annotated[
        list[str] | None, typer.Option(metavar="FORMAT=PATH", help="Write a report file beside the output.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", autocompletion=completing.codes, help="Only these rules, such as D,R301."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", autocompletion=completing.codes, help="Not these; D rules can't be ignored."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend the disclaimer and the machine-readable keys.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do; write nothing.")] = False,
    changed_since: Annotated[str, typer.Option(metavar="REF", help="Only posts changed since a git reference.")] = "",
    baseline: Annotated[str, typer.Option(metavar="FILE", help="Old findings don't fail; made when missing.")] = "",
    rendered: Annotated[str, typer.Option(metavar="DIR", help="Judge the site built into DIR, too.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="For hooks: what is no post is left out.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Use nothing that an earlier run worked out.")] = False,
) -> None:
    """Refuse posts whose disclaimer a reader would not see, or that changed after they were signed.

    \b
    drafter check                                 the post folders of drafter.toml
    drafter check posts/today.md --fix            mend what is safe to mend
    drafter check --changed-since origin/main     what a pull request changes
    drafter check --report sarif=drafter.sarif    a report file beside the text
    drafter check --rendered public               what readers get of each post
    """
    from drafter import gate

    code = gate.run(
        paths or [], output_format=output_format, report=report or [], select=select or [], ignore=ignore or [],
        fix=fix, diff=diff, changed_since=changed_since, baseline=baseline, strict=strict, allow_empty=allow_empty,
        rendered=rendered, no_cache=no_cache,
    )  # fmt: skip
    raise typer.Exit(code)


def rule(
    code: Annotated[
        str, typer.Argument(help="A code or name; without, all rules.", autocompletion=completing.codes)
    ] = "",
) -> None:
    """Say what a rule means, why it is there and how to fix what it finds.

    \b
    drafter rule          all of them, a line each
    drafter rule G501     one, with a bad and a good example
    """
    from drafter import rules

    if code:
        found = rules.lookup(code).info
        console.out(f"{found.code} {found.name} ({_standing(found)})\n\n{found.summary}\n\n{found.manual}")
        console.out(f"\nHow to fix: {found.fix}")
        return
    for letter, about in rules.FAMILIES.items():
        console.out(f"{letter}  {about}")
        for entry in rules.family(letter).values():
            console.out(f"  {entry.code}  {entry.name:28} {entry.severity:8} {entry.info.summary}")


def _standing(rule: RuleInfo) -> str:
    marks = [
        rule.severity,
        "can't be ignored" if rule.locked else "",
        "mended by --fix" if rule.fixable else "",
    ]
    return ", ".join(mark for mark in marks if mark)
