"""JUnit XML: a suite for each post, a failed case for each error, a passing case for a clean post."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml
from collections import defaultdict

from drafter.formats.text import line
from drafter.model import Finding, Report

# characters that XML 1.0 can't hold, escaped or not
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render(report: Report) -> str:
    """Return the report as XML. Warnings don't fail a build, so their cases pass and carry their text."""
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_file[finding.path].append(finding)
    errors = report.count("error")
    cases = sum(max(len(by_file[path]), 1) for path in report.files)
    root = xml.Element("testsuites", name="drafter", tests=str(cases), failures=str(errors), errors="0")
    for path in report.files:
        found = by_file[path]
        suite = xml.SubElement(
            root, "testsuite", name=_legal(path), tests=str(max(len(found), 1)), errors="0", skipped="0",
            failures=str(sum(finding.severity == "error" for finding in found)), time="0",
        )  # fmt: skip
        for finding in found:
            _case(suite, finding)
        if not found:
            xml.SubElement(suite, "testcase", name="drafter check", classname=_legal(path), time="0")
    xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, encoding="unicode")


def _case(suite: xml.Element, finding: Finding) -> None:
    name = f"{finding.code} {finding.name} {finding.line}:{finding.column}"
    case = xml.SubElement(suite, "testcase", name=name, classname=_legal(finding.path), time="0")
    if finding.severity == "error":
        failure = xml.SubElement(case, "failure", message=_legal(finding.message), type=finding.code)
        failure.text = _legal(line(finding))
    else:
        xml.SubElement(case, "system-out").text = _legal(line(finding))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
