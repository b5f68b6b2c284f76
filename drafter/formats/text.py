"""Text for people: `path:line:column: CODE message`, how to fix it, and a summary of what was looked at."""

from __future__ import annotations

from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.model import Finding
    from drafter.report import Report

_COLOURS = {"error": "1;31", "warning": "33", "path": "1", "fix": "36", "good": "32"}


def render(report: Report, colour: bool = False) -> str:
    """Return the report as text, without a final newline; `colour` adds ANSI colours for a terminal."""
    fixes = {rule.code: rule.fix for rule in report.rules}
    parts: list[str] = []
    last = ("", "")
    for finding in report.findings:
        parts.append(line(finding, colour))
        fix = fixes.get(finding.code, "").replace("{path}", _quoted(finding.path))
        if fix and (finding.path, finding.code) != last:
            parts.append("    " + _paint(f"fix: {fix}", "fix", colour))
        last = (finding.path, finding.code)
    return "\n".join([*parts, summary(report, colour)])


def line(finding: Finding, colour: bool = False) -> str:
    """One finding on one line, as editors and problem matchers read it."""
    place = f"{finding.path}:{finding.line}:{finding.column}:"
    code = _paint(finding.code, finding.severity, colour)
    mild = "warning: " if finding.severity == "warning" else ""
    return f"{_paint(place, 'path', colour)} {code} {mild}{finding.message}"


def summary(report: Report, colour: bool = False) -> str:
    """One line: how many posts were looked at and where, and what came of it."""
    where = f" in {report.scope}" if report.scope else ""
    looked = f"{_number(len(report.files), 'post')} checked{where}"
    errors, warnings = report.count("error"), report.count("warning")
    if not errors and not warnings:
        return _paint(f"{looked}: nothing found" if report.files else looked, "good", colour)
    counts = [_number(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
    fixable = sum(finding.fixable for finding in report.findings)
    tail = f" ({fixable} can be mended with --fix)" if fixable else ""
    return _paint(f"{looked}: {', '.join(counts)}{tail}", "error" if errors else "warning", colour)


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _quoted(path: str) -> str:
    import shlex

    return shlex.quote(path)


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour else text
