"""The offline composer: nothing invented, nothing twice, nothing unsafe, always the same."""

from __future__ import annotations

import datetime as dt
import re
import time
import unicodedata
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_offline_cases import CASES, LANGUAGES
from test_offline_languages import EVENINGS

from drafter import dates, notes, sentences
from drafter.compose.offline import OfflineComposer
from drafter.compose.offline.phrases import PHRASES, STOP_WORDS
from drafter.model import Block, Brief, Draft, Fact, Line, Link, Notes

ROOT = Path(__file__).parents[1]
PRAGUE = ROOT / "notes" / "eu-cluster-conference-prague.md"
REAL = ROOT.parent / "shared" / "examples" / "real"
REAL_NOTES = sorted(path for path in REAL.glob("*") if path.name != "SOURCES.md") if REAL.is_dir() else []
HYPE = re.compile(
    r"\b(?:amazing|exciting|excited|thrilled|delighted|groundbreaking|game.chang\w+|cutting.edge|vibrant|insightful|inspiring|"
    r"seamless\w*|unparalleled|transformative|pivotal|testament|delve|fostering|empower\w*|leverag\w+|journey|landscape|"
    r"look forward|click here|read more)\b",
    re.IGNORECASE,
)


@cache
def load(key: str) -> Notes:
    if key in EVENINGS:
        return notes.parse(EVENINGS[key].encode(), "evening.md")
    if key in CASES:
        return notes.parse(CASES[key][0].encode(), f"{key}.md", LANGUAGES.get(key, "en"))
    return notes.read(key)


@cache
def post(key: str) -> str:
    return OfflineComposer().compose(load(key)).text


def parts(text: str) -> tuple[dict[str, object], str]:
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    return yaml.safe_load(head), body


def sentences_of(body: str) -> list[str]:
    return [one.text for one in sentences.split(Draft("x.md", body, {}, body))]


def folded(text: str) -> str:
    return re.sub(r"[\s\\]+", " ", unicodedata.normalize("NFKC", text)).casefold()


SOURCES = [str(PRAGUE), *CASES, *EVENINGS, *map(str, REAL_NOTES)]
ALL = pytest.mark.parametrize("key", SOURCES, ids=[Path(key).stem for key in SOURCES])


def test_the_real_notes_are_among_those_tried() -> None:
    if not REAL_NOTES:
        pytest.skip("no ../shared/examples/real beside the checkout")
    assert {path.suffix for path in REAL_NOTES} >= {".md", ".org", ".html", ".log", ".vtt"}


def allowed(key: str) -> str:
    """What the post may draw on: the notes, their front matter, the phrase tables, the event's date written out."""
    found = load(key)
    phrases = " ".join(
        str(getattr(phrase, name)) for phrase in PHRASES.values() for name in phrase.__dataclass_fields__
    )
    brief = found.brief
    days = [str(part) for day in (brief.starts, brief.ends) if day for part in (day.day, day.month, day.year)]
    names = " ".join(name for month in dates.MONTHS for name in (month, month.title()))
    return folded(
        " ".join([found.text, " ".join(line.text for line in found.lines), brief.title, phrases, names, *days])
    )


@ALL
def test_every_number_and_name_is_in_the_notes(key: str) -> None:
    _, body = parts(post(key))
    text, source = re.sub(r"\]\([^)]*\)", "]", body), allowed(key)
    numbers = [
        n for n in re.findall(r"\d+(?:[.,:]\d+)*", re.sub(r"(?m)^\s*\d+\. ", "", text)) if n.casefold() not in source
    ]
    assert not numbers
    words = set(re.findall(r"(?<=[\w,;] )[A-ZÀ-Ž][\w-]+", text))
    assert not [word for word in words if folded(word) not in source]


@ALL
def test_every_word_comes_from_the_notes_or_the_phrases(key: str) -> None:
    """Names at the start of a sentence are covered too: hardly a word of the post is not in its notes."""
    _, body = parts(post(key))
    source = set(re.findall(r"[^\W_]+", allowed(key)))
    grammar = set(" ".join(STOP_WORDS.values()).split())
    text = folded(re.sub(r"\]\([^)]*\)", "]", body))
    words = {word for word in re.findall(r"[^\W_]+", text) if word not in source and word not in grammar}
    # the third person of a verb that the notes have in the first, and shorthand written out
    stems = {word for word in words if not {word[:-1], word[:-2], word[:-3], word[:-3] + "y"} & source}
    assert not stems - {
        "people",
        "conference",
        "because",
        "without",
        "meeting",
        "meetings",
        "themselves",
        "hasn",
        "doesn",
        "wonders",
    }


@ALL
def test_every_link_and_quotation_is_in_the_notes(key: str) -> None:
    _, body = parts(post(key))
    found = load(key)
    source = found.text.replace("&amp;", "&") + " ".join(link.url for link in found.brief.links)
    for url in re.findall(r"\]\((https?://[^)\s]+)\)", body):
        assert url.replace("%28", "(").replace("%29", ")") in source
    text = re.sub(r"\]\([^)]*\)|\[", "", body)
    plain = folded(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found.text) + " ".join(line.text for line in found.lines))
    for sentence in text.split("\n"):
        for start, end in sentences.quotations(sentence):
            words = re.sub(r"[*_`]", "", folded(sentence[start:end])).strip()
            assert words in re.sub(r"[*_`]", "", plain)


@ALL
def test_nothing_is_told_twice(key: str) -> None:
    _, body = parts(post(key))
    language = load(key).brief.language
    stop = set(STOP_WORDS.get(language, STOP_WORDS["en"]).split())

    def content(sentence: str) -> set[str]:
        return {word for word in re.findall(r"[\w'’-]+", sentence.casefold()) if word not in stop}

    body = re.sub(r"\[[^\]]*\]\(http[^)]*\)", "", body)  # the name of a link is no sentence
    told = [one for one in sentences.split(Draft("x.md", body, {}, body)) if one.kind in ("prose", "item")]
    bags = [(one.text, content(one.text)) for one in told]
    for (one, a), (two, b) in combinations([bag for bag in bags if len(bag[1]) >= 6], 2):
        assert len(a & b) / min(len(a), len(b)) < 0.5, (one, two)
    texts = [re.sub(r"\W+", " ", one.text).casefold() for one in told if len(one.text.split()) > 5]
    assert len(texts) == len(set(texts))


@ALL
def test_head_and_shape(key: str) -> None:
    text = post(key)
    head, body = parts(text)
    assert set(head) == {"title", "description", "tags"}
    assert head["title"] and "notes" not in str(head["title"]).lower().split()[-1:]
    assert 20 <= len(str(head["description"])) <= 155
    assert str(head["description"]).rstrip(".") != head["title"]
    assert not re.search(r"(?m)^# ", body), "no top heading"
    assert "[[CHECK" not in body and "Disclaimer" not in body
    assert not re.search(r"(?m)^#+ .*\n\n(?=#{1,2} )", body) or "###" in body
    assert not re.search(r"\{\{|\{%|<script|&lt;|\?\?|\n\n\n", body)
    source = load(key).text.lower()
    assert not [m[0] for m in HYPE.finditer(body) if m[0].lower() not in source]
    assert not re.search(r"\[(?:click here|here|this link|link)\]\(", body, re.IGNORECASE)


@ALL
def test_length_fits_the_facts(key: str) -> None:
    _, body = parts(post(key))
    words = len(re.sub(r"\]\([^)]*\)", "]", body).split())
    noted = sum(len(line.text.split()) for line in load(key).lines)
    assert words <= 1200
    assert words <= noted * 1.1 + 80


@ALL
def test_same_notes_give_the_same_text(key: str) -> None:
    assert OfflineComposer().compose(load(key)).text == post(key)


def test_prague_post_holds_what_an_editor_looks_for() -> None:
    head, body = parts(post(str(PRAGUE)))
    for fact in (
        "26 and 27 September 2022", "Prague, Czech Republic", "Czech Ministry for Industry and Trade", "European Commission",
        "2022 European Cluster Conference", "8th", "LightMirror", "Transition Pathways", "EU Industrial Strategy", "Euroclusters",
        "Cluster Excellence", "Internationalisation", "SME Innovation Support", "Industrial Modernisation", "Smart Specialisation",
        "European Cluster Manager of the Year", "European Cluster Partnership of the Year", "Russia invaded Ukraine", "pandemic",
        '"Enhancing, Updating, and Maintaining Talent in the European Industry"', "winners", "atchmaking", "resilient",
        "https://example.org/eu-cluster-conference-2022/video",
    ):  # fmt: skip
        assert fact in body
    assert "LightMirror" in str(head["description"])
    assert head["tags"] == ["clusters", "talent", "green transition", "digital transition"]
    first = body.strip().split("\n\n")[0]
    assert first.startswith(
        "The 2022 European Cluster Conference took place in Prague, Czech Republic, on 26 and 27 September 2022."
    )
    for leftover in ("teaser", "disclaimer", "AI tool", "raw notes", "to do"):
        assert leftover not in body


def test_the_composer_is_a_composer() -> None:
    shown: list[str] = []
    composer = OfflineComposer()
    completion = composer.compose(load("minutes"), None, shown.append)
    assert composer.name == "offline"
    assert completion.model == "" and completion.finish_reason == "stop"
    assert shown == [completion.text]


def compose(text: str) -> str:
    return OfflineComposer().compose(notes.parse(text.encode(), "n.md", "en")).text


def test_telegraphic_items_become_sentences_only_where_no_verb_is_hidden() -> None:
    head = "# Fair\n\nDate: 4 May 2023\n\n"
    told = compose(f"{head}## us\n- boats / sails = our subject\n")
    assert "Our subject was boats/sails." in told
    told = compose(f"{head}## before the conf\n- matchmaking, just ahead of it\n- point: networking\n")
    assert "There was matchmaking, just ahead of it. The point was networking." in told
    told = compose(f"{head}## before the conf\n- building boats\n- book hotel\n- evening, at the pier\n")
    assert "There was" not in told
    assert "There was" not in compose(f"{head}## ideas\n- matchmaking, just ahead of it\n")
    to_come = "---\ndate: 2030-05-04\nposted: 2030-01-01\n---\n# Fair\n\n## before the fair\n- matchmaking\n- x = our subject\n"
    assert "There was" not in compose(to_come) and "was x" not in compose(to_come)


def test_who_came_is_told_without_claiming_to_be_all() -> None:
    assert "Among those who came were boat builders and sail makers." in compose(
        "# Fair\n\nWho came: boat builders, sail makers\n\n- rain\n"
    )
    assert "Those taking part were Ann Ray and Bo Fox." in compose("# Fair\n\nPresent: Ann Ray, Bo Fox\n\n- rain\n")
    assert "Those taking part were ann and bo." in compose("# Fair\n\nPresent: ann, bo\n\n- rain\n")


def test_a_line_above_a_list_announces_it_and_the_title_is_not_told_again() -> None:
    told = compose("Harbour fair 7\n\nParking\n- 40 places short\n- a new map\n\nRain all day\n\n- soup\n- bread\n")
    body = told.split("\n---\n", 1)[1]
    assert 'title: "Harbour fair 7"' in told and "Harbour fair 7" not in body
    assert "Parking:\n\n- 40 places short" in body and "Rain all day." in body


def test_a_ticked_action_is_told_as_done() -> None:
    told = compose("# Fair\n\n## Actions\n- [x] Ann: book the hall\n- [ ] Bo: buy rope.\n\n## Rest\n- [X] call mum\n")
    assert "- Ann: book the hall (done)." in told and "- Bo: buy rope." in told
    assert "mum (done)" in told and "rope (done)" not in told


def test_a_day_at_the_start_of_a_line_is_no_number_of_a_list() -> None:
    found = notes.parse(
        b"# Treffen\n\nOrt: Ulm\n\n## Termine\n- 18. April 2023\n- 2. Mai\n\n## 3. Juni\n- Probe\n", "n.md"
    )
    told = OfflineComposer().compose(found).text
    assert "- 18\\. April 2023" in told and "- 2\\. Mai" in told and "## 3\\. Juni" in told


def test_a_fact_with_a_link_of_its_own_is_no_repetition() -> None:
    turns = "".join(
        f"Ann: it relates to https://example.org/issues/{n}\nBo: I think we should close number {n}.\n" for n in (1, 2)
    )
    assert compose("# Call\n\n" + turns).count("](https://example.org/issues/") == 2


def test_event_to_come_is_not_told_as_past() -> None:
    day = dt.date(2030, 5, 4)
    for language, planned in (
        ("en", "will take place"),
        ("de", "findet"),
        ("fr", "aura lieu"),
        ("es", "tendrá lugar"),
    ):
        brief = Brief("Data Conference", language, day, day, day - dt.timedelta(30), "Bonn")
        text = OfflineComposer().compose(Notes("n.md", "", (), (), brief)).text
        assert planned in text


def test_speaker_turns_are_told_in_the_third_person() -> None:
    turns = (
        ("I'm OK with closing it.", "Kim is OK with closing it."),
        ("I think that my patch helps me.", "Kim thinks that their patch helps them."),
        ("I don't know.", "Kim doesn't know."),
        ("suggest closing", "Kim suggested closing."),
        ("Why do we need it?", "Kim asked: Why do we need it?"),
        ("There is a template.", "Kim said there is a template."),
        ("RDF is hard for librarians.", "Kim: RDF is hard for librarians."),
        ("Agree.", "Kim agreed."),
        ("https://example.org/a-b", "Kim shared ["),
    )
    for said, told in turns:
        blocks = (Block("turn", said, 1, 1, label="Kim"),)
        text = OfflineComposer().compose(Notes("n.md", said, (Line(1, said),), blocks, Brief("Call"))).text
        assert told in text
        assert "“" not in text


def test_small_talk_is_left_out() -> None:
    said = (
        "Hi everyone!",
        "Hello",
        "Thanks!",
        "Let's start.",
        "We ship the importer on Monday because users asked.",
        "Bye 🙂",
        "Sounds good, thanks.",
    )
    blocks = tuple(Block("turn", text, at, at, label="Kim") for at, text in enumerate(said, 1))
    _, body = parts(OfflineComposer().compose(Notes("n.md", "\n".join(said), (), blocks, Brief("Call"))).text)
    assert "importer" in body
    assert not re.search(r"\b(?:Hi|Hello|Bye|Thanks|Sounds|Let's)\b", body)


def test_images_come_along_with_their_text() -> None:
    blocks = (
        Block("paragraph", "The harbour was full of boats that day.", 1, 1),
        Block("image", "![Boats in the harbour](img/boats.jpg)", 2, 2),
        Block("image", "![x]({{ site.url }}/a.jpg)", 3, 3),
    )
    text = OfflineComposer().compose(Notes("n.md", "", (), blocks, Brief("Harbour day"))).text
    assert "![Boats in the harbour](img/boats.jpg)" in text
    assert "site.url" not in text


def test_link_farms_are_left_out_and_few_links_kept() -> None:
    def of(count: int) -> str:
        blocks = (
            Block("heading", "Reading", 1, 1, level=2),
            Block("paragraph", "We spoke about bees and their keepers.", 2, 2),
            *(Block("item", f"[Site {n}](https://s{n}.example.org/)", n + 3, n + 3) for n in range(count)),
        )
        return OfflineComposer().compose(Notes("n.md", "", (), blocks, Brief("Bees"))).text

    assert of(3).count("https://") == 3
    assert of(12).count("https://") == 0


TEXT = st.text(
    st.one_of(
        st.sampled_from("aeiou nst.?!:-+*_[](){}<>|\\`~#>/&@1234567890\"'“”→\n\t\x00\x1b\u202e\ufeff…"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)
KINDS = ("heading", "paragraph", "item", "field", "turn", "quote", "code", "table", "image")
ROLES = (
    "",
    "title",
    "date",
    "place",
    "present",
    "agenda",
    "decision",
    "action",
    "question",
    "next",
    "goal",
    "link",
    "todo",
)
BLOCKS = st.builds(
    lambda kind, text, line, level, label, role: Block(kind, text, line, line, level, label, role),
    st.sampled_from(KINDS), TEXT, st.integers(1, 50), st.integers(0, 9), TEXT, st.sampled_from(ROLES),
)  # fmt: skip
FACTS = st.lists(TEXT.map(Fact), max_size=3).map(tuple)
DAYS = st.none() | st.dates()
BRIEFS = st.builds(
    Brief,
    title=TEXT, language=st.sampled_from(["en", "de", "fr", "es", "it", "cs", "xx", ""]), starts=DAYS, ends=DAYS, posted=DAYS,
    place=TEXT, organisers=FACTS, present=FACTS, speakers=FACTS, organisation=TEXT, tags=st.lists(TEXT, max_size=3).map(tuple),
    links=st.lists(st.builds(Link, TEXT, TEXT, st.integers(0, 9)), max_size=3).map(tuple), decisions=FACTS,
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=12), BRIEFS)
def test_any_notes_give_a_safe_post(blocks: list[Block], brief: Brief) -> None:
    text = "\n".join(block.text for block in blocks)
    lines = tuple(Line(block.line, block.text) for block in blocks)
    answer = OfflineComposer().compose(Notes("n.md", text, lines, tuple(blocks), brief)).text
    head, body = parts(answer)
    assert set(head) == {"title", "description", "tags"}
    assert len(str(head["description"])) <= 155
    assert not [char for char in answer if unicodedata.category(char) in ("Cc", "Cs", "Co") and char != "\n"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", answer)
    assert "{{" not in body and "{%" not in body and not re.search(r"(?<!\\)<[A-Za-z/!?]", body)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_that_are_notes_give_a_post(data: bytes) -> None:
    from drafter.errors import DrafterError

    try:
        found = notes.parse(b"# Notes\n\n" + data, "n.md")
    except DrafterError:
        return
    parts(OfflineComposer().compose(found).text)


def test_five_hundred_lines_take_no_time() -> None:
    lines = [
        f"- Point {n} is about the {n % 37} boats that ship {n * 7} crates to harbour {n % 11}." for n in range(500)
    ]
    found = notes.parse(("# Harbour meeting\n\n" + "\n".join(lines)).encode(), "n.md")
    OfflineComposer().compose(found)
    best = min(_seconds(found) for _ in range(3))
    assert best < 0.2  # about 0.03 s; the rest is room for slow machines


def test_hostile_text_takes_linear_time() -> None:
    for text in (
        "[" * 20_000,
        "*a_" * 8_000,
        "( - " * 8_000,
        "a?? " * 8_000,
        "I am " * 8_000,
        "1. " * 8_000,
        "`" * 20_000,
    ):
        found = Notes(
            "n.md",
            text,
            (Line(1, text),),
            (Block("paragraph", text, 1, 1), Block("turn", text, 1, 1, label="A")),
            Brief("X"),
        )
        assert _seconds(found) < 3.0


def _seconds(found: Notes) -> float:
    start = time.process_time()
    OfflineComposer().compose(found)
    return time.process_time() - start
