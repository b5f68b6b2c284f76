"""`drafter check` and `drafter rule`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drafter import console
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.model import Report, RuleInfo

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
    select: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Only these rules, such as D,R301.")] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Not these; D rules can't be ignored.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend the disclaimer and the machine-readable keys.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would do; write nothing.")] = False,
    changed_since: Annotated[str, typer.Option(metavar="REF", help="Only posts changed since a git reference.")] = "",
    baseline: Annotated[str, typer.Option(metavar="FILE", help="Old findings don't fail; made when missing.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Nothing to check is no error (hooks).")] = False,
) -> None:
    """Refuse posts whose disclaimer a reader would not see, or that changed after they were signed.

    \b
    drafter check                                 the post folders of drafter.toml
    drafter check posts/today.md --fix            mend what is safe to mend
    drafter check --changed-since origin/main     what a pull request changes
    drafter check --report sarif=drafter.sarif    a report file beside the text
    """
    from drafter import settings as configuration
    from drafter.pipeline import check as walk

    wanted = _reports(report or [])
    order = walk.Order(
        tuple(select or ()), tuple(ignore or ()), fix, diff, changed_since, baseline, allow_empty
    )  # fmt: skip
    outcome = walk.check(paths or [], configuration.load(), order, stdin=sys.stdin.buffer)
    for path in outcome.fixed:
        console.tell(f"mended {path}", "good")
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    _show(outcome.report, output_format or ("github" if in_actions else "text"), outcome.diff)
    _write(outcome.report, wanted, os.environ.get("GITHUB_STEP_SUMMARY", "") if in_actions else "")
    raise typer.Exit(outcome.exit_code(strict) or int(bool(outcome.diff)))


def _show(report: Report, name: Format, diff: str) -> None:
    from drafter import formats
    from drafter.formats import text

    for notice in report.notices:
        console.tell(notice, "hint")
    if diff:
        console.out(diff.rstrip("\n"))
        console.tell(text.summary(report))
    elif name == "text":
        console.out_coloured(text.render(report, colour=console.wants_colour(sys.stdout)).rstrip("\n"))
    else:
        console.out(formats.FORMATS[name](report).rstrip("\n"))
        if name == "github":
            console.tell(text.render(report).rstrip("\n"))


def _reports(wishes: list[str]) -> list[tuple[str, Path]]:
    from drafter import formats

    found = []
    for wish in wishes:
        name, equals, path = wish.partition("=")
        if name not in formats.FORMATS or not equals or not path:
            raise DrafterError(
                f"--report {wish}: not of the form FORMAT=PATH", "formats: " + ", ".join(formats.FORMATS)
            )
        found.append((name, Path(path)))
    return found


def _write(report: Report, wanted: list[tuple[str, Path]], summary: str) -> None:
    from drafter import document, formats

    for name, path in wanted:
        document.write(path, formats.FORMATS[name](report).encode(errors="backslashreplace"))
    if summary:
        from drafter.formats import github

        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(github.step_summary(report))


def rule(code: Annotated[str, typer.Argument(help="A code or name; without, all rules.")] = "") -> None:
    """Say what a rule means, why it is there and how to fix what it finds."""
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
