"""T, style: a text that sounds like the house, and that a reader can follow.

Nothing here says that a text is wrong; every finding is a warning. A text that a person has signed is left
alone. What the house itself wants is in `style.md`, see `drafter.style`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter import sentences, style
from drafter.model import Sentence
from drafter.patterns import pattern
from drafter.rules.engine import Hit, rule
from drafter.rules.subject import Subject

MIN_WORDS = 100  # a shorter text has no reading ease to speak of

# Words that praise, inflate or fill wherever they stand, and that editors meet in machines' drafts above all.
_HYPE = {
    "en": r"""delv(?:e|es|ed|ing) (?:into|deep)|(?:rich |vibrant )?tapestr(?:y|ies)|vibrant|groundbreaking
        |ground-breaking|game[- ]chang(?:er|ers|ing)|cutting[- ]edge|state[- ]of[- ]the[- ]art|world[- ]class
        |best[- ]in[- ]class|next[- ]level|seamless(?:ly)?|transformative|revolutioni[sz](?:e|es|ed|ing)
        |paradigm shifts?|unlock(?:s|ed|ing)? (?:the|new|its|their)|unleash(?:es|ed|ing)?|embark(?:s|ed|ing)? on
        |testament to|pivotal|unparalleled|unforgettable|thought[- ]provoking|ever[- ](?:evolving|changing)
        |fast[- ]paced world|in today's world|shed(?:s|ding)? light on|at the forefront|a beacon|deep dive
        |left (?:us|attendees|everyone) (?:inspired|energi[sz]ed)|(?:truly|incredibly|deeply) \w+
        |not (?:just|only|merely) [^.!?;]{3,60}[,;] (?:but|it's|it is)
        |it(?:'s| is) (?:worth noting|important to note)|insightful|inspiring|exciting|thrilled
        |navigat(?:e|ing) the complexit(?:y|ies)|foster(?:s|ed|ing)? innovation""",
    "de": r"""bahnbrechend\w*|wegweisend\w*|zukunftsweisend\w*|revolutionär\w*|nahtlos\w*|hochkarätig\w*
        |ganzheitlich\w*|inspirierend\w*|spannend\w*|voller Erfolg|auf ein neues Level
        |in der heutigen (?:schnelllebigen )?(?:Zeit|Welt)|tauch(?:en|te|ten) (?:tief )?ein|Meilenstein\w*
        |einzigartig\w*|unvergesslich\w*|nicht nur [^.!?;]{3,60}, sondern auch""",
    "fr": r"""incontournables?|révolutionnaires?|inoubliables?|passionnante?s?|inspirante?s?|novateurs?
        |innovante?s?|à la pointe|véritable (?:succès|tremplin)|au cœur de l'innovation
        |dans un monde en constante évolution|plong(?:er|eons|ée) dans|non seulement [^.!?;]{3,60}, mais""",
    "es": r"""revolucionari[oa]s?|inolvidables?|apasionantes?|inspirador(?:a|es|as)?|innovador(?:a|es|as)?
        |vanguardistas?|a la vanguardia|hito|sin precedentes|en el mundo actual|un rotundo éxito
        |no s[oó]lo [^.!?;]{3,60}, sino""",
    "it": r"""rivoluzionari[oa]?|indimenticabil[ei]|entusiasmant[ei]|stimolant[ei]|innovativ[oaie]|all'avanguardia
        |pietra miliare|senza precedenti|nel mondo di oggi|un grande successo|non solo [^.!?;]{3,60}, ma anche""",
    "cs": r"""převratn\w+|průlomov\w+|revolučn\w+|nezapomenuteln\w+|inspirativn\w+|špičkov\w+|jedinečn\w+
        |vzrušující\w*|v dnešním světě|obrovský úspěch|nejen [^.!?;]{3,60}, ale i""",
}

# Endings that say nothing: an outlook, thanks or a summary that no fact is in.
_VAGUE = {
    "en": r"""(?:in conclusion|in summary|to sum up|overall|all in all|ultimately),|we look forward to
        |look(?:ing|s)? forward to|stay tuned|the future (?:is|looks)|only time will tell
        |the journey (?:continues|ahead)|one thing is (?:clear|certain)|(?:exciting|bright) (?:times|future)
        |thank(?:s| you) to (?:all|everyone)""",
    "de": r"""(?:abschließend|zusammenfassend|insgesamt|alles in allem)\b|wir freuen uns auf
        |man darf gespannt sein|bleiben sie dran|die zukunft (?:ist|bleibt|sieht)|es bleibt spannend
        |vielen dank an alle""",
    "fr": r"""en (?:conclusion|résumé|somme)\b|pour conclure|nous (?:avons hâte|nous réjouissons)
        |l'avenir (?:est|s'annonce)|restez à l'écoute|merci à (?:tous|toutes)""",
    "es": r"""en (?:conclusión|resumen|definitiva)\b|para concluir|esperamos con|el futuro (?:es|se presenta)
        |gracias a tod[oa]s""",
    "it": r"""in (?:conclusione|sintesi|definitiva)\b|per concludere|non vediamo l'ora|il futuro (?:è|si)
        |grazie a tutt[ie]""",
    "cs": r"""závěrem\b|celkově\b|souhrnem\b|těšíme se na|budoucnost (?:je|vypadá)|děkujeme všem""",
}
_QUOTED = pattern(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")
_WORD = pattern(r"[^\W_]+(?:['’-][^\W_]+)*")


@cache
def _table(which: str, language: str) -> re.Pattern[str]:
    source = {"hype": _HYPE, "vague": _VAGUE}[which].get(language, "(?!)")
    phrases = "".join(line.strip() for line in source.splitlines())
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


@rule("T601", severity="warning", fix="say the fact, or take the word out")
def hype(subject: Subject) -> Iterator[Hit]:
    """A word that praises or inflates, or a phrase that machines fall back on.

    Each reads as advertising, and tells a reader nothing that a fact would not tell better. Words that
    somebody is quoted with are theirs. For English, German, French, Spanish, Italian and Czech.

    Bad:
        # Forty people in Prague

        The groundbreaking event was a testament to the power of clusters.

    Good:
        # Forty people in Prague

        Forty cluster managers agreed on a common training plan.
    """
    if _is_signed(subject):
        return
    pattern = _table("hype", subject.language)
    for sentence in subject.sentences:
        for match in pattern.finditer(_unquoted(sentence.text)):
            yield _hit(sentence, match.start(), f"hype: {match[0]!r}")


@rule("T602", severity="warning", fix="use another word, or change `avoid` in style.md")
def word_to_avoid(subject: Subject) -> Iterator[Hit]:
    """A word that the house style says to avoid.

    The words are those of `avoid` and `vocabularies` in `style.md`; words in quotation marks are left alone.

    Style:
        avoid: [synergies]

    Bad:
        # Forty people in Prague

        Forty people looked for synergies.

    Good:
        # Forty people in Prague

        Forty people looked for partners.
    """
    wanted = _style(subject)
    if _is_signed(subject) or not wanted.avoid:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(wanted.avoid)})\b")
    for sentence in subject.sentences:
        for match in pattern.finditer(_unquoted(sentence.text)):
            yield _hit(sentence, match.start(), f"the house style avoids {match[0]!r}")


@rule("T603", severity="warning", fix="use the house's word, or change `prefer` in style.md")
def word_of_the_house(subject: Subject) -> Iterator[Hit]:
    """A word or spelling for which the house has its own.

    The pairs are those of `prefer` in `style.md`; words in quotation marks are left alone.

    Style:
        prefer: {utilise: use}

    Bad:
        # Forty people in Prague

        Forty people utilise the same register.

    Good:
        # Forty people in Prague

        Forty people use the same register.
    """
    prefer = {found.lower(): instead for found, instead in _style(subject).prefer.items()}
    if _is_signed(subject) or not prefer:
        return
    longest_first = sorted(prefer, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    for sentence in subject.sentences:
        for match in pattern.finditer(_unquoted(sentence.text)):
            instead = prefer[match[0].lower()]
            if match[0] != instead:
                yield _hit(sentence, match.start(), f"{match[0]!r}: the house writes {instead!r}")


@rule("T611", severity="warning", fix="make two sentences of it")
def long_sentence(subject: Subject) -> Iterator[Hit]:
    """A sentence that a reader has to read twice: over forty words, or what `style.md` says.

    The items of a list and the cells of a table are no sentences.

    Bad:
        # Forty people in Prague

        Forty people who had come to Prague from twelve countries to talk about what clusters can do when an industry
        gets into trouble met on the first day, before the official opening of the conference, in a room that was much
        too small for all of them, and stayed.

    Good:
        # Forty people in Prague

        Forty people from twelve countries met in Prague. They talked about what clusters can do in a crisis.
    """
    if _is_signed(subject):
        return
    most = _style(subject).max_sentence_words
    for sentence in subject.sentences:
        count = len(_WORD.findall(sentence.text)) if len(sentence.text) > 2 * most else 0
        if count > most and sentence.text.count(", ") < count / 5:  # many commas: a list that is told in a line
            yield Hit(sentence.line, sentence.column, f"a sentence of {count} words, more than {most}")


@rule("T612", severity="warning", fix="shorten sentences, and write shorter words where there are some")
def hard_to_read(subject: Subject) -> Iterator[Hit]:
    """A post of 100 words or more whose LIX is over 65, or over what `style.md` says.

    LIX (C.-H. Björnsson, Läsbarhet, 1968) is the mean length of a sentence in words plus the share of words
    of more than six letters in percent. It needs no syllables and so works for every language that has words:
    newspapers are about 45, law is above 60. German and Czech have longer words, and their measure is ten higher.

    Style:
        max_lix: 50

    Bad:
        # Forty people in Prague

        Representatives of participating organisations emphasised comprehensive interdisciplinary cooperation,
        particularly concerning implementation frameworks, administrative responsibilities, international
        partnerships and sustainable infrastructure development throughout European manufacturing regions.
        Additional consultations regarding certification requirements, professional qualifications, educational
        programmes, environmental regulations and technological modernisation followed immediately afterwards.
        Participants subsequently recommended establishing permanent coordination mechanisms, harmonising
        documentation procedures, strengthening communication between governmental institutions, improving
        accessibility of specialised information, facilitating administrative simplification, encouraging cross-
        border mobility of qualified professionals, evaluating existing instruments, identifying complementary
        financial resources, disseminating practical recommendations, supporting organisational transformation,
        promoting collaborative experimentation, enhancing institutional capacity, monitoring implementation
        progress and publishing comparative performance assessments regularly. Comprehensive multilingual
        documentation accompanies everything.

    Good:
        # Forty people in Prague

        Forty people met in Prague. They talked about how towns and firms can work as one. Some came from small
        firms, some from the state. On the first day they heard what the others do. On the second day they split
        into four groups. Each group took one task home. The first will write down which courses there are for
        people who want to learn a new trade. The second will ask ten firms what they lack. The third will find out
        who pays for what, and for how long. The fourth will plan the next time we meet. All four will send what
        they have by May. The town gives the room for free, and the coffee was good.
    """
    if _is_signed(subject):
        return
    most = _style(subject).max_lix + (10 if subject.language in ("de", "cs") else 0)
    told = [sentence for sentence in subject.sentences if sentence.text.rstrip()[-1:] in '.!?…”"»']
    words = [word for sentence in told for word in _WORD.findall(sentence.text)]
    if len(words) < MIN_WORDS:
        return
    lix = len(words) / len(told) + 100 * sum(len(word) > 6 for word in words) / len(words)
    if lix > most:
        yield Hit(told[0].line, 1, f"hard to read: LIX {lix:.0f}, more than {most}")


@rule("T621", severity="warning", fix="end with the last fact or the next step")
def vague_ending(subject: Subject) -> Iterator[Hit]:
    """The last paragraph is an outlook, a summary or thanks without a fact.

    "We look forward to what comes next" tells readers that the post has ended, which they see.

    Bad:
        # Forty people in Prague

        Forty people met.

        In conclusion, the future looks bright for clusters.

    Good:
        # Forty people in Prague

        Forty people met.

        They meet again in Brno on 3 May 2023.
    """
    if _is_signed(subject) or not subject.sentences:
        return
    pattern, last = _table("vague", subject.language), subject.sentences[-1].line
    for sentence in subject.sentences[-3:]:
        match = pattern.search(sentence.text)
        if match and sentence.line >= last - 1 and not re.search(r"\d", sentence.text):
            yield _hit(sentence, match.start(), f"the ending says nothing: {match[0]!r}")


def _is_signed(subject: Subject) -> bool:
    return subject.approval.state == "approved"


def _style(subject: Subject) -> style.Style:
    return style.load(subject.settings.style_file)


def _unquoted(text: str) -> str:
    """`text` with what is quoted in it blanked out; offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _hit(sentence: Sentence, offset: int, message: str) -> Hit:
    line, column = sentences.place(sentence, offset)
    return Hit(line, column, message)


RULES = (hype, word_to_avoid, word_of_the_house, long_sentence, hard_to_read, vague_ending)
