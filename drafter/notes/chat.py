"""IRC and chat logs to Markdown rows: `**who:** what`, without the noise of clients and bots."""

from __future__ import annotations

import re

from drafter.notes.decode import Row
from drafter.notes.tags import KNOWN
from drafter.patterns import pattern

_TIME = r"(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s?[ap]\.?m\.?)?Z?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s"
_STAMP = rf"(?:\[(?:{_DAY})?{_TIME}\]|\(?(?:{_DAY})?{_TIME}\)?)"
_SAID = pattern(
    rf"\s*(?:{_STAMP}\s*(?:[-–|]\s)?)?<\s?[@+%&~]?(?P<nick>[^<>\s][^<>]{{0,40}}?)\s?>\s?(?P<text>.*)"
    rf"|\s*{_STAMP}\s*(?:[-–|]\s)?\t?(?P<name>[^\s:<>*][^:<>\n]{{0,40}}?):\s+(?P<words>.*)",
    re.I,
)
_EVENT = pattern(rf"\s*{_STAMP}\s*(?:-!-|\*{{1,3}}|-->|<--|=-=|→|←|—)\s|(?:-!-|\*{{3}}|=-=)\s")
_ME = pattern(rf"\s*{_STAMP}\s*\*\s+(?P<nick>\S+)\s+(?P<text>.*)")
_STAMPED = pattern(rf"^\s*{_STAMP}\s*(?:[-–|]\s)?")
_JOINS = pattern(
    r"\S{1,40}(?: \([^)]*\)| \[[^\]]*\])? (?:has )?(?:joined|left|quit|parted)\b.{0,80}|.{0,60} is now "
    r"known as .{0,40}"
    r"|.{0,60}\b(?:joined|left) the (?:chat|channel|room|group|meeting).{0,20}",
    re.I,
)
_BOTS = pattern(r"(?:zakim|rrsagent|agendabot|ghurlbot|trackbot|meetbot|.{0,30}bot[\d_]*|chanserv|github)", re.I)
_TO_BOT = pattern(
    r"(?:zakim|rrsagent|trackbot|agendabot|ghurlbot|meetbot|chanserv)\s*[,:].*"
    r"|(?:q[+-]|qq\+|ack|queue[=+-]|agenda\?|q\?|vq\?|v?queue\?|scribe(?:nick)?\s*=).{0,60}"
    r"|i/.+/.*/|#(?:end|start)meeting\s*|draft minutes.{0,10}",
    re.I,
)
# Corrections as W3C's scribe.perl takes them: in the last line before that has the text, with `g` in all of them.
_CORRECTION = pattern(r"s(?P<mark>[/|])(?P<old>.+?)(?P=mark)(?P<new>.*?)(?:(?P=mark)(?P<all>[gGi]{0,2}))?\s*")
# What W3C's ghurlbot says of an issue that somebody names: `URL -> Issue 12 Title (author) labels`.
_ISSUE = pattern(r"(?P<url>https?://\S+) -> (?P<what>(?:Issue|Pull Request) \d+ .+?)(?: \([^()\s]+\).*)?")
_COMMAND = pattern(
    r"(?:#\s?)?(?P<word>meeting|topic|subtopic|agenda|chairs?|scribe(?:nick)?|present|regrets|guests?|date|"
    r"startmeeting|resolved|resolution|proposed|proposal|action(?: item)?|decision|agreed|accepted|info"
    r"|link|idea|help)"
    r"(?P<mark>\+|\s*:|(?<=#startmeeting)\s|(?<=#topic)\s|(?<=#info)\s|(?<=#link)\s|(?<=#action)\s"
    r"|(?<=#agreed)\s"
    r"|(?<=#chair)\s)\s*(?P<text>.*)",
    re.I,
)
_FIELDS = {
    "agenda": "Agenda", "chair": "Chair", "chairs": "Chair", "scribe": "Scribe", "scribenick": "Scribe",
    "present": "Present", "regrets": "Regrets", "guest": "Guests", "guests": "Guests", "date": "Date",
    "resolved": "Resolved", "resolution": "Resolved", "decision": "Decision", "agreed": "Agreed",
    "accepted": "Agreed", "action": "Action", "action item": "Action", "link": "Link",
}  # fmt: skip
_RELAYED = pattern(r"(?P<nick>[^\W\d][\w.|\[\]{}^`@-]{0,30}(?: [A-Z][\w.-]{0,20}){0,2}):\s+(?P<text>.+)")
_BACK = 500  # rows that a correction may reach back; bounds what a hostile log can cost
_DOTS = pattern(r"^(?:\.{2,}|…)\s*")


def looks_like(rows: list[Row]) -> bool:
    """Whether most of the first lines are what somebody said at a time."""
    sample = [text for _, text in rows[:400] if text.strip()][:60]
    said = sum(1 for text in sample if _is_said(text) or _EVENT.match(text))
    return said >= 2 and said > 0.5 * len(sample)


def _is_said(text: str) -> bool:
    said = _SAID.match(text)
    return said is not None and (said["nick"] or said["name"]).split()[0].lower() not in KNOWN


def read(rows: list[Row]) -> list[Row]:
    """Turn a log into Markdown rows under the same numbers."""
    out: list[Row] = []
    rows = _corrected(rows)
    relayed: dict[str, str] = {}  # whom each scribe is quoting
    last = ""  # who spoke last in `out`
    for number, text in rows:
        said = _SAID.match(text)
        if not said:
            if not _EVENT.match(text) or _ME.match(text):
                out.append(_other(number, text))
            continue
        nick = (said["nick"] or said["name"]).strip()
        words = (said["text"] if said["nick"] else said["words"]).strip()
        command = _COMMAND.fullmatch(words)
        if command and not (_BOTS.fullmatch(nick) and not words.lower().startswith("agenda+")):
            out += _command(number, nick, command)
            if command["word"].lower() in ("topic", "subtopic", "scribe", "scribenick"):
                relayed.clear()
                last = ""
            continue
        if issue := _ISSUE.fullmatch(words) if _BOTS.fullmatch(nick) else None:
            out.append((number, f"- [{issue['what'].replace('[', '(').replace(']', ')')}]({issue['url']})"))
            continue
        if not words or _BOTS.fullmatch(nick) or _TO_BOT.fullmatch(words) or _JOINS.fullmatch(words):
            continue
        speaker, words = _speaker(nick, words, relayed)
        if speaker == last and _DOTS.match(words):
            out.append((number, "... " + _DOTS.sub("", words, count=1)))
        else:
            out.append((number, f"**{speaker}:** {_DOTS.sub('', words, count=1) or words}"))
        last = speaker
    return out


def _corrected(rows: list[Row]) -> list[Row]:
    """The rows with what people corrected by `s/old/new/` put right, without these orders themselves.

    Of several lines about the same issue the last stays: the earlier ones were about a mistaken number.
    """
    kept: list[tuple[int, str, str]] = []  # number, what stands before the words, words
    for number, text in rows:
        said = _SAID.match(text)
        words = (said["text"] if said["nick"] else said["words"]) if said else ""
        order = _CORRECTION.fullmatch(words.strip()) if words.startswith("s") else None
        if not order:
            kept.append((number, text[: len(text) - len(words)] if words else text, words))
            continue
        for index in range(len(kept) - 1, max(len(kept) - _BACK, 0) - 1, -1):
            before, head, old = kept[index]
            if order["old"] in old and (new := _put_right(old, order["old"], order["new"])) != old:
                kept[index] = before, head, new
                if "g" not in (order["all"] or "").lower():
                    break
    last = {issue["url"]: number for number, _, words in kept if (issue := _ISSUE.fullmatch(words.strip()))}
    return [
        (number, head + words)
        for number, head, words in kept
        if not (issue := _ISSUE.fullmatch(words.strip())) or last[issue["url"]] == number
    ]


def _put_right(text: str, old: str, new: str) -> str:
    """`text` with `old` replaced; a number only where it is a whole one, not a part of an address's letters."""
    return re.sub(rf"(?<!\w){old}(?!\w)", lambda _: new, text) if old.isdecimal() else text.replace(old, new)


def _other(number: int, text: str) -> Row:
    me = _ME.match(text)
    if me is None:
        return number, "" if _JOINS.fullmatch(_STAMPED.sub("", text)) else text
    if _JOINS.fullmatch(f"{me['nick']} {me['text']}"):
        return number, ""
    return number, f"**{me['nick']}:** {me['text']}"


def _speaker(nick: str, words: str, relayed: dict[str, str]) -> tuple[str, str]:
    """Who is speaking: a scribe writes down `who: what`, then `... more` of the same."""
    quoted = _RELAYED.fullmatch(words)
    if quoted and not words.startswith(("http:", "https:")) and len(quoted["nick"].split()) < 4:
        relayed[nick] = quoted["nick"]
        return quoted["nick"], quoted["text"]
    if _DOTS.match(words):
        return relayed.get(nick, nick), words
    return nick, words


def _command(number: int, nick: str, command: re.Match[str]) -> list[Row]:
    word, text = command["word"].lower(), command["text"].strip()
    if word in ("meeting", "startmeeting"):
        return [(number, f"# {text}"), (number, "")] if text else []
    if word in ("topic", "subtopic"):
        return [(number, ""), (number, ("## " if word == "topic" else "### ") + text), (number, "")]
    if word in ("info", "idea", "help", "proposed", "proposal"):
        return [(number, f"**{nick}:** {text}")] if text else []
    if word == "present" and text.lower().startswith(("=", "-")):
        return []
    if "+" in command["mark"] and word in ("present", "regrets", "scribe", "guest") and not text:
        text = nick
    return [(number, ""), (number, f"{_FIELDS[word]}: {text}"), (number, "")]
