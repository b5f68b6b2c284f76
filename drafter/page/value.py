"""What a review shows: frozen values, put together by the pipeline and drawn by this package."""

from __future__ import annotations

from drafter.accepts import Accepted
from drafter.approval import Approval
from drafter.grounding.evidence import Evidence
from drafter.model import Draft, Finding, Notes
from drafter.tuples import NamedTuple


class Share(NamedTuple):
    """How much of the body people wrote, in sentences, since a tool wrote the first version.

    A report, never a gate: it counts what differs from that version, not effort or merit.
    """

    total: int  # sentences that stand there now, without the disclaimer
    changed: int  # of these, the ones that the first version didn't have
    removed: int = 0  # sentences of the first version that are gone or were changed
    places: frozenset[tuple[int, int]] = frozenset()  # line and column of each changed sentence


class Step(NamedTuple):
    """What to do next, and the command that does it ("" where it is done in an editor)."""

    text: str
    command: str = ""


class Review(NamedTuple):
    """All that a reviewer of one draft wants to know, and what is unknown and why."""

    draft: Draft
    approval: Approval
    disclaimer: str  # a clause: what a reader sees of it
    disclosed: bool  # whether that is as it has to be
    notes: Notes | None = None
    no_evidence: str = ""  # why `evidence` is None
    evidence: Evidence | None = None
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    share: Share | None = None
    no_share: str = ""  # why `share` is None
    provenance: tuple[tuple[str, str], ...] = ()  # label and text, in the order to be shown
    steps: tuple[Step, ...] = ()
