"""S, structure, first part: the file is whole, and nothing is in it that isn't meant for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.keys import text_of
from drafter.patterns import pattern
from drafter.rules.engine import Hit, rule
from drafter.rules.subject import MAX_PROSE, Subject


def _problems(subject: Subject, kind: str) -> Iterator[Hit]:
    for problem in subject.draft.problems:
        if problem.kind == kind:
            yield Hit(problem.line, problem.column, problem.message)


@rule("S401", fix="save the file as UTF-8")
def unreadable(subject: Subject) -> Iterator[Hit]:
    r"""The file is not UTF-8 text, so site generators refuse or garble it.

    Files saved as Latin-1 or UTF-16 by older editors are the usual case.
    """
    yield from _problems(subject, "unreadable")


@rule("S402", fix="mend the front matter: keys and values between two lines of ---")
def front_matter_broken(subject: Subject) -> Iterator[Hit]:
    """The front matter can't be read: not closed, not valid, or not a set of keys.

    Generators then stop, or print it in the article. Quote titles that hold a colon.

    Bad:
        ---
        title: Prague: forty people
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Prague: forty people"
        ---
        Forty people met in Prague.
    """
    yield from _problems(subject, "front-matter")


@rule("S403", fix="keep one of the two lines")
def duplicate_key(subject: Subject) -> Iterator[Hit]:
    """The front matter has a key twice.

    Some generators stop, others take the last in silence, and a reviewer reads the first.

    Bad:
        ---
        title: "Forty people in Prague"
        draft: true
        draft: false
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        draft: true
        ---
        Forty people met in Prague.
    """
    yield from _problems(subject, "duplicate-key")


@rule("S404", severity="warning", fix="save the file as UTF-8 without a byte-order mark")
def byte_order_mark(subject: Subject) -> Iterator[Hit]:
    """The file begins with a byte-order mark.

    Jekyll and others then don't see the front matter and print it, or publish a draft.

    Bad:
        \ufeff---
        title: "Forty people in Prague"
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        ---
        Forty people met in Prague.
    """
    yield from _problems(subject, "byte-order-mark")


@rule("S405", severity="warning", fix="add `title:` to the front matter")
def no_title(subject: Subject) -> Iterator[Hit]:
    """The post has no title, neither in its front matter nor as a heading at its top.

    Bad:
        ---
        draft: true
        ---
        Forty people met in Prague.

    Good:
        ---
        title: "Forty people in Prague"
        ---
        Forty people met in Prague.
    """
    if any(text_of(value).strip() for key, value in subject.draft.meta.items() if key.lower() == "title"):
        return
    if subject.draft.problems or subject.too_long:
        return  # the key may be there, where it can't be read
    before = ""
    for _, text in subject.prose_lines:
        if (
            re.match(r" {0,3}#[ \t]+\S", text)
            or "<h1" in text
            or (re.match(r" {0,3}=+[ \t]*$", text) and before.strip())
        ):
            return
        before = text
    yield Hit(1, 1, "the post has no title")


@rule("S406", severity="warning", fix="split the post")
def too_long(subject: Subject) -> Iterator[Hit]:
    """The post is so long that its words are not looked at.

    Gaps, placeholders, links, repetitions and empty sections are not searched for in it.
    """
    if subject.too_long:
        yield Hit(1, 1, f"the file is longer than {MAX_PROSE:,} characters: rules about its words are left out")


_GAP = pattern(r"\[\[\s*CHECK\b[^\]]{0,300}(?:\]\]|$)", re.IGNORECASE)


@rule("S411", fix="add what is missing to the notes or the text, and take the marker out")
def gap_left(subject: Subject) -> Iterator[Hit]:
    """A gap marker is left: something the notes didn't say, and the writer was to find out.

    On a draft that awaits review that is a reminder; where readers would see it, an error.

    Bad:
        # Forty people in Prague

        They met at [[CHECK: which hotel?]] for two days.

    Good:
        # Forty people in Prague

        They met at the Hotel Example for two days.
    """
    for number, text in (*subject.head_lines, *subject.prose_lines):
        for match in _GAP.finditer(text) if "[[" in text else ():
            severity = "error" if subject.published else "warning"
            yield Hit(number, match.start() + 1, f"gap left: {match[0][:80]}", severity)  # type: ignore[arg-type]


_PLACEHOLDER = pattern(
    # [Insert the date here], [Your name], with nothing behind that would make it a link
    r"\[(?:(?:please |bitte )?(?:(?:insert|fill in|(?:hier )?einfügen|insérer|insérez|insertar|inserte|inserire"
    r"|inserisci|vložte|doplňte)[ _][^\[\]]{1,80}|(?:enter|add) (?:the|your|a) [^\[\]]{1,80})"
    r"|your (?:full |first |last )?(?:name|company|organi[sz]ation|city|e-?mail|title|role|link|event|website|url)\b"
    r"[^\[\]]{0,40}|ihr name|votre nom|su nombre|il tuo nome|vaše jméno"
    r"|(?:date|name|link|location|city|number|company|event) (?:here|tbd|tba)|tbd|tba|todo|placeholder)\](?![(\[:])"
    r"|<(?:your|insert)[ _-][\w -]{1,40}>"
    r"|\{\{ ?(?:your|insert)[ _][\w ]{1,40}\}\}"
    r"|\blorem ipsum dolor\b",
    re.IGNORECASE,
)


@rule("S412", severity="warning", fix="write what belongs there, or take it out")
def placeholder_left(subject: Subject) -> Iterator[Hit]:
    """A placeholder of a template or a model is left in the text.

    An error in a machine's text that readers would get, a warning elsewhere.

    Bad:
        # Forty people in Prague

        We thank [Insert name of the host] for two days in Prague.

    Good:
        # Forty people in Prague

        We thank [the host](https://example.org/host) for two days in Prague.
    """
    for number, text in (*subject.head_lines, *subject.prose_lines):
        if not ("[" in text or "<" in text or "{{" in text or "orem" in text or "OREM" in text):
            continue
        for match in _PLACEHOLDER.finditer(text):
            yield Hit(number, match.start() + 1, f"placeholder left: {match[0][:80]}", subject.severity)


_KIND = r"(?:blog ?post|post|article|draft|recap|report|summary|newsletter|press release|text|version|rewrite)"


_CHATTER = pattern(
    r"\bas an ai(?: (?:language model|assistant|model|chatbot))?,? i\b|\bas (?:an ai"
    r"|a large) language model\b"
    r"|\bi(?:'m| am) (?:just )?an ai (?:language model|assistant)\b|\bmy (?:knowledge cut-?off"
    r"|last knowledge update)\b"
    r"|\bi(?:'m| am) sorry, but i (?:can(?:'|no)t|am unable)\b"
    rf"|^(?:(?:sure|certainly|of course|absolutely|great)[!,.]? )?(?:here(?:'s| is| are)|below is) (?:your"
    rf"|the|a|my)"
    rf"(?: [\w'-]+){{0,4}} {_KIND}\b[^.]{{0,80}}:\s*$"
    r"|\blet me know if you(?:'d| would)? (?:like|want|need)(?: me)? (?:to |any |further )?"
    r"(?:adjust|change|revis|edit|expand|modif|tweak|shorten|refin)\w*"
    r"|\bals (?:eine? )?(?:ki|künstliche intelligenz|ki-?(?:sprach)?modell|sprachmodell"
    r"|ki-?assistent)\b,? (?:kann|habe|bin)"
    r" ich\b|^hier ist (?:ihr|dein|der|die|das)(?: \w+){0,3} (?:blogbeitrag|artikel|entwurf|beitrag"
    r"|zusammenfassung)\b"
    r"[^.]{0,60}:\s*$"
    r"|\ben tant qu(?:e |['’])(?:ia|intelligence artificielle|modèle de langage)\b,? je"
    r"|^voici (?:votre|ton|un|le|l['’])(?: ?\w+){0,3} ?(?:article|billet|brouillon|résumé)\b[^.]{0,60}:\s*$"
    r"|\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje)\b,? (?:no )?(?:puedo|tengo|soy)\b"
    r"|^aquí (?:tienes|está)(?: \w+){0,4} (?:artículo|entrada|borrador|resumen)\b[^.]{0,60}:\s*$"
    r"|\bcome (?:ia|intelligenza artificiale|modello linguistico)\b,? (?:non )?(?:posso|ho|sono)\b"
    r"|^ecco (?:il|la|l['’]|una?)(?: ?\w+){0,3} ?(?:articolo|post|bozza|riassunto)\b[^.]{0,60}:\s*$"
    r"|\bjako (?:ai|umělá inteligence|jazykový model)\b,? (?:ne)?(?:mohu|můžu|mám|jsem)\b"
    r"|^zde je (?:váš|tvůj)?(?: ?\w+){0,3} ?(?:článek|příspěvek|koncept|návrh|shrnutí)\b[^.]{0,60}:\s*$",
    re.IGNORECASE,
)


# One of these is in every such sentence; looking for them first costs a tenth of the pattern.
_CHATTER_HINTS = (
    "as an ai", "language model", "m an ai", "just an ai", "my knowledge cut", "my last knowledge",
    "sorry, but i", "here is", "here's", "here are", "below is", "let me know if you", "als ki", "als eine ki",
    "als künstliche", "sprachmodell", "ki-modell", "ki-assistent", "hier ist", "en tant qu", "voici", "como ia",
    "como una ia", "inteligencia artificial", "modelo de lenguaje", "aquí", "come ia", "intelligenza artificiale",
    "modello linguistico", "ecco", "jako ai", "umělá inteligence", "jazykový model", "zde je",
)  # fmt: skip


@rule("S413", severity="warning", fix="take it out; the post is what remains")
def model_chatter(subject: Subject) -> Iterator[Hit]:
    """The model talks to the writer or about itself.

    An error in a machine's text that readers would get, a warning elsewhere.

    Bad:
        Here is your blog post about the meetup:

        # Forty people in Prague

    Good:
        # Forty people in Prague

        Here is what they agreed on.
    """
    for number, text in subject.prose_lines if _hinted(subject.draft.body) else ():
        if not _hinted(text):
            continue
        bare = text.lstrip(" \t>*_#-")
        offset = len(text) - len(bare)
        for match in _CHATTER.finditer(bare.replace("’", "'").rstrip("*_ \t")):
            message = f"model chatter: {match[0][:80]!r}"
            yield Hit(number, offset + match.start() + 1, message, subject.severity)


def _hinted(text: str) -> bool:
    lower = text.lower().replace("’", "'")
    return any(hint in lower for hint in _CHATTER_HINTS)


@rule("S414", fix="choose one of the two versions and take the marks out")
def merge_conflict(subject: Subject) -> Iterator[Hit]:
    """Marks of an unresolved merge are left: two versions of the text stand one after the other.

    Bad:
        <<<<<<< yours
        Forty people met in Prague.
        =======
        Fifty people met in Prague.
        >>>>>>> new

    Good:
        Forty people met in Prague.
    """
    lines = (*subject.head_lines, *subject.prose_lines)
    if any(text.startswith(">>>>>>> ") or text == ">>>>>>>" for _, text in lines):
        for number, text in lines:
            if text.startswith("<<<<<<< ") or text == "<<<<<<<":
                yield Hit(number, 1, f"unresolved merge: {text[:60]}")


RULES = (
    unreadable, front_matter_broken, duplicate_key, byte_order_mark, no_title, too_long, gap_left,
    placeholder_left, model_chatter, merge_conflict,
)  # fmt: skip
