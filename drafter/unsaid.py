"""What we say where the notes don't give something: the offline composer writes it, grounding knows it again."""

from __future__ import annotations

NO_DATE = {
    "en": "The notes do not give a date.",
    "de": "Die Notizen nennen kein Datum.",
    "fr": "Les notes ne donnent pas de date.",
    "es": "Las notas no dan ninguna fecha.",
    "it": "Gli appunti non danno una data.",
    "cs": "Poznámky neuvádějí datum.",
}
NO_DECISION = {
    "en": "The notes record no decision.",
    "de": "Die Notizen halten keinen Beschluss fest.",
    "fr": "Les notes ne rapportent aucune décision.",
    "es": "Las notas no recogen ninguna decisión.",
    "it": "Gli appunti non riportano decisioni.",
    "cs": "Poznámky nezaznamenávají žádné rozhodnutí.",
}
_ALL = frozenset((*NO_DATE.values(), *NO_DECISION.values()))


def is_own(sentence: str) -> bool:
    """Tell whether a sentence says that the notes lack a date or a decision, and nothing else: it claims nothing."""
    return sentence.strip().rstrip(".") + "." in _ALL
