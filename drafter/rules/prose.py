"""S, structure, second part: links say where they lead, sections hold something, nothing is told twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from drafter import sentences
from drafter.model import Sentence
from drafter.patterns import pattern
from drafter.rules.engine import Hit, rule
from drafter.rules.subject import Subject

# Link texts that say nothing about the target (WCAG 2.4.4), in six languages
_SAYS_NOTHING = frozenset(
    text.strip()
    for text in (
        "here|click here|click|click on this link|this|this link|link|the link|read more|more|learn more"
        "|see here|see more"
        "|find out more|this page|this article|this website|website|go|url|right here|over here"
        "|continue reading"
        "|hier|hier klicken|klicken sie hier|klick hier|hier klick|mehr|mehr lesen|weiterlesen|mehr erfahren"
        "|dieser link"
        "|diesen link|diesem link|dieser seite|der link"
        "|ici|cliquez ici|cliquer ici|clique ici|en savoir plus|lire la suite|lire plus|ce lien|lien|le lien"
        "|cette page|plus"
        "|aquí|aqui|haz clic aquí|haga clic aquí|pulse aquí|clic aquí|leer más|saber más|más información|más"
        "|este enlace"
        "|enlace|el enlace|esta página"
        "|qui|clicca qui|cliccare qui|clicca|leggi di più|leggi tutto|scopri di più|per saperne di più"
        "|questo link"
        "|questa pagina|continua"
        "|zde|tady|klikněte zde|klikni zde|klikněte sem|více|číst dál|číst více|víc|tento odkaz|tomto odkazu"
        "|odkaz"
        "|tato stránka|více informací"
    ).split("|")
)
_CLICK = pattern(
    r"\b(?:click (?:right )?here|click (?:on )?(?:this|the) link|klick(?:en)? sie hier|hier klicken"
    r"|cliquez ici|haz clic aquí"
    r"|haga clic aquí|pulse aquí|clicca(?:re)? qui|klikněte (?:zde|sem)|klikni (?:zde|sem))\b",
    re.IGNORECASE,
)
_NOWHERE = pattern(
    r"#|about:blank|javascript:.*|https?://|(?:https?://)?(?:url|link|insert[-_ ]?\w*|your[-_ ]?\w*|todo|tbd"
    r"|placeholder"
    r"|example|xxx+|\.\.\.|…)/?|<.*>|\[.*\]",
    re.IGNORECASE,
)
_EDGES = pattern(r"^[\W_]+|[\W_]+$")
_EXAMPLE = pattern(r"https?://(?:www\.)?example\.com(?:[/?#:].*)?", re.IGNORECASE)


@rule("S421", severity="warning", fix="let the link's text name what it leads to")
def link_says_nothing(subject: Subject) -> Iterator[Hit]:
    """A link's text doesn't say where it leads, or "click here" leads nowhere at all.

    People who use a screen reader hear a list of links; "here, here, more" tells them nothing (WCAG
    2.4.4). Text copied from a page keeps its "click here" and loses the link.

    Bad:
        # Forty people in Prague

        The programme is [here](https://example.org/programme).

    Good:
        # Forty people in Prague

        The [programme of the conference](https://example.org/programme) is public.
    """
    for sentence in subject.sentences:
        linked = []
        for start, end, _ in sentence.links:
            text = sentence.text[start:end]
            linked.append((start, end))
            if len(text) < 60 and _EDGES.sub("", text).lower() in _SAYS_NOTHING:
                yield _hit(sentence, start, f"link text {text.strip()[:60]!r} doesn't say where it leads")
        if "lic" in sentence.text or "lik" in sentence.text or "pulse" in sentence.text:
            for match in _CLICK.finditer(sentence.text):
                if not any(start < match.end() and match.start() < end for start, end in linked):
                    yield _hit(sentence, match.start(), f"{match[0]!r}, and there is no link")


@rule("S422", severity="warning", fix="give the link its target, or make it plain text")
def link_leads_nowhere(subject: Subject) -> Iterator[Hit]:
    """A link has no target, or one that was only to hold the place.

    Empty targets, `#` alone, `URL`, scripts, and, in a post that readers would get, addresses at example.com.

    Bad:
        # Forty people in Prague

        The [programme of the conference]() is public.

    Good:
        # Forty people in Prague

        The [programme of the conference](https://example.org/programme) is public.
    """
    for sentence in subject.sentences:
        for start, end, url in sentence.links:
            target = url.strip()
            if not target or _NOWHERE.fullmatch(target):
                text = sentence.text[start:end].strip()[:60]
                yield _hit(sentence, start, f"link {text!r} leads nowhere: its target is {target[:60]!r}")
            elif _EXAMPLE.fullmatch(target) and subject.published:
                yield _hit(sentence, start, f"link target {target[:60]} is an example, not a page")


def _hit(sentence: Sentence, offset: int, message: str) -> Hit:
    line, column = sentences.place(sentence, offset)
    return Hit(line, column, message)


# -- told twice ------------------------------------------------------------------------------------

MIN_WORDS = 6  # content words of a sentence that can be told twice
MIN_SHARED = 5  # content words in common; fewer may be no more than the subject of the post
SHARE = 0.6  # of the shorter sentence's content words, by weight, half of it of the longer's
NEAR = 0.8  # the same of two neighbours: one may draw a comparison with the other
COMMON = 40  # a word of that many sentences says nothing about two of them
MAX_SENTENCES = 5_000

_IDENTIFIER = pattern(r"\b[a-z]+(?:[A-Z_]\w*)+")  # such as maxValue: what a sentence in a manual is about
_WORD = pattern(r"[^\W\d_]\w{2,}|\d+")
_ADDRESS = pattern(r"\[\[[^\]]*\]\]|\S*/\S*|\bv?\d+(?:\.\d+)+")  # also gap marks and versions
_SMALL = frozenset(
    "the and that for was with were are this have from had has they which you one been there their would"
    " when will"
    " who what about into than them can other some could time these then may any our over also did many only"
    " most"
    " more such after before its his her she him not but all out how very just your where while both each"
    " because"
    " und der die das den dem des ein eine einen einem einer eines mit von für auf ist sind war waren wird"
    " werden hat haben"
    " nicht auch sich als aus bei nach über oder aber wie noch nur zum zur vom beim dass wir sie ihr ihre"
    " les des une dans pour par sur est sont était avec qui que pas plus aux ces ses leur leurs nous vous"
    " ont été mais"
    " los las una por con para del que como más sus este esta estos son fue han pero sobre entre también"
    " gli della delle dei degli nel nella alla alle che con per una sono stato come più dal dalla sul sulla"
    " anche questo"
    " jako jsou byl byla bylo byly který která které pro při nebo ale také jeho jejich podle".split()
)
_SYNONYMS = tuple(
    frozenset(group.split("|"))
    for group in (
        "goals|objectives|aims|our goals|goals and objectives|ziele|zielsetzung|objectifs|buts|objetivos"
        "|obiettivi|cíle",
        "conclusion|conclusions|summary|in summary|final thoughts|wrap-up|wrapping up|closing thoughts"
        "|to sum up"
        "|fazit|zusammenfassung|schlussfolgerung|résumé|conclusión|conclusiones|resumen|conclusione"
        "|conclusioni|riassunto"
        "|závěr|shrnutí",
        "next steps|what's next|what comes next|what happens next|outlook|looking ahead|the road ahead"
        "|nächste schritte"
        "|ausblick|wie es weitergeht|prochaines étapes|la suite|próximos pasos|prossimi passi|další kroky"
        "|výhled",
        "introduction|overview|background|about the event|einleitung|überblick|présentation|introducción"
        "|introduzione|úvod",
        "participants|attendees|who was there|who took part|teilnehmer|teilnehmende"
        "|participants et participantes"
        "|participantes|asistentes|partecipanti|účastníci",
        "decisions|what was decided|decisions made|beschlüsse|entscheidungen|décisions|decisiones|decisioni|rozhodnutí",
        "open questions|unanswered questions|what remains open|offene fragen|questions ouvertes"
        "|preguntas abiertas"
        "|domande aperte|otevřené otázky",
    )
)


@rule("S431", severity="warning", fix="tell it once, where it matters most")
def told_twice(subject: Subject) -> Iterator[Hit]:
    """The same thing is told twice: two sentences share most of their words, or two sections their subject.

    Models repeat themselves, often with a summary that has nothing new. Compared are sentences of six content
    words or more; headings, and items that list links, are not. The first paragraph may tell in short
    what the post then tells in full.

    Bad:
        # Forty people in Prague

        It was a long day.

        The partners want to train forty cluster managers in artificial intelligence by 2025.

        By 2025 the partners want forty cluster managers trained in artificial intelligence.

    Good:
        # Forty people in Prague

        It was a long day.

        The partners want to train forty cluster managers in artificial intelligence by 2025. The next conference takes
        place in Brno.
    """
    yield from _same_titles(subject)
    yield from _same_sentences(subject)


def _same_titles(subject: Subject) -> Iterator[Hit]:
    seen: dict[int, str] = {}
    for sentence in subject.sentences:
        if sentence.kind != "heading":
            continue
        title = sentence.text.strip(" .:!?").lower()
        for index, group in enumerate(_SYNONYMS):
            if title in group:
                if index in seen:
                    message = f"section {sentence.text[:60]!r} is about the same as {seen[index]!r}"
                    yield Hit(sentence.line, sentence.column, message)
                seen.setdefault(index, sentence.text[:60])


def _same_sentences(subject: Subject) -> Iterator[Hit]:
    """Compare each sentence with earlier ones that share a rare word, so that the cost stays linear.

    A word counts the less, the more sentences have it: the subject of a post is in all of them.
    """
    told = []
    for sentence in subject.sentences[:MAX_SENTENCES]:
        of_links = sentence.kind == "item" and subject.line_text(sentence.line).count("](") > 1
        if sentence.kind in ("prose", "item") and len(sentence.text) >= MIN_WORDS * 4 and not of_links:
            words = _content(sentence.text)
            if len(words) >= MIN_WORDS:
                told.append((sentence, words))
    spread = Counter(word for _, words in told for word in words)
    weight = {word: 1 / max(count - 1, 1) for word, count in spread.items()}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    opening, weights = _opening(subject), list[float]()
    for index, (sentence, words) in enumerate(told):
        weights.append(sum(weight[word] for word in words))
        shared: Counter[int] = Counter()
        for word in words:
            if spread[word] <= COMMON:
                shared.update(by_word[word])
                by_word[word].append(index)
        near = [pair for pair in shared.items() if pair[1] >= MIN_SHARED]
        for other, _ in sorted(near, key=lambda pair: -pair[1])[:3]:
            common = sum(weight[word] for word in words & told[other][1])
            share = NEAR if index - other == 1 else SHARE
            least = max(share * min(weights[index], weights[other]), SHARE / 2 * max(weights[index], weights[other]))
            about = _IDENTIFIER.findall(sentence.text), _IDENTIFIER.findall(told[other][0].text)
            other_thing = all(about) and not set(about[0]) & set(about[1])
            if common >= least and not other_thing and told[other][0].line not in opening:
                message = f"told twice: {sentence.text[:60]!r} repeats line {told[other][0].line}"
                yield Hit(sentence.line, sentence.column, message)
                break


def _opening(subject: Subject) -> range:
    """The lines of the first paragraph: it may tell in short what the post then tells in full."""
    numbers = iter(subject.prose_lines)
    disclaimers = {" ".join(text.split()) for text in subject.not_claims}
    for first, text in numbers:
        if text.strip() and not text.startswith("#") and " ".join(text.split()).strip("*_> ") not in disclaimers:
            last = next((number for number, line in numbers if not line.strip()), first + 1)
            return range(first, last)
    return range(0)


def _content(text: str) -> set[str]:
    """The words that carry meaning, cut where inflection begins; what belongs to addresses is left out."""
    text = _ADDRESS.sub(" ", text[:2000].lower())
    return {word[:6] for word in _WORD.findall(text) if word not in _SMALL}


# -- sections --------------------------------------------------------------------------------------

_HEADING = pattern(r" {0,3}(#{1,6})[ \t]+(\S.*)")


@rule("S432", severity="warning", fix="write the section, or take its heading out")
def empty_section(subject: Subject) -> Iterator[Hit]:
    """A heading with nothing below it.

    A heading may stand directly above its first subsection; above its equal, or at the end, a section is
    missing.

    Bad:
        # Forty people in Prague

        Forty people met.

        ## Decisions

        ## Next steps

        They meet again in Brno.

    Good:
        # Forty people in Prague

        Forty people met.

        ## Next steps

        They meet again in Brno.
    """
    above: tuple[int, int, str] | None = None  # line, level and text of a heading with nothing below it yet
    numbers = iter(subject.prose_lines)
    previous = subject.draft.body_line - 1
    for number, text in numbers:
        skipped = number > previous + 1  # lines of code or of a comment
        previous = number
        heading = _HEADING.match(text)
        if above and not skipped and heading and len(heading[1]) <= above[1]:
            yield Hit(above[0], 1, f"section {above[2][:60]!r} is empty")
        if heading:
            above = number, len(heading[1]), heading[2].strip().rstrip("#").strip()
        elif text.strip() or skipped:
            above = None
    ends = subject.draft.body_line + subject.draft.body.count("\n")
    if above and previous >= ends - 1 and above[1] > 1:
        yield Hit(above[0], 1, f"section {above[2][:60]!r} is empty")


RULES = (link_says_nothing, link_leads_nowhere, told_twice, empty_section)
