"""What a rule is, what it is asked about, and how rules are run.

A rule is a generator over a `Subject`, decorated with its code; its docstring is its manual. The engine
stamps path, code and severity on what it yields, and drops what a comment in the post answers for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from drafter.model import Finding, RuleInfo, Severity
from drafter.rules.subject import Subject
from drafter.tuples import NamedTuple


class Hit(NamedTuple):
    """A place in the file, 1-based, and what is wrong there. None: as the rule's table entry says."""

    line: int
    column: int
    message: str
    severity: Severity | None = None
    fixable: bool | None = None
    subject: str = ""  # the words that a reviewer may answer for


Find = Callable[[Subject], Iterator[Hit]]


class Rule(NamedTuple):
    """A generator with the facts that people and formats need about it."""

    find: Find
    code: str
    name: str
    severity: Severity
    fix: str
    locked: bool
    fixable: bool

    @property
    def info(self) -> RuleInfo:
        """The rule as formats and `drafter rule` show it; its texts are those of the docstring."""
        import inspect

        summary, _, rest = inspect.cleandoc(self.find.__doc__ or "").partition("\n")
        return RuleInfo(self.code, self.name, summary, rest.strip(), self.severity, self.fix, self.locked, self.fixable)


def rule(
    code: str, *, fix: str, severity: Severity = "error", locked: bool = False, fixable: bool = False
) -> Callable[[Find], Rule]:
    """Make a rule of a generator function; its name, with hyphens, is the rule's name."""

    def make(find: Find) -> Rule:
        name = getattr(find, "__name__", "").replace("_", "-")
        return Rule(find, code, name, severity, fix, locked, fixable)

    return make


def examples(info: RuleInfo) -> dict[str, str]:
    """The posts under `Bad:` and `Good:` in a rule's manual, by that word; a `Notes:` block likewise."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in info.manual.splitlines():
        if match := re.fullmatch(r"(Bad|Good|Notes|Settings|Style):", line):
            name = match[1]
            found[name] = []
        elif line and not line.startswith("    "):
            name = ""
        elif name:
            found[name].append(line[4:])
    return {key: "\n".join(lines).strip("\n") + "\n" for key, lines in found.items()}


def run(subject: Subject, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Judge one post by `rules` (by code) and return the findings, sorted by place.

    A finding that a comment in the post silences, with a reason, is left out; rules of the U family
    are asked last, because they look at what was silenced.
    """
    found: list[Finding] = []
    for entry in rules.values():
        if entry.code[0] != "U":
            found += _findings(entry, subject)
    if found and subject.suppressions:
        found = list(_not_silenced(found, subject))
    subject.asked = frozenset(rules)
    for entry in rules.values():
        if entry.code[0] == "U":
            found += _findings(entry, subject)
    return tuple(sorted(found))


def _findings(entry: Rule, subject: Subject) -> Iterator[Finding]:
    for hit in entry.find(subject):
        yield Finding(
            subject.draft.path, hit.line, max(hit.column, 1), entry.code, entry.name,
            hit.severity or entry.severity, " ".join(hit.message.split()),
            entry.fixable if hit.fixable is None else hit.fixable, subject.line_text(hit.line),
            hit.subject,
        )  # fmt: skip


def _not_silenced(found: Iterable[Finding], subject: Subject) -> Iterator[Finding]:
    from drafter.rules.lines import silencers

    silencer = silencers(subject.suppressions)
    for finding in found:
        if by := silencer(finding.code, finding.line):
            subject.used.add((by, finding.code))
        else:
            yield finding
