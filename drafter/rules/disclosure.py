"""D, disclosure: what readers and machines are told about a tool's part in a post.

D101 to D109 are about the sentence that readers must see. They are locked: they hold whatever is ignored.
All of them read one verdict of `drafter.disclaimer`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter import keys
from drafter.rules.engine import Hit, rule
from drafter.rules.subject import Subject

LONG = 100_000  # characters; whether a longer post can be mended is found out by mending it
_FIX = "run `drafter check --fix {path}`"
_PLAIN = "write the sentence as a plain Markdown paragraph of its own, near the top"


def _when(subject: Subject, standing: str) -> Iterator[Hit]:
    verdict = subject.verdict
    if verdict is not None and verdict.standing == standing:
        wanted = f" (wanted: {verdict.wanted})" if verdict.wanted and verdict.wanted not in verdict.message else ""
        message = (verdict.message or "the disclaimer is " + standing) + wanted
        fixable = standing != "unchecked" and (len(subject.draft.body) > LONG or subject.is_mendable)
        yield Hit(verdict.line, verdict.column, message, fixable=fixable)


@rule("D101", locked=True, fixable=True, fix=_FIX + ", or write it below the title")
def disclaimer_missing(subject: Subject) -> Iterator[Hit]:
    """The sentence that readers must see is nowhere in the post.

    Every post says near its top that a tool is used. The sentence, per language, is set in
    `drafter.toml`; one of them has to stand in the post exactly.

    Bad:
        # Forty people in Prague

        Forty people met in Prague.

    Good:
        *Disclaimer: Most of the articles on the blog are written using an AI tool.*

        Forty people met in Prague.
    """
    yield from _when(subject, "missing")


@rule("D102", locked=True, fixable=True, fix=_FIX + ", or write it below the title")
def disclaimer_not_rendered(subject: Subject) -> Iterator[Hit]:
    """The sentence is in the file, but where no reader gets to see it.

    Comments, code, link titles, alternative texts, template comments, unused footnotes and front matter
    are not shown on the page, or not as text.

    Bad:
        <!-- Disclaimer: Most of the articles on the blog are written using an AI tool. -->

        Forty people met in Prague.

    Good:
        Disclaimer: Most of the articles on the blog are written using an AI tool.

        Forty people met in Prague.
    """
    yield from _when(subject, "not-rendered")


@rule("D103", locked=True, fixable=True, fix=_PLAIN + ", outside of what hides it")
def disclaimer_hidden(subject: Subject) -> Iterator[Hit]:
    """The sentence is on the page, but something hides it or strikes it out.

    Attributes, styles and elements that hide, closed details, text struck through: a reader doesn't see
    it, at least not without a click.

    Bad:
        ~~Disclaimer: Most of the articles on the blog are written using an AI tool.~~

        Forty people met in Prague.

    Good:
        > Disclaimer: Most of the articles on the blog are written using an AI tool.

        Forty people met in Prague.
    """
    yield from _when(subject, "hidden")


@rule("D104", locked=True, fixable=True, fix=_PLAIN + "; tags around it need blank lines between")
def disclaimer_raw_html(subject: Subject) -> Iterator[Hit]:
    """The sentence stands inside raw HTML, which several site generators drop.

    Hugo leaves raw HTML out unless it is told otherwise, and so does GitHub in part. Where a site keeps it,
    `disclaimer.raw_html = true` in `drafter.toml` says so.

    Bad:
        <aside>Disclaimer: Most of the articles on the blog are written using an AI tool.</aside>

        Forty people met in Prague.

    Good:
        Disclaimer: Most of the articles on the blog are written using an AI tool.

        Forty people met in Prague.
    """
    yield from _when(subject, "raw-html")


@rule("D105", locked=True, fixable=True, fix=_FIX + " or write the sentence exactly as `drafter.toml` has it")
def disclaimer_altered(subject: Subject) -> Iterator[Hit]:
    """A sentence like the disclaimer is there, but it doesn't say the same.

    It is reworded or negated, or has company in its paragraph that may take it back. Only the sentences of
    `drafter.toml` count; another wording is added there, where a change is seen.

    Bad:
        Disclaimer: Most of the articles on the blog are not written using an AI tool.

        Forty people met in Prague.

    Good:
        Disclaimer: Most of the articles on the blog
        are written using an **AI tool**.

        Forty people met in Prague.
    """
    yield from _when(subject, "altered")


@rule("D106", locked=True, fixable=True, fix=_FIX + " or type the sentence anew")
def disclaimer_obfuscated(subject: Subject) -> Iterator[Hit]:
    """The sentence looks right, but hidden or look-alike characters keep machines from reading it.

    Zero-width and direction marks, soft hyphens, Cyrillic or Greek letters in Latin words: search
    engines, screen readers and this check read something else than the eye.

    Bad:
        Disclaimer: Most of the articles on the blog are written using an \u0410I tool.

        Forty people met in Prague.

    Good:
        Disclaimer: Most of the articles on the blog are written using an AI tool.

        Forty people met in Prague.
    """
    yield from _when(subject, "obfuscated")


@rule("D107", severity="warning", locked=True, fix="move the sentence to the top, below the title")
def disclaimer_misplaced(subject: Subject) -> Iterator[Hit]:
    """The sentence can be seen, but stands where few will read it.

    The Code of Practice on AI-generated content asks for a label at the top of a text. Excerpts and feeds
    also end at the fold. `disclaimer.position = "bottom"` in `drafter.toml` is for blogs that decide
    otherwise.

    Bad:
        Forty people met in Prague.

        <!--more-->

        They talked about talent.

        Disclaimer: Most of the articles on the blog are written using an AI tool.

    Good:
        Disclaimer: Most of the articles on the blog are written using an AI tool.

        Forty people met in Prague.
    """
    verdict = subject.verdict
    if verdict is not None and verdict.standing == "visible" and verdict.misplaced:
        yield Hit(verdict.line, verdict.column, verdict.misplaced)


@rule("D108", locked=True, fix="take out the sentence that contradicts the disclaimer")
def disclaimer_contradicted(subject: Subject) -> Iterator[Hit]:
    """The disclaimer is there, and beside it the text says the opposite.

    A claim that no tool was used takes the disclaimer back; readers can't tell which of the two holds.

    Bad:
        Disclaimer: Most of the articles on the blog are written using an AI tool.

        This article was written without AI.

    Good:
        Disclaimer: Most of the articles on the blog are written using an AI tool.

        This article was written by Dimitri and proofread with a tool.
    """
    yield from _when(subject, "contradicted")


@rule("D109", locked=True, fix="shorten or split the post")
def disclaimer_unchecked(subject: Subject) -> Iterator[Hit]:
    """The post is too large or too deeply nested to say what a reader sees of it.

    What can't be checked doesn't pass. No post that people read comes near the limits.
    """
    yield from _when(subject, "unchecked")


@rule(
    "D111", severity="warning", fixable=True,
    fix="add them; `drafter check --fix {path}` adds what follows from the other keys",
)  # fmt: skip
def ai_keys_missing(subject: Subject) -> Iterator[Hit]:
    """The front matter says something about AI, but not all that machines need.

    A post that carries any `ai_*` key has to have `ai_disclosure` and `ai_source_type`, and `ai_tool` where a
    tool wrote. Posts without such keys, as in an archive, are not asked for them.

    Bad:
        ---
        title: "Forty people in Prague"
        ai_tool: "Claude 2 (Anthropic)"
        ---
        Disclaimer: Most of the articles on the blog are written using an AI tool.

    Good:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        ai_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        ai_tool: "Claude 2 (Anthropic)"
        ---
        Disclaimer: Most of the articles on the blog are written using an AI tool.
    """
    meta = subject.draft.meta
    if missing := keys.missing(meta):
        line = subject.key_line(next(key for key in meta if key.startswith("ai_")))
        fixable = not keys.repairs(meta).keys().isdisjoint(missing)
        yield Hit(line, 1, f"front matter lacks {', '.join(missing)}", fixable=fixable)


@rule("D112", severity="warning", fixable=True, fix="use a value of the vocabulary; `--fix` mends spelling")
def ai_keys_invalid(subject: Subject) -> Iterator[Hit]:
    """A machine-readable value is none of its vocabulary, or two of them contradict each other.

    `ai_disclosure` is `none`, `ai-assisted` or `ai-generated` (`ai-autonomous` means that nobody
    reviews). `ai_source_type` is a term of the IPTC Digital Source Type vocabulary, with the scheme
    `http:`, which is part of the identifier; `minorHumanEdits` was retired. A text by a trained model
    can't be `none`.

    Bad:
        ---
        title: "Forty people in Prague"
        ai_disclosure: autonomous
        ai_source_type: "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        ai_tool: "Claude 2 (Anthropic)"
        ---
        Disclaimer: Most of the articles on the blog are written using an AI tool.

    Good:
        ---
        title: "Forty people in Prague"
        ai_disclosure: ai-generated
        ai_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        ai_tool: "Claude 2 (Anthropic)"
        ---
        Disclaimer: Most of the articles on the blog are written using an AI tool.
    """
    meta = subject.draft.meta
    mended = keys.repairs(meta)
    for key, message in keys.wrong(meta):
        yield Hit(subject.key_line(key), 1, message, fixable=key in mended)


@rule("D113", severity="warning", fix="name people as authors; the tool's place is ai_tool and ai_byline")
def ai_as_author(subject: Subject) -> Iterator[Hit]:
    """A tool is named as an author.

    An author answers for a text, and a tool can't: publishers' rules (COPE, ICMJE) and search engines' advice
    agree. The byline that readers see, such as "Dimitri + Claude 2", belongs into `ai_byline`.

    Bad:
        ---
        title: "Forty people in Prague"
        author: "Dimitri + Claude 2"
        ---
        Disclaimer: Most of the articles on the blog are written using an AI tool.

    Good:
        ---
        title: "Forty people in Prague"
        author: "Dimitri"
        ---
        Disclaimer: Most of the articles on the blog are written using an AI tool.
    """
    for key, tool in keys.tools_as_authors(subject.draft.meta):
        yield Hit(subject.key_line(key), 1, f"{key} names the tool {tool!r}")


RULES = (
    disclaimer_missing, disclaimer_not_rendered, disclaimer_hidden, disclaimer_raw_html, disclaimer_altered,
    disclaimer_obfuscated, disclaimer_misplaced, disclaimer_contradicted, disclaimer_unchecked,
    ai_keys_missing, ai_keys_invalid, ai_as_author,
)  # fmt: skip
