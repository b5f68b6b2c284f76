"""JSON for scripts: version 1 of a shape that is only ever added to."""

from __future__ import annotations

import json

from drafter.model import Report

KEYS = ("path", "line", "column", "code", "name", "severity", "message", "fixable")


def render(report: Report) -> str:
    """Return the report as one JSON object."""
    findings = [{key: getattr(finding, key) for key in KEYS} for finding in report.findings]
    return json.dumps(
        {"version": 1, "files_checked": len(report.files), "findings": findings}, indent=2, ensure_ascii=False
    )
