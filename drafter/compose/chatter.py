"""How models talk to the person who asked, in six languages: before a post, after it, or instead of it.

The tables hold regular expressions in which a space stands for white space and ' for any apostrophe.
They are matched against a paragraph of bounded length, so no pattern can take long. They are narrow on
purpose: a sentence of a post that is taken for chatter is lost, chatter that is missed is still seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

LONGEST = 400  # characters of a paragraph that may be chatter

_YES: Mapping[str, str] = {
    "en": "sure(?: thing)?|certainly|of course|absolutely|gladly|okay|ok|great|got it|happy to help",
    "de": "gerne?|natürlich|selbstverständlich|klar",
    "fr": "bien sûr|avec plaisir|d'accord|voilà",
    "es": "claro(?: que sí)?|por supuesto|con gusto",
    "it": "certo|certamente|volentieri",
    "cs": "jistě|samozřejmě|rád[ao]?|jasně",
}
_HERE: Mapping[str, str] = {
    "en": "here(?:'s| is| are| you go)|below is|this is|i(?:'ve| have)? (?:written|drafted|prepared"
    r"|created)",
    "de": "hier (?:ist|sind|kommt)|anbei",
    "fr": "voici|voilà|ci-dessous",
    "es": "aquí (?:tienes|está|va)|a continuación",
    "it": "ecco|di seguito|qui sotto",
    "cs": "zde je|tady je|níže (?:je|najdete)|připravil[ao]? jsem",
}
_POST: Mapping[str, str] = {
    "en": "post|blog|draft|article|recap|summary|announcement|newsletter|press release|minutes|markdown"
    "|version|write-?up",
    "de": "beitrag|entwurf|artikel|zusammenfassung|ankündigung|protokoll|pressemitteilung|fassung",
    "fr": "billet|brouillon|résumé|compte[- ]rendu|annonce|communiqué|texte",
    "es": "entrada|borrador|artículo|resumen|anuncio|acta|comunicado|texto",
    "it": "articolo|bozza|riepilogo|annuncio|verbale|comunicato|testo",
    "cs": "příspěv|člán|návrh|shrnutí|oznámení|zápis|tiskov",
}
_AFTER: Mapping[str, str] = {
    "en": r"(?:please |just )?let me know (?:if|whether|what|how)\b.{0,200}(?:chang|adjust|edit|revis"
    r"|tweak|modif"
    r"|different|shorter|longer|expand|tone|refine|improve|further help|any questions|rewrite"
    r"|you'?d like me)"
    r"|i hope (?:this|that) (?:helps|works|meets your|is what you)|hope (?:this|that) helps"
    r"|(?:please )?feel free to (?:let me|adjust|edit|modify|change|tweak|customi|adapt)"
    r"|would you like me to|do you want me to|is there anything else (?:i|you)"
    r"|if you(?:'d| would)? (?:like|want|need|prefer)\b.{0,120}\b(?:let me know|just (?:ask|tell)"
    r"|(?:i can|i'll|i could) (?:also )?(?:adjust|shorten|expand|revise|rewrite|make|tailor|turn|adapt"
    r"|refine|format))",
    "de": r"(?:lass|lassen sie|sag|sagen sie) (?:es )?(?:mich|mir)\b.{0,120}(?:änder|anpass|wünsch"
    r"|wissen,|kürz)"
    r"|wenn (?:du|sie)\b.{0,80}\bkann ich .{0,80}(?:anpass|änder|kürz|überarbeit|umschreib)"
    r"|ich hoffe,? das hilft"
    r"|soll ich .{0,120}(?:anpassen|ändern|kürzen|überarbeiten|umschreiben)",
    "fr": r"n'hésite[zs]? pas à (?:me (?:dire|demander|faire)|demander|modifier|adapter)|dites?-moi si"
    r"|souhaite[zs]-(?:vous|tu) que je|j'espère que cela (?:vous |te |t')?(?:convient|aide)",
    "es": r"(?:avísame|hazme saber|dime|házmelo saber) si"
    r"|si (?:quieres|deseas|necesitas|lo deseas)\b.{0,80}\bpuedo|espero que (?:esto )?te (?:sea|ayude"
    r"|sirva)",
    "it": r"fammi sapere se|fatemi sapere se|se (?:vuoi|desideri|preferisci)\b.{0,80}\bposso"
    r"|spero che (?:questo )?ti (?:sia|aiuti)",
    "cs": r"dej(?:te)? mi vědět, (?:pokud|jestli|zda)"
    r"|pokud (?:chcete|chceš|byste|budete)\b.{0,80}\b(?:mohu|můžu|rád upravím|dejte)|doufám,? že (?:vám"
    r"|ti) to po",
}
_DO = (
    "(?:help|assist|comply|write|create|generate|produce|provide|fulfil|do that|do this|draft|complete"
    r"|continue"
    "|support|engage|process|access|proceed|with)"
)
_REFUSAL: Mapping[str, str] = {
    "en": rf"(?:i'?m |i am )?(?:very |so )?sorry\b.{{0,80}}\b(?:can'?t|cannot|can not|unable to"
    rf"|not able to|won'?t) {_DO}"
    rf"|i apologi[sz]e\b.{{0,80}}\b(?:can'?t|cannot|unable to|not able to) {_DO}"
    rf"|(?:unfortunately,? )?i(?:'m| am)? (?:can'?t|cannot|can not|won'?t|unable to|not able to"
    rf"|must decline to) {_DO}"
    r"|as an? (?:ai|large language|language) (?:language )?(?:model|assistant)",
    "de": r"(?:es )?tut mir (?:sehr )?leid,? (?:aber )?(?:ich kann|dabei|als|das kann)|ich kann (?:dir"
    r"|ihnen|dabei|das)\b"
    r".{0,80}nicht|leider kann ich\b.{0,80}(?:helfen|erstellen|schreiben|verfassen|nachkommen)"
    r"|als (?:ki|sprachmodell)\b",
    "fr": r"(?:je suis )?(?:vraiment )?désolée?,? (?:mais )?je ne (?:peux|suis)|je ne peux pas (?:vous"
    r"|t|répondre|écrire"
    r"|rédiger|créer|générer)|je ne suis pas en mesure|en tant qu'(?:ia|intelligence|assistant)",
    "es": r"(?:lo siento|lamento|disculpa|perdón),? (?:pero )?(?:no puedo|como)\b"
    r"|no puedo (?:ayudar|cumplir|crear|escribir|generar|proporcionar)"
    r"|como (?:ia|modelo de lenguaje|inteligencia)\b",
    "it": r"mi dispiace,? (?:ma )?(?:non posso|in quanto|come)\b"
    r"|non posso (?:aiutar|soddisfare|creare|scrivere|generare|fornire)"
    r"|(?:come|in quanto) (?:ia|modello linguistico|intelligenza)\b",
    "cs": r"(?:je mi (?:to )?líto|omlouvám se|bohužel),? (?:ale )?(?:nemohu|nemůžu|s tím|v tomto|jako)"
    r"|nemohu (?:vám|ti|s |tento|vytvořit|napsat)|jako (?:ai|jazykový model|umělá)\b",
}


def is_before(text: str, *, structured: bool) -> bool:
    """Return whether the paragraph `text` announces the post that follows.

    `structured` says that what follows begins as posts do, with a heading, a head or a fence; only then
    does "Here is the summary:" count without a "Sure!".
    """
    text = _folded(text)
    names = ("agreeing", "announcing") if structured else ("agreeing",)
    return bool(text) and any(_pattern(name).match(text) for name in names)


def is_after(text: str) -> bool:
    """Return whether the paragraph `text` offers the person who asked more work."""
    text = _folded(text)
    return bool(text) and _pattern("after").match(text) is not None


def is_refusal(text: str) -> bool:
    """Return whether `text` begins as models do when they refuse."""
    return _pattern("refusal").match(_folded(text[:LONGEST])) is not None


def _folded(text: str) -> str:
    text = text.strip().replace("’", "'").replace("´", "'")
    if len(text) > LONGEST:
        return ""
    return " ".join(text.split()).lstrip("*_>(\"'“«„¡¿ ").rstrip("*_)\"'”»“ ")


def _words(table: Mapping[str, str]) -> str:
    return "(?:" + "|".join(table.values()) + ")"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    yes, here, post = _words(_YES), _words(_HERE), _words(_POST)
    source = {
        "agreeing": rf"{yes}\b[!,.:]*(?:\Z|\W.{{0,200}}\b{here}\b.{{0,200}}(?:{post}.{{0,200}}[:.!]|:)\Z)",
        "announcing": rf"{here}\b.{{0,200}}{post}.{{0,200}}:\Z",
        "after": _words(_AFTER),
        "refusal": _words(_REFUSAL),
    }[name]
    return re.compile(source, re.IGNORECASE)
