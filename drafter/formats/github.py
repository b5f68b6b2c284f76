"""GitHub: workflow commands that annotate a pull request, and a summary for the run's page.

See "Workflow commands for GitHub Actions". GitHub shows ten annotations of each kind for a step and drops the
rest in silence, so we stop there and say how many more there are; the text output has them all.
"""

from __future__ import annotations

from drafter.formats.text import summary
from drafter.model import Finding, Report, Severity

SHOWN = 10  # of each severity
ROWS = 200  # of the summary's table: GitHub refuses a summary above 1 MiB


def render(report: Report) -> str:
    """Return one workflow command for each finding that GitHub would show."""
    severities: tuple[Severity, ...] = ("error", "warning")
    commands = []
    for severity in severities:
        found = [finding for finding in report.findings if finding.severity == severity]
        commands += [_command(finding) for finding in found[:SHOWN]]
        if len(found) > SHOWN:
            more = len(found) - SHOWN
            commands.append(f"::notice title=drafter::{more} more of severity {severity} in the log")
    return "\n".join(commands)


def step_summary(report: Report) -> str:
    """Return the report as Markdown, for the file that GITHUB_STEP_SUMMARY names."""
    lines = ["### drafter", "", _cell(summary(report)), ""]
    if report.findings:
        lines += ["| where | rule | what |", "| --- | --- | --- |"]
        for finding in report.findings[:ROWS]:
            where = f"{_cell(finding.path)}:{finding.line}"
            what = f"{finding.severity}: {_cell(finding.message)}"
            lines.append(f"| {where} | {finding.code} {finding.name} | {what} |")
        if len(report.findings) > ROWS:
            lines += ["", f"{len(report.findings) - ROWS} more in the log."]
    return "\n".join([*lines, *(f"- {_cell(notice)}" for notice in report.notices), ""])


def _command(finding: Finding) -> str:
    properties = (
        f"file={_property(finding.path)},line={finding.line},col={finding.column}"
        f",title={_property(f'{finding.code} {finding.name}')}"
    )
    return f"::{finding.severity} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    """`text` as plain text in a Markdown table: a message may quote a hostile post."""
    for mark in "\\`*_[]<>|#~!@":
        text = text.replace(mark, f"&#{ord(mark)};")
    return " ".join(text.split())
