"""A review whose evidence is written down here, so that pages are tested apart from what finds the evidence."""

from __future__ import annotations

from pathlib import Path

from drafter import accepts, approval, document, notes, sentences
from drafter.grounding.evidence import Claim, Evidence, Omission, Signal, Standing, Support, Trace
from drafter.model import Draft, Finding, Notes, Sentence
from drafter.page.value import Review, Share, Step

HERE = Path(__file__).resolve().parent
DRAFT = HERE / "golden" / "review" / "draft.md"
NOTES = HERE.parent / "notes" / "eu-cluster-conference-prague.md"
PATH = "drafts/2022-09-28-eu-cluster-conference-prague.md"

# How a sentence begins, its standing, and the lines of the notes (0: front matter).
STANDING: tuple[tuple[str, Standing, tuple[int, ...]], ...] = (
    ("Talent and clusters", "supported", (0, 25)),
    ("LightMirror spoke", "partly", (25,)),
    ("Disclaimer", "skipped", ()),
    ("The eighth", "supported", (20, 19)),
    ("It was organised", "partly", (21, 22)),
    ("What we said", "skipped", ()),
    ("Our chief", "unsupported", ()),
    ("Everybody", "unsupported", ()),
    ("[[CHECK", "gap", ()),
    ("A matchmaking", "partly", (36,)),
    ("Its point", "partly", (37,)),
    ("Award", "skipped", ()),
    ("Winner", "skipped", ()),
    ("Silicon", "unsupported", ()),
    ("LightMirror had", "supported", (25,)),
    ("Watch", "supported", (54,)),
)
CLAIMS = {
    "1,200": ("number", "the notes don't have 1,200", "", ()),
    "Maria Svobodová": ("name", "the notes don't have Maria Svobodová", "", ()),
    "the backbone of a resilient Europe": ("quotation", "the notes don't have these words", "- + how to make those chains more resilient", (31,)),
    "25 September": ("date", "the notes don't have 25 September; the nearest is 2022-09-26", "date: 2022-09-26/2022-09-27", (0,)),
    "networking": ("link", "the notes don't have the link https://example.org/matchmaking", "", ()),
    "Silicon Saxony": ("name", "the notes don't have Silicon Saxony; they leave the winners open", "", (51,)),
}  # fmt: skip


def evidence(draft: Draft, noted: Notes) -> Evidence:
    """The evidence of the table above for the sentences of the sample."""
    texts = {line.number: line.text for line in noted.lines}
    head = {0: f"title: {noted.meta.get('title', '')}"}
    title = Sentence(str(draft.meta["title"]), 2, 9, "heading")
    about = Sentence(str(draft.meta["description"]), 5, 15)
    units = [("title", title), ("description", about), *(("body", s) for s in sentences.split(draft))]
    return Evidence(
        tuple(_trace(part, sentence, texts | head) for part, sentence in units),
        (
            Omission("name", "fits the updated EU Industrial Strategy (clusters seen as having influence)", 33),
            Omission("action", "short teaser line for the blog list", 55),
        ),
    )


def _trace(part: str, sentence: Sentence, texts: dict[int, str]) -> Trace:
    text = sentence.text
    standing, lines = next(((s, n) for start, s, n in STANDING if text.startswith(start)), ("supported", (40,)))
    support = tuple(Support(line, round(0.9 - 0.1 * rank, 2), texts[line]) for rank, line in enumerate(lines))
    claims = tuple(
        Claim(kind, words, text.index(words), text.index(words) + len(words), "absent", where, reason, nearest)  # type: ignore[arg-type]
        for words, (kind, reason, nearest, where) in CLAIMS.items()
        if words in text
    )
    at = text.find("wonderful")
    signals = (Signal("praise", "praise that nobody in the notes gave", 0, at, at + 9),) if at >= 0 else ()
    return Trace(sentence, standing, support, claims, signals, part=part)  # type: ignore[arg-type]


def sample() -> Review:
    """The sample: invented facts of each kind, one of them accepted, a gap, praise, two things left out."""
    draft = document.parse(DRAFT.read_bytes(), PATH)._replace(path=PATH)
    noted = notes.read(str(NOTES))._replace(path="notes/eu-cluster-conference-prague.md", digest="sha256:" + "c0" * 32)
    found = evidence(draft, noted)
    person = next(s for s in sentences.split(draft) if s.text.startswith("Watch"))
    findings = (
        Finding(PATH, 1, 1, "S403", "no-cover", "warning", "this is a finding of a rule with <b> & \"quotes\""),
        Finding(PATH, 45, 42, "S411", "gap-left", "error", "gap left: [[CHECK: who won?]]"),
    )  # fmt: skip
    return Review(
        draft, approval.status(draft), "readers see it, on line 20", True, noted, "", found, findings,
        accepts.read(draft.meta), Share(29, 1, 2, frozenset({(person.line, person.column)})), "",
        (("Written by", "Claude 2 (Anthropic)"), ("Record of the run", "not on this machine")),
        (Step("Look at 5 facts that the notes don't have:", f"drafter accept {PATH}"), Step("Fill 1 gap."),
         Step("Sign it:", f"drafter approve {PATH}")),
    )  # fmt: skip


def written(text: str, noted: str = "# Notes\n\n- nothing\n", **changes: object) -> Review:
    """A review of any draft and notes, traced for real."""
    from drafter import grounding

    draft = document.parse(text.encode("utf-8", "replace"), "draft.md")
    read = notes.parse(noted.replace("\0", "").encode("utf-8", "replace"), "notes.md")  # NUL: no text, refused
    base = Review(draft, approval.status(draft), "missing", False, read, "", grounding.trace(draft, read))
    return base._replace(**changes)
