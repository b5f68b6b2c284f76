"""Score a post against the notes it was made from, without a model: figures that a change of a prompt is judged by.

    python evals/score.py NOTES DRAFT [DRAFT ...] [--facts FILE|FOLDER] [--json]

A draft is any Markdown: one of drafter's, a model's raw answer, a page written by a person. README.md says what each
figure means. Without --json a table is printed with what was missed; with it, a line of JSON for each draft.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import facts as facts_of
from rapidfuzz import fuzz

from drafter import document, grounding, notes, rules, sentences
from drafter.compose import answer
from drafter.errors import DrafterError
from drafter.grounding import reading, words
from drafter.model import Completion, Draft, Notes, Sentence
from drafter.settings import Settings

TITLE, TEASER = (15, 70), (50, 160)  # characters: fewer say nothing, more are cut by search engines and previews
SHORT = 250  # words that a post may have without a heading
SAME = 88  # of 100 (rapidfuzz, words sorted): so alike are two sentences that say the same
HYPE = re.compile(
    r"\b(?:excit\w+|thrill\w+|vibrant\w*|insightful\w*|ground-?breaking|game.?chang\w+|cutting.?edge|pivotal|testament"
    r"|landscape of|tapestry|delv\w+|fascinating|inspir(?:ing|ed)|unparalleled|seamless\w*|must-see|unforgettable"
    r"|not just [^.]{3,60}, but|spannend\w*|wegweisend\w*|bahnbrechend\w*|mitreißend\w*|zukunftsweisend\w*"
    r"|passionnant\w*|incontournable\w*|novateur\w*|emocionante\w*|imprescindible\w*|apasionante\w*|entusiasmant\w*"
    r"|imperdibil\w*|affascinant\w*|vzrušující\w*|převratn\w*|inspirativn\w*)",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:in (?:conclusion|summary)|overall,|to sum up|all in all|look(?:s|ed|ing)? forward|stay tuned|the road ahead"
    r"|only the beginning|exciting (?:times|future)|(?:will|can) (?:undoubtedly|surely|no doubt)|promis(?:es|ing) to"
    r"|(?:remains to be seen|time will tell)|(?:valuable|important) (?:step|opportunit|reminder|platform)\w*"
    r"|let us know (?:what|your)|we hope (?:this|you)|join the conversation|reminds? us|highlights? the importance"
    r"|zusammenfassend|alles in allem|wir freuen uns|bleibt (?:spannend|abzuwarten)|wir dürfen gespannt"
    r"|en (?:conclusion|somme|résumé)|hâte de|affaire à suivre|en (?:conclusión|resumen)|esperamos con"
    r"|in (?:conclusione|sintesi)|non vediamo l['’]ora|závěrem|celkově|těšíme se)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """What one post is worth; shares are 0 to 1. Lists hold words of the notes or the post, figures none."""

    words: int
    facts: int  # of the facts file
    coverage: float | None  # share of them that is told; None without a file
    gaps: int
    gaps_marked: int
    never: int  # what the facts file says must not be told, and is
    own_facts: int  # what the notes themselves single out: decisions, actions, names, dates, numbers, links, topics
    own_coverage: float
    unsupported: float  # facts that the notes lack, per 1,000 words
    signals: int  # hints of another meaning: a lost "not", a plan told as done
    repetition: int
    hype: int
    vague_closing: int
    dangling_links: int
    marks: int  # [[CHECK: ...]]
    words_per_fact: float | None
    title: int
    teaser: int
    language_kept: bool
    form: int  # faults of the form
    missed: tuple[str, ...] = ()
    own_missed: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def figures(self) -> dict[str, float | None]:
        """The figures alone: what may be kept of notes that may not be."""
        return {name: value for name, value in asdict(self).items() if not isinstance(value, tuple)}


def score(noted: Notes, text: str, facts: Sequence[facts_of.Fact] = ()) -> Score:
    """Score the post in `text`. Raises ComposerError where there is none: empty, cut off, a refusal."""
    policy = Settings().disclaimer
    post = answer.read(Completion(text), policy.texts.values())
    head = f"title: {json.dumps(post.title)}\ndescription: {json.dumps(post.description)}\n"
    draft = document.parse(f"---\n{head}---\n\n{post.body}".encode(), "post.md")
    read = sentences.split(draft)
    evidence = grounding.trace(draft, noted, ignore=tuple(policy.texts.values()))
    size = len(re.findall(r"\w+(?:['’.-]\w+)*", " ".join(one.text for one in read)))
    flagged = tuple(f"{claim.text}: {claim.reason}" for _, claim in evidence.flagged)
    own, own_missed = _own(noted, draft, evidence)
    shown = "\n".join((post.title, *(one.text for one in read)))
    told = facts_of.told(facts, shown, [url for one in read for _, _, url in one.links])
    of = {kind: [fact.id for fact in facts if fact.kind == kind] for kind in ("fact", "gap", "never")}
    hits = sum(told[one] for one in of["fact"])
    faults = (*_repeated(draft, read), *_hype(shown, noted), *_closing(read), *_links(draft),
              *_form(draft, read, noted, size))  # fmt: skip
    count = [fault.split(":")[0] for fault in faults].count
    return Score(
        words=size, facts=len(of["fact"]), coverage=_share(hits, len(of["fact"])),
        gaps=len(of["gap"]), gaps_marked=sum(told[one] for one in of["gap"]),
        never=sum(told[one] for one in of["never"]),
        own_facts=own, own_coverage=_share(own - len(own_missed), own) or 0.0 if own else 1.0,
        unsupported=round(1000 * len(flagged) / max(size, 1), 2),
        signals=sum(len(trace.signals) for trace in evidence.traces),
        repetition=count("repeated"), hype=count("hype"), vague_closing=count("vague closing"),
        dangling_links=count("link"), marks=len(re.findall(r"\[\[\s*CHECK", post.body)),
        words_per_fact=round(size / hits, 1) if hits else None,
        title=len(post.title), teaser=len(post.description),
        language_kept=words.language(shown, noted.brief.language) == noted.brief.language, form=count("form"),
        missed=(*(one for one in of["fact"] + of["gap"] if not told[one]),
                *(f"told: {one}" for one in of["never"] if told[one])),
        own_missed=own_missed, flagged=flagged, faults=faults,
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _own(noted: Notes, draft: Draft, evidence: grounding.Evidence) -> tuple[int, tuple[str, ...]]:
    """How many things the notes single out, and those that the post leaves out: an empty post leaves out all."""
    empty = grounding.trace(document.parse(b"", draft.path), noted)
    body = _stems(draft.text, noted.brief.language)
    topics = [_stems(b.text, noted.brief.language) for b in noted.blocks if b.kind == "heading" and not b.role]
    topics = [topic for topic in topics if topic]
    missed = [f"topic: {' '.join(sorted(topic))}" for topic in topics if _share_told(topic, body) < 0.5]
    return len(empty.omissions) + len(topics), (*(f"{o.kind}: {o.text}" for o in evidence.omissions), *missed)


def _share_told(topic: set[str], body: set[str]) -> float:
    """The share of a heading's words that the post has; `conf` is told by "conference"."""
    return sum(word in body or any(one.startswith(word) for one in body) for word in topic) / len(topic)


def _stems(text: str, language: str) -> set[str]:
    """The words of a text that carry content, as stems."""
    words_read = reading.read(text, language).words
    return {reading.stem(w.folded, language) for w in words_read if w.text.lower() not in words.stop(language)}


def _repeated(draft: Draft, read: Sequence[Sentence]) -> Iterator[str]:
    """What is told twice, by rule S431, and short sentences that are nearly the same."""
    found = rules.run(rules.Subject(draft, Settings()), rules.choose(["S431"])[0])
    yield from (f"repeated: {finding.message}" for finding in found)
    known = {finding.line for finding in found}
    said = [one for one in read if one.kind in ("prose", "item") and one.text.count(" ") >= 3 and one.line not in known]
    for at, one in enumerate(said):
        if any(fuzz.token_sort_ratio(one.text, other.text, score_cutoff=SAME) for other in said[:at]):
            yield f"repeated: {one.text[:60]!r} says what an earlier sentence says"


def _hype(shown: str, noted: Notes) -> Iterator[str]:
    """Words of praise that the notes don't use themselves."""
    source = noted.text.lower()
    praise = words.praise(noted.brief.language)
    shown = words.STILL_OPEN.sub("", shown)
    found = [m[0] for m in HYPE.finditer(shown)] + [w for w in re.findall(r"[^\W\d_]+", shown.lower()) if w in praise]
    yield from (f"hype: {word}" for word in dict.fromkeys(map(str.lower, found)) if word not in source)


def _closing(read: Sequence[Sentence]) -> Iterator[str]:
    """A last paragraph that says nothing."""
    body = [one for one in read if one.kind == "prose"]
    for one in body[-3:]:
        if one.line == body[-1].line and VAGUE.search(one.text):
            yield f"vague closing: {one.text[:80]}"


def _links(draft: Draft) -> Iterator[str]:
    found = rules.run(rules.Subject(draft, Settings()), rules.choose(["S42"])[0])
    yield from (f"link: {finding.message}" for finding in found)


def _form(draft: Draft, read: Sequence[Sentence], noted: Notes, size: int) -> Iterator[str]:
    """What is wrong with title, teaser, headings and the first paragraph."""
    title, teaser = str(draft.meta["title"]), str(draft.meta["description"])
    if not TITLE[0] <= len(title) <= TITLE[1]:
        yield f"form: the title has {len(title)} characters"
    if not TEASER[0] <= len(teaser) <= TEASER[1]:
        yield f"form: the teaser has {len(teaser)} characters"
    if re.search(r"^# ", draft.body, re.MULTILINE):
        yield "form: a heading of the first level stands in the body"
    if not read or read[0].kind == "heading":
        yield "form: the post starts with a heading"
    headings = sum(one.kind == "heading" for one in read)
    if size > SHORT and not headings:
        yield "form: a long post without headings"
    if headings > 3 and size < 25 * headings:
        yield f"form: {headings} headings over {size} words"
    opening = " ".join(one.text for one in read[:4])
    day = noted.brief.starts
    if day and str(day.day) not in opening and str(day.year) not in opening:
        yield "form: the opening doesn't say when"
    for code in ("S432", "S412", "S413", "S414"):
        for finding in rules.run(rules.Subject(draft, Settings()), rules.choose([code])[0]):
            yield f"form: {finding.message}"


def table(path: str, found: Score) -> str:
    """The figures of one draft as Markdown, and below what a person may want to look at."""
    rows = [f"## {path}", "", "| figure | value |", "|---|---|"]
    rows += [f"| {name} | {value} |" for name, value in found.figures().items()]
    for name in ("missed", "own_missed", "flagged", "faults"):
        rows += ["", f"{name}:", *(f"- {one}" for one in getattr(found, name))] if getattr(found, name) else []
    return "\n".join(rows) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Score drafts from the command line; 2 for what a person can fix."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=Path)
    parser.add_argument("drafts", type=Path, nargs="+")
    parser.add_argument("--facts", type=Path, help="a facts file, or a folder that has NOTES-NAME.toml")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each draft, with all lists")
    given = parser.parse_args(argv)
    try:
        noted = notes.read(str(given.notes))
        path = facts_of.find(given.notes, given.facts)
        facts = facts_of.load(path) if path else ()
        for draft in given.drafts:
            found = score(noted, draft.read_text(encoding="utf-8", errors="replace"), facts)
            line = {"notes": given.notes.name, "draft": str(draft)} | asdict(found)
            print(json.dumps(line, ensure_ascii=False) if given.json else table(str(draft), found))
    except (DrafterError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
