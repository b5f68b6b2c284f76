"""Facts that the notes don't have go back to the model, once or as often as the writer allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafter import grounding
from drafter.grounding import Evidence
from drafter.model import Draft, Notes, Prompt
from drafter.settings import Settings

_ASK = """\
Below is a post that was written from the notes above, and a list of facts in it that the notes don't have.

<{tag}>
{post}
</{tag}>

What the notes don't have:

{facts}

Write the post again, whole, with its head, in the same form. In the sentences that are listed, say what the notes
say, or mark the gap, or leave the fact out. Change nothing else and drop nothing that the notes bear out.
"""


def evidence_of(draft: Draft, notes: Notes, settings: Settings, variables: Mapping[str, str]) -> Evidence:
    """Trace `draft` to `notes` and the prompt's variables; the sentences about AI are no claims."""
    policy = settings.disclaimer
    article = policy.article.replace("{tool}", str(draft.meta.get("ai_tool", "")))
    return grounding.trace(draft, notes, variables, ignore=(*policy.texts.values(), article))


def prompt_for(first: Prompt, answer: str, evidence: Evidence) -> Prompt:
    """The first prompt, its answer as data, and what is wrong with it."""
    facts = "\n".join(f"{number}. {line}" for number, line in enumerate(_faults(evidence), 1))
    tag = "post" if "</post>" not in answer else "post-as-written"
    asked = _ASK.format(tag=tag, post=answer.strip().replace(f"</{tag}>", ""), facts=facts)
    return first._replace(user=f"{first.user.rstrip()}\n\n{asked}", name=f"{first.name} (repair)")


def _faults(evidence: Evidence) -> Sequence[str]:
    return [f"In “{trace.sentence.text}”: {claim.text!r} ({claim.reason})" for trace, claim in evidence.flagged[:50]]


def is_better(new: Evidence, old: Evidence) -> bool:
    """Whether `new` has fewer facts that the notes lack, and none less of those that they have."""
    return len(new.flagged) < len(old.flagged) and _borne_out(old) <= _borne_out(new)


def _borne_out(evidence: Evidence) -> set[tuple[str, tuple[int, ...]]]:
    """The facts that the notes have, known by their kind and the lines where they stand."""
    return {
        (claim.kind, claim.where)
        for trace in evidence.traces
        for claim in trace.claims
        if claim.standing in ("supported", "derived") and claim.where
    }
