"""What a check found. A module of its own with few imports: nine checks in ten find nothing and want to be quick."""

from __future__ import annotations

from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.model import Finding, RuleInfo, Severity


class Report(NamedTuple):
    """What a check found: all that a format needs."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()  # every post that was looked at, as given, sorted
    rules: tuple[RuleInfo, ...] = ()  # those behind the findings
    notices: tuple[str, ...] = ()  # worth knowing, and no finding
    scope: str = ""  # where the posts are: "drafts, content/posts"

    def count(self, severity: Severity) -> int:
        """How many findings are of `severity`."""
        return sum(finding.severity == severity for finding in self.findings)
