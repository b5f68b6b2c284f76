"""GitLab: a code quality report, which is an array, also when nothing was found."""

from __future__ import annotations

import json

from drafter.formats import fingerprints
from drafter.model import Report

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(report: Report) -> str:
    """Return the report in the shape of GitLab's documentation ("Code Quality report format")."""
    marks = fingerprints.of(report.findings)
    entries = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": finding.name,
            "fingerprint": mark,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.path.removeprefix("./"), "lines": {"begin": finding.line}},
        }
        for finding, mark in zip(report.findings, marks, strict=True)
    ]
    return json.dumps(entries, indent=2, ensure_ascii=False)
