"""`drafter check` and `review` without their command lines: what is asked, in plain values; shared by both ways in."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from drafter import console
from drafter.errors import DrafterError
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.model import Report

# The flags of `check` that need no Typer to be read: see `drafter.door`.
SWITCHES = ("--fix", "--diff", "--strict", "--allow-empty", "--no-cache")
LISTS = {"--select": "select", "--ignore": "ignore"}


def run(
    paths: Sequence[str] = (), *, output_format: str | None = None, report: Sequence[str] = (),
    select: Sequence[str] = (), ignore: Sequence[str] = (), fix: bool = False, diff: bool = False,
    changed_since: str = "", baseline: str = "", strict: bool = False, allow_empty: bool = False,
    rendered: str = "", no_cache: bool = False,
) -> int:  # fmt: skip
    """Check posts, print what was found, write the reports that were asked for; return the exit code."""
    from drafter import settings as configuration
    from drafter.pipeline import check as walk

    wanted = _reports(report)
    order = walk.Order(
        tuple(select or ()), tuple(ignore or ()), fix, diff, changed_since, baseline, allow_empty, rendered,
        not no_cache,
    )  # fmt: skip
    outcome = walk.check(list(paths), configuration.load(), order, stdin=sys.stdin.buffer)
    for path in outcome.fixed:
        console.tell(f"mended {path}", "good")
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    _show(outcome.report, output_format or ("github" if in_actions else "text"), outcome.diff)
    _write(outcome.report, wanted, os.environ.get("GITHUB_STEP_SUMMARY", "") if in_actions else "")
    return outcome.exit_code(strict) or int(bool(outcome.diff))


def _show(report: Report, name: str, diff: str) -> None:
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


def _reports(wishes: Sequence[str]) -> list[tuple[str, str]]:
    from drafter import formats

    found = []
    for wish in wishes:
        name, equals, path = wish.partition("=")
        if name not in formats.FORMATS or not equals or not path:
            raise DrafterError(
                f"--report {wish}: not of the form FORMAT=PATH", "formats: " + ", ".join(formats.FORMATS)
            )
        found.append((name, path))
    return found


def _write(report: Report, wanted: list[tuple[str, str]], summary: str) -> None:
    from drafter import formats

    for name, path in wanted:
        from drafter import document

        document.write(path, formats.FORMATS[name](report).encode(errors="backslashreplace"))
    if summary:
        from drafter.formats import github

        with open(summary, "a", encoding="utf-8") as file:
            file.write(github.step_summary(report))


def review(draft: str, html: str | Path | None = None, *, open_page: bool = False, output_format: str = "text") -> int:
    """Show a draft as its reviewer has to see it, in the terminal or as a page; return the exit code."""
    from pathlib import Path

    from drafter import page
    from drafter import settings as configuration
    from drafter.pipeline import review as walk

    found = walk.review(draft, configuration.load())
    if html or open_page:
        _show_page(page.FORMS["html"](found), Path(html) if html else None, Path(draft).stem, open_page=open_page)
    elif output_format != "text":
        console.out(page.FORMS[output_format](found).rstrip("\n"))
    else:
        from drafter.page import text

        console.paged(text.render(found, colour=console.wants_colour(sys.stdout)))
    return 0


def _show_page(content: str, file: Path | None, name: str, *, open_page: bool) -> None:
    from drafter import document

    if file is None:
        import tempfile
        from pathlib import Path

        file = Path(tempfile.mkdtemp(prefix="drafter-")) / f"{name}.html"
    document.write(file, content.encode(errors="xmlcharrefreplace"))
    console.out(str(file))
    if open_page:
        import webbrowser

        if not webbrowser.open(file.resolve().as_uri()):
            console.tell(f"no browser could be started: open {file} yourself", "warning")
