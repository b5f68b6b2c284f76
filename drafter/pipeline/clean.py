"""What the bytes of a post say: whether the rules on disclosure surely have nothing to say about it.

A post is clean when
- its disclaimer is proved visible (`disclaimer.proof`) and well placed, and
- its front matter holds no machine-readable key, or holds them in a form that is read without a YAML parser
  (`head.plain`) and then as `keys` wants them, and names no tool as an author.
"""

from __future__ import annotations

from drafter import keys
from drafter.disclaimer import placement, proof
from drafter.head import plain
from drafter.patterns import pattern
from drafter.settings import Disclaimer

_AUTHOR = pattern(r"\nauthors?:([^\n]*(?:\n(?=[ #\n-])[^\n]*)*)")
_MORE = pattern(r"[&*!|>]|(?<!\w)'")  # with these, a name may go on elsewhere or be written in another way


def clean(data: bytes, policy: Disclaimer) -> bool:
    """Tell whether no rule about disclosure finds anything in a post of these bytes; False: not known."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    if "\r" in text:
        return False
    body = text
    if text.startswith("---\n"):
        end = text.find("\n---\n", 3)
        if end < 0 or not _clean_head(text[3 : end + 1]):
            return False
        body = text[end + 5 :]
    elif text.startswith(("---", "+++", "{", "\ufeff")) or text[:1].isspace():
        return False
    found = proof.proves(body, tuple(policy.texts.values()))
    return found is not None and not placement.misplaced(body, found[0], found[1], policy.position)


def _clean_head(head: str) -> bool:
    """Tell whether front matter (from the line feed before it) surely has nothing for `keys` to find.

    Without a backslash no key can be spelled in a roundabout way, so a head that has no `ai_` has no such key,
    however YAML reads it. An author's names are part of the lines of that key.
    """
    if "\n---" in head or "\n..." in head or "\n+++" in head:
        return False
    if "\\" not in head and "ai_" not in head:
        if "author" not in head:
            return True
        names = _AUTHOR.findall(head)
        text = "".join(names)
        whole = text.count('"') % 2 == 0 and text.count("[") == text.count("]") and not _MORE.search(text)
        if whole and len(names) == head.count("author") and "{" not in head and not keys.may_name_tool(text):
            return True
    meta = plain.load(head[1:])
    if meta is None:
        return False
    return not keys.missing(meta) and not any(keys.wrong(meta)) and not any(keys.tools_as_authors(meta))
