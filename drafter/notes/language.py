"""Which language notes are in, and what their labels mean in it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from pathlib import PurePath

from drafter.notes import words
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.notes.decode import Row

_WORD = pattern(r"[^\W\d_]+")
_PARENTHESES = pattern(r"\([^()]*\)")
_MARKUP = pattern(r"[*_`~#\[\]\"“”]+|^\W+")
_TAG = pattern(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.I)
_BEFORE_COLON = pattern(r"[\s#*_>+-]*([^:#*_\n]{3,40}?)\s*[*_]*\s?(?::|$)")
_NEXT = pattern(
    r"\b(?:next|upcoming|nachste[rsn]?|prochaine?s?|proxim[ao]|siguiente|pristi|dalsi|prossim[ao])\b"
    r".{0,12}\b(?:meeting|call|session|event|meetup|telecon|treffen|termine?|sitzung|reunion|rencontre|seance|"
    r"rendez-vous|cita|encuentro|schuzka|setkani|jednani|schuze|riunione|incontro|appuntamento)\b"
)
_POST = pattern(r"\bto.?do\b.{0,20}\b(?:post|article|blog|text|recap|writer|author)\b")
_MEMBERS = pattern(
    r"\s+(?:\w*mitglieder|personen|gaste|members|people|persons|membres|personnes|miembros|personas|soci|membri"
    r"|persone|clenove|hoste)$|^(?:members|people|membres|personnes|miembros|personas|soci|membri|persone|clenove)\s+"
)
_LABEL = 3  # votes of a label that one language has alone
_SAMPLE = 20_000  # characters that are enough to tell a language


def fold(text: str) -> str:
    """Lower case without accents, for comparisons."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def primary(tag: str) -> str:
    """The language of a tag such as `fr-FR`; "" when it is none."""
    tag = tag.strip()
    return re.split(r"[-_]", tag)[0].lower() if _TAG.fullmatch(tag) else ""


def find(path: str, rows: list[Row]) -> str:
    """The language by the file's name (`notes.fr.md`), else by a vote of its small words, else English."""
    suffixes = [suffix[1:].lower() for suffix in PurePath(path).suffixes[:-1]]
    if suffixes and suffixes[-1] in words.LANGUAGES:
        return suffixes[-1]
    sample: list[str] = []
    size = 0
    for _, text in rows:
        sample.append(text[:1000])
        size += len(sample[-1])
        if size > _SAMPLE:
            break
    count = Counter(word for line in sample for word in _WORD.findall(line.lower()))
    labels = _of_labels(rows)
    letters = Counter("".join(sample).lower())
    votes = {
        language: sum(count[word] for word in stops)
        + labels[language]
        + min(sum(letters[letter] for letter in words.LETTERS[language]), 10)
        for language, stops in _stop_words().items()
    }
    best = max(votes, key=lambda language: votes[language])
    sure = votes[best] >= 5 or labels[best] >= _LABEL
    return best if sure and votes[best] > 1.2 * votes["en"] else "en"


def is_next(folded: str) -> bool:
    """Whether folded text starts by naming the next meeting: "Next call on 3 May"."""
    found = _NEXT.search(folded[:60])
    return found is not None and found.start() <= 4


def _of_labels(rows: list[Row]) -> Counter[str]:
    """Votes of the labels that English does not have; those of one language, with no other meaning, weigh most."""
    votes: Counter[str] = Counter()
    for _, text in rows[:200]:
        label = _BEFORE_COLON.match(text)
        if label:
            plain = fold(label[1].strip())
            shapes = _shapes(plain, heading=False)
            owners = [name for name in words.LANGUAGES if any(text in _table(name) for text in shapes)]
            own = len(owners) == 1 and plain not in _elsewhere()
            votes.update({language: _LABEL if own else 1 for language in owners if "en" not in owners})
    return votes


@functools.cache
def _elsewhere() -> frozenset[str]:
    """Folded labels that are other words in another language."""
    return frozenset(map(fold, words.ONLY_AT_HOME))


@functools.cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(text.split()) for language, text in words.STOP_WORDS.items()}


@functools.cache
def _table(language: str) -> dict[str, str]:
    """Folded label -> role, for one language, or for all of them ("")."""
    table: dict[str, str] = {}
    for role, languages in words.LABELS.items():
        for name, labels in languages.items():
            for label in labels.split(", "):
                if name == language or (not language and label not in words.ONLY_AT_HOME):
                    table.setdefault(fold(label), role)
    return table


@functools.lru_cache(maxsize=4096)
def role_of(label: str, language: str, *, heading: bool = False) -> str:
    """The role that a label names (`Anwesend` -> "present"); "" when it is none.

    Headings may go on after the label: "Action items from last week".
    """
    if len(label) > 80:
        return ""
    plain = fold(" ".join(_MARKUP.sub("", _PARENTHESES.sub(" ", label)).split())).strip(" :.!-–—")
    if not plain:
        return ""
    if _POST.search(plain):
        return "todo"
    if _NEXT.search(plain) and len(plain.split()) <= 6:
        return "next"
    for text in _shapes(plain, heading):
        for table in (_table(language), _table("en"), _table("")):
            if text in table:
                return table[text]
    return _qualified(plain, language) if heading else ""


def _qualified(plain: str, language: str) -> str:
    """The role of a short heading whose first or last word is a label: "Tareas pendientes", "Team goals"."""
    parts = plain.split()
    if 1 < len(parts) <= 3:
        for text in (parts[0], parts[-1], " ".join(parts[:2]), " ".join(parts[-2:])):
            for table in (_table(language), _table("en")):
                if len(text) > 3 and table.get(text) in ("action", "question", "goal"):
                    return table[text]
    return ""


def _shapes(plain: str, heading: bool) -> list[str]:
    shapes = [
        plain,
        re.sub(r"[\s:]*\d+$", "", plain),
        re.sub(r"^(?:[0-9]{1,2}[.)]|[ivx]{1,4}[.)]|the|our|key|main|open)\s+", "", plain),
    ]
    first = re.split(r"\s*[/,;|]\s*|\s+(?:and|und|et|y|a|e|&|\+)\s+", plain)[0]
    shapes += [first, _MEMBERS.sub("", plain)]  # "Anwesende Mitglieder"
    if heading:
        parts = plain.split()
        cut = next((i for i, word in enumerate(parts) if word in words.PREPOSITIONS and i), len(parts))
        shapes.append(" ".join(parts[:cut]))
    return shapes
