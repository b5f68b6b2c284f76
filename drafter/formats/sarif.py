"""SARIF 2.1.0 (OASIS), in the shape that code scanning accepts: relative URIs, no empty strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from drafter import __version__
from drafter.formats import fingerprints
from drafter.model import Finding, Report, RuleInfo

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Object = Mapping[str, object]


def render(report: Report) -> str:
    """Return the report as a SARIF log of one run."""
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    marks = fingerprints.of(report.findings)
    driver = {"name": "drafter", "version": __version__, "rules": [_rule(rule) for rule in report.rules]}
    results = [_result(finding, mark, index) for finding, mark in zip(report.findings, marks, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(rule: RuleInfo) -> Object:
    fix = "To fix: " + rule.fix.replace("{path}", "PATH")
    manual = f"{rule.summary}\n\n{rule.manual}".strip()
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": manual},
        "help": {"text": f"{manual}\n\n{fix}", "markdown": f"{manual}\n\n{fix}"},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.name]},
    }


def _result(finding: Finding, mark: str, index: Mapping[str, int]) -> Object:
    place = {
        "artifactLocation": {"uri": _uri(finding.path)},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": finding.message or finding.name},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    return result


def _uri(path: str) -> str:
    """A path as a relative URI reference; an absolute one, outside of the checkout, as a `file:` URI."""
    path = path.removeprefix("./")
    if path.startswith("/"):
        return "file://" + quote(path, errors="surrogateescape")
    if path[1:3] in (":/", ":\\"):
        return "file:///" + path[:2] + quote(path[2:].replace("\\", "/"))
    return quote(path or "-", errors="surrogateescape")
