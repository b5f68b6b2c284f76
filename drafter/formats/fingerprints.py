"""A finding's name that survives edits elsewhere in the file: for baselines and for code scanning."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from drafter.model import Finding


def of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """A fingerprint for each finding: over path, code and the line's text without its spacing.

    The line's number is no part of it. Equal findings are told apart by their order, so that no two
    are the same: GitLab would show only the first.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for finding in findings:
        key = (finding.path, finding.code, " ".join(finding.snippet.split()))
        text = "\0".join((*key, str(seen[key])))
        made.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
        seen[key] += 1
    return tuple(made)
