"""What front matter says to machines about a tool's part: its vocabulary, what is missing, wrong or follows.

Plain functions over plain values, with few imports: `check` asks them about every post, most of which are clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from drafter.patterns import pattern

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"  # `http:` is part of the identifier
# IPTC NewsCodes "Digital Source Type", release of 2024-10-23
IPTC_TERMS = frozenset(
    "digitalCapture computationalCapture negativeFilm positiveFilm print humanEdits algorithmicallyEnhanced"
    " softwareImage digitalArt digitalCreation dataDrivenMedia trainedAlgorithmicMedia algorithmicMedia"
    " screenCapture virtualRecording composite compositeCapture compositeSynthetic"
    " compositeWithTrainedAlgorithmicMedia".split()
)
RETIRED = {"minorHumanEdits": "humanEdits"}
MADE_BY_MODEL = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")
# W3C Community Group draft "AI content disclosure"; the IPTC terms that may stand beside each value
LEVELS: Mapping[str, frozenset[str]] = {
    "none": IPTC_TERMS - set(MADE_BY_MODEL),
    "ai-assisted": frozenset(MADE_BY_MODEL),
    "ai-generated": frozenset(MADE_BY_MODEL),
    "ai-autonomous": frozenset({"trainedAlgorithmicMedia"}),
}
USUAL_TERM = {
    "none": "algorithmicMedia",
    "ai-assisted": "compositeWithTrainedAlgorithmicMedia",
    "ai-generated": "trainedAlgorithmicMedia",
    "ai-autonomous": "trainedAlgorithmicMedia",
}
USUAL_LEVEL = {
    "compositeWithTrainedAlgorithmicMedia": "ai-assisted",
    "trainedAlgorithmicMedia": "ai-generated",
    "algorithmicMedia": "none",
}


def text_of(value: object) -> str:
    """A front matter value as text; "" for none and for lists and maps."""
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "isoformat"):  # dates and times
        return str(value.isoformat())
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)  # Python refuses to write so many decimal digits
    return str(value) if isinstance(value, str | int | float) else ""


def missing(meta: Mapping[str, object]) -> list[str]:
    """The machine-readable keys that front matter `meta` lacks although it says something about AI."""
    ours = [key for key in meta if key.startswith("ai_")]
    level = meta.get("ai_disclosure")
    if not ours or (level == "none" and ours == ["ai_disclosure"]):
        return []
    wanted = ["ai_disclosure", "ai_source_type", *(["ai_tool"] if level != "none" else [])]
    return [key for key in wanted if not text_of(meta.get(key)).strip()]


def wrong(meta: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each machine-readable key of `meta` whose value is none of its vocabulary or contradicts another, and why."""
    level, source = (text_of(meta.get(key)).strip() for key in ("ai_disclosure", "ai_source_type"))
    if "ai_disclosure" in meta and level not in LEVELS and (level or meta["ai_disclosure"] is not None):
        known = ", ".join(LEVELS)
        yield "ai_disclosure", f"ai_disclosure is {level[:60]!r}, which is none of {known}"
    if not source:
        return
    term = source.removeprefix(IPTC)
    if source == term or term not in IPTC_TERMS:
        yield "ai_source_type", _wrong_source(source)
    elif level in LEVELS and term not in LEVELS[level]:
        yield "ai_source_type", f"ai_source_type {term} contradicts ai_disclosure {level}"


def _wrong_source(source: str) -> str:
    term = source.rpartition("/")[2]
    if term in RETIRED:
        return f"ai_source_type {term} was retired by IPTC: write {RETIRED[term]}"
    if source.startswith("https:") and term in IPTC_TERMS:
        return "ai_source_type must begin with http:, not https: it is an identifier, not a link"
    return f"ai_source_type {source[:120]!r} is no term of {IPTC}"


def repairs(meta: Mapping[str, object]) -> Mapping[str, str]:
    """The machine-readable keys whose right value follows from what is there, with that value.

    Spelling of a term or level, a scheme, a retired term, and one of the two keys from the other.
    """
    if not any(key.startswith("ai_") for key in meta):
        return {}
    found: dict[str, str] = {}
    level, source = (text_of(meta.get(key)).strip() for key in ("ai_disclosure", "ai_source_type"))
    if level not in LEVELS and (near := level.lower().replace("_", "-").replace(" ", "-")) in LEVELS:
        level = found["ai_disclosure"] = near
    last = source.rstrip("/").rpartition("/")[2]
    by_case = {term.lower(): term for term in (*IPTC_TERMS, *RETIRED)}
    term = by_case.get(last.lower(), "")
    term = RETIRED.get(term, term)
    if term and source != IPTC + term:
        found["ai_source_type"] = IPTC + term
    if not source and level in USUAL_TERM and set(meta) & {"ai_tool", "ai_run", "ai_byline"}:
        found["ai_source_type"] = IPTC + USUAL_TERM[level]
    if not level and "ai_disclosure" not in meta and term in USUAL_LEVEL:
        found["ai_disclosure"] = USUAL_LEVEL[term]
    return found


# -- people and tools ------------------------------------------------------------------------------

_TOOL_ALONE = frozenset("ai ki gpt bot robot gemini llama drafter".split())
_TOOL_OR_PERSON = frozenset("claude bard mistral uma ia".split())  # names or words of people, too


_TOOL = pattern(
    r"\b(?:chat ?gpt|gpt[- ]?\d[\w.]*|open ?ai|anthropic|deepseek|perplexity|copilot|midjourney|dall-?e|grok"
    r"|google gemini|meta (?:llama|ai)|gemini(?: (?:pro|ultra|flash|nano)|[- ]?\d)|llama[- ]?\d[\w.]*|qwen[\w.-]*"
    r"|claude(?:[- ]?\d[\w.]*|[- ](?:ai|code|instant|opus|sonnet|haiku)\b)|mi[sx]tral(?: ai|[- ]\w+)"
    r"|(?:large )?language model|llm|chatbot|ai (?:tool|assistant|writer|bot|model|generated)"
    r"|artificial intelligence|künstliche intelligenz|intelligence artificielle|inteligencia artificial"
    r"|intelligenza artificiale|umělá inteligence|sprachmodell|drafter's offline composer)\b",
    re.IGNORECASE,
)

_HINTS = (  # one is in everything that `_TOOL` finds; it takes longer to compile than to check most posts
    "gpt", "open", "anthropic", "deepseek", "perplexity", "copilot", "midjourney", "dall", "grok", "gemini", "llama",
    "qwen", "claude", "meta", "tral", "model", "llm", "chatbot", "artifici", "künstliche", "umělá", "drafter", "ai ",
)  # fmt: skip


@lru_cache(maxsize=256)
def names_tool(name: str, made_by: str = "") -> str:
    """The tool that `name` names, "" when it can be a person's: a byline such as `Ann + GPT-4` names one.

    "Claude" alone counts only where `made_by`, the post's own `ai_tool`, is a Claude: it is a first name too.
    """
    if match := _TOOL.search(name):
        return match[0]
    for part in re.split(r"\s*(?:[+&,;/]|\b(?:and|und|et)\b)\s*", name):
        bare = part.strip(" .()").lower()
        if bare in _TOOL_ALONE or (bare in _TOOL_OR_PERSON and bare in made_by.lower()):
            return part.strip()
    return ""


@lru_cache(maxsize=256)
def may_name_tool(text: str) -> bool:
    """Whether a name that stands somewhere in `text` may be a tool's in the eyes of `names_tool`."""
    lower = text.lower()
    if not (_TOOL_ALONE | _TOOL_OR_PERSON).isdisjoint(re.findall(r"\w+", lower)):
        return True
    return any(hint in lower for hint in _HINTS) and bool(_TOOL.search(" ".join(text.split())))


def tools_as_authors(meta: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each tool that `meta` names as an author, after the key that does."""
    for key in ("author", "authors"):
        for name in names(meta.get(key)):
            if tool := names_tool(name, text_of(meta.get("ai_tool"))):
                yield key, tool


def names(value: object) -> Iterator[str]:
    """The names in an author's key: a string, a list of strings or maps, or a map."""
    entries = value if isinstance(value, list) else [value]
    for entry in entries[:100]:
        if isinstance(entry, Mapping):
            yield from (text_of(entry.get(key)) for key in ("name", "title", "displayName") if entry.get(key))
        elif text_of(entry):
            yield text_of(entry)
