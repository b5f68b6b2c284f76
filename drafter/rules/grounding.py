"""G, grounding: the notes bear out what the post says.

On a draft that awaits review these are warnings; in a post that readers would get, a fact that the notes
don't have is an error unless a reviewer answers for it (`drafter accept`). A post without a `notes:` key is
outside this family, and a validly signed one isn't traced again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from drafter import accepts, sentences
from drafter.rules.engine import Hit, Rule, rule
from drafter.rules.subject import Subject

if TYPE_CHECKING:  # a post without notes needs none of it
    from drafter.grounding import Claim, Trace

_FIX = "correct it; or add what is true to the notes; or, if you know it from elsewhere, `drafter accept {path}`"


def _claims(subject: Subject, code: str, wanted: Callable[[Claim], bool]) -> Iterator[Hit]:
    for trace, claim in subject.evidence.flagged if subject.evidence else ():
        if wanted(claim) and not accepts.covers(subject.accepted, code, claim.text):
            line, column = sentences.place(trace.sentence, claim.start)
            message = f"{claim.text!r}: {claim.reason}"
            yield Hit(line, column, message, subject.severity, subject=claim.text)


def _signals(subject: Subject, code: str, kinds: tuple[str, ...]) -> Iterator[Hit]:
    for trace in subject.evidence.traces if subject.evidence else ():
        for signal in trace.signals:
            if signal.kind in kinds and not accepts.covers(subject.accepted, code, trace.sentence.text):
                line, column = sentences.place(trace.sentence, signal.start)
                yield Hit(line, column, signal.reason, subject=trace.sentence.text)


@rule("G501", fix=_FIX)
def number_absent(subject: Subject) -> Iterator[Hit]:
    """A number that the notes don't have.

    Numbers are compared by value, in digits and in words, with their units; what follows from the notes by
    rounding, by a sum or by counting a list is no finding.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The meetup in Brno had 70 guests.

    Notes:
        - meetup in Brno, 40 guests

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The meetup in Brno had forty guests.
    """
    yield from _claims(subject, "G501", lambda claim: claim.kind == "number")


@rule("G502", fix=_FIX)
def date_absent(subject: Subject) -> Iterator[Hit]:
    """A date, month, year or weekday that the notes don't have.

    A part of a date that was left out in the notes must not be completed from memory. The weekday of a noted
    date is computed by the calendar, so a right one is no finding.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The meetup took place in Brno on 4 May 2024.

    Notes:
        - meetup in Brno, 3 May 2024

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The meetup took place in Brno on Friday, 3 May 2024.
    """
    yield from _claims(subject, "G502", lambda claim: claim.kind == "date")


@rule("G503", fix=_FIX)
def name_absent(subject: Subject) -> Iterator[Hit]:
    """A name of a person, place, organisation or product that the notes don't have.

    Also a name that is true in the world: what came from outside the notes is answered for by a person.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        At the meetup in Brno, Karel Dvorak spoke about compilers.

    Notes:
        - meetup in Brno, Jana Novak spoke about compilers

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        At the meetup in Brno, Jana Novak spoke about compilers.
    """
    yield from _claims(subject, "G503", lambda claim: claim.kind == "name" and claim.standing != "misspelt")


@rule("G504", fix=_FIX)
def quotation_altered(subject: Subject) -> Iterator[Hit]:
    """Words in quotation marks that the notes don't have word for word.

    What somebody is quoted to have said must be what was taken down. Otherwise report it in your own words.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana said: "Compilers are the most exciting thing in the world."

    Notes:
        - Jana said: "compilers are fun to write"

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana said: "compilers are fun to write".
    """
    yield from _claims(subject, "G504", lambda claim: claim.kind == "quotation")


@rule("G505", fix=_FIX)
def link_absent(subject: Subject) -> Iterator[Hit]:
    """A link whose target the notes don't have.

    Models invent addresses that look right. The target counts, not the text.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        There is a [video of the talk](https://example.org/talks/43).

    Notes:
        - video of the talk: https://example.org/talks/42

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        There is a [video of the talk](https://example.org/talks/42).
    """
    yield from _claims(subject, "G505", lambda claim: claim.kind == "link")


@rule("G506", fix="spell it as the notes do; or mend the notes where they are wrong")
def name_misspelt(subject: Subject) -> Iterator[Hit]:
    """A name that differs from one in the notes by a letter or two.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        At the meetup in Brno, Jana Nowak spoke about compilers.

    Notes:
        - meetup in Brno, Jana Novak spoke about compilers

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        At the meetup in Brno, Jana Novak spoke about compilers.
    """
    yield from _claims(subject, "G506", lambda claim: claim.kind == "name" and claim.standing == "misspelt")


@rule("G511", severity="warning", fix="look whether it is true, and whose view it is; else take it out")
def sentence_without_evidence(subject: Subject) -> Iterator[Hit]:
    """A sentence whose words the notes don't have: most likely padding, praise or background.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Everybody left inspired, looking forward to shaping tomorrow together.

    Notes:
        - meetup in Brno, Jana Novak spoke about compilers

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana Novak spoke about compilers at the meetup in Brno.
    """
    for trace in subject.evidence.traces if subject.evidence else ():
        text = trace.sentence.text
        if _stands_alone(trace) and not accepts.covers(subject.accepted, "G511", text):
            at = trace.sentence
            yield Hit(at.line, at.column, "the notes don't bear this sentence out", subject=text)


def _stands_alone(trace: Trace) -> bool:
    """Whether a whole sentence of the body lacks evidence, and no claim in it says so already."""
    return (
        trace.part == "body" and trace.sentence.kind != "heading"
        and trace.standing == "unsupported" and not trace.flagged and len(trace.sentence.text.split()) > 4
    )  # fmt: skip


@rule("G512", severity="warning", fix="hold it against the line of the notes that is named")
def contradiction(subject: Subject) -> Iterator[Hit]:
    """The notes' nearest line says another value of the same thing, or the opposite.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The number of members increased after the meetup in Brno.

    Notes:
        - number of members decreased after the meetup in Brno

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The number of members decreased after the meetup in Brno.
    """
    yield from _signals(subject, "G512", ("contradiction",))


@rule("G513", severity="warning", fix="hold it against the line of the notes that is named")
def negation_changed(subject: Subject) -> Iterator[Hit]:
    """The notes say not, and the post doesn't; or the other way round.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The group will publish the recording of the workshop.

    Notes:
        - the group will not publish the recording of the workshop

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The group will not publish the recording of the workshop.
    """
    yield from _signals(subject, "G513", ("negation",))


@rule("G514", severity="warning", fix="tell a plan as a plan, an idea as an idea and a question as a question")
def plan_told_as_outcome(subject: Subject) -> Iterator[Hit]:
    """A plan, an idea or a question of the notes is told as if it had happened or been decided.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        The group decided to move the meetup to a larger hall.

    Notes:
        - idea: the group could move the meetup to a larger hall

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        One idea was that the group could move the meetup to a larger hall.
    """
    yield from _signals(subject, "G514", ("plan-as-outcome", "idea-as-decision"))


@rule("G515", severity="warning", fix="say whose view it is, or take it out")
def praise_without_owner(subject: Subject) -> Iterator[Hit]:
    """Praise, a superlative or a view that nobody in the notes holds.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana Novak gave an outstanding talk about compilers.

    Notes:
        - Jana Novak gave a talk about compilers

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana Novak gave a talk about compilers.
    """
    yield from _signals(subject, "G515", ("praise", "unowned"))


@rule("G516", severity="warning", fix="tell it, or be sure that readers don't need it")
def note_left_out(subject: Subject) -> Iterator[Hit]:
    """Something important in the notes that the post never tells: a decision, an action, a name, a date.

    Bad:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana Novak spoke about compilers.

    Notes:
        # Meetup

        - Jana Novak spoke about compilers

        ## Decisions

        - membership fees rise to 30 euros

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana Novak spoke about compilers. Membership fees rise to 30 euros.
    """
    for omission in subject.evidence.omissions if subject.evidence else ():
        if not accepts.covers(subject.accepted, "G516", omission.text):
            what = f"{omission.kind} on line {omission.line} of the notes is not told: {omission.text}"
            yield Hit(subject.draft.body_line, 1, what, subject=omission.text)


@rule("G521", fix="put the notes back where `notes:` says, relative to the workspace; or mend that key")
def notes_not_found(subject: Subject) -> Iterator[Hit]:
    """The post names notes that aren't there, so nothing in it can be traced.

    Bad:
        ---
        title: "A meetup"
        notes: notes/gone.md
        ---
        Jana Novak spoke about compilers.

    Good:
        ---
        title: "A meetup"
        notes: notes.md
        ---
        Jana Novak spoke about compilers.

    Notes:
        - Jana Novak spoke about compilers
    """
    if subject.draft.meta.get("notes") and subject.untraceable:
        yield Hit(subject.key_line("notes"), 1, subject.untraceable, subject.severity)


RULES: tuple[Rule, ...] = (
    number_absent, date_absent, name_absent, quotation_altered, link_absent, name_misspelt,
    sentence_without_evidence, contradiction, negation_changed, plan_told_as_outcome, praise_without_owner,
    note_left_out, notes_not_found,
)  # fmt: skip
