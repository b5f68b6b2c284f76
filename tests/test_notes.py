"""Notes as writers hand them in: bytes, formats, labels, roles, and what is never guessed."""

import contextlib
import datetime as dt
import io
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafter import notes
from drafter.errors import DrafterError
from drafter.model import Notes


def read(text: str, path: str = "notes.md", language: str = "") -> Notes:
    return notes.parse(text.encode(), path, language)


def texts(facts) -> list[str]:
    return [fact.text for fact in facts]


def blocks(text: str, path: str = "notes.md") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(text, path).blocks]


# -- bytes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        "# Café\n\nžluťoučký kůň\n".encode(),
        "\ufeff# Café\n\nžluťoučký kůň\n".encode(),
        "# Café\n\nžluťoučký kůň\n".encode("utf-16"),
        "# Café\n\nžluťoučký kůň\n".encode("utf-16-le"),
        "# Café\n\nžluťoučký kůň\n".encode("utf-16-be"),
        "# Café\n\nžluťoučký kůň\n".encode("utf-32"),
    ],
)
def test_unicode_is_read_whatever_its_encoding(data):
    found = notes.parse(data, "a.md")
    assert [line.text for line in found.lines] == ["# Café", "žluťoučký kůň"]
    assert [line.number for line in found.lines] == [1, 3]


def test_latin_1_is_read_and_the_writer_is_told():
    found = notes.parse("# Réunion à Genève\n\nprix : 10 €\n".encode("cp1252"), "a.md")
    assert found.brief.title == "Réunion à Genève"
    assert "not UTF-8" in found.notices[0]


def test_one_broken_byte_does_not_turn_the_others_into_noise():
    found = notes.parse("# Žižkov, Třebíč, Kroměříž ".encode() + b"\xff\n", "a.md")
    assert found.brief.title.startswith("Žižkov, Třebíč, Kroměříž")
    assert "broken" in found.notices[0]


def test_characters_that_were_encoded_twice_are_mended():
    found = read("we donâ\x80\x99t know\n")
    assert found.lines[0].text == "we don’t know"
    assert "twice" in found.notices[0]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "empty"),
        (b" \n\t\r\n \n", "empty"),
        ("\ufeff\n\x1b[31m\x1b[0m\n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02", "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"PK\x03\x04abc", "office document"),
        (b"x\n" * 50_001, "50,000 lines"),
    ],
)
def test_what_is_no_notes_is_refused_with_advice(data, part):
    with pytest.raises(DrafterError, match=part) as caught:
        notes.parse(data, "a.md")
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_lines_are_numbered_as_an_editor_does():
    found = notes.parse("a\u2028b\x0cc\r\nsecond\rthird\n\nfifth".encode(), "a.md")
    assert [(line.number, line.text) for line in found.lines] == [
        (1, "a b c"),
        (2, "second"),
        (3, "third"),
        (5, "fifth"),
    ]


def test_control_characters_never_get_past_the_reader():
    found = read("# T\x1b[31mit\x07le\u202e\n\nred \x1b]0;owned\x07text\u2066\n")
    assert found.brief.title == "Title"
    assert found.lines[1].text == "red text"


# -- files -----------------------------------------------------------------------------------------


def test_a_file_is_read_under_the_path_as_given(tmp_path):
    (tmp_path / "a.md").write_text("# Talk\n\ntext\n")
    path = str(tmp_path / "a.md")
    found = notes.read(path)
    assert (found.path, found.brief.title, found.format) == (path, "Talk", "markdown")
    assert found.digest.startswith("sha256:")


def test_standard_input():
    assert notes.read("-", stdin=io.BytesIO(b"# Talk\n")).brief.title == "Talk"
    with pytest.raises(DrafterError, match="empty"):
        notes.read("-", stdin=io.BytesIO(b""))


def test_missing_notes_name_their_neighbour(tmp_path):
    (tmp_path / "meeting.md").write_text("x")
    with pytest.raises(DrafterError, match="does not exist") as caught:
        notes.read(str(tmp_path / "meting.md"))
    assert "meeting.md" in caught.value.hint


def test_a_folder_is_refused_and_the_notes_in_it_named(tmp_path):
    (tmp_path / "meeting.md").write_text("x")
    with pytest.raises(DrafterError, match="is a folder") as caught:
        notes.read(str(tmp_path))
    assert "meeting.md" in caught.value.hint


def test_the_limit_is_told(tmp_path):
    (tmp_path / "big.md").write_text("word " * 100)
    with pytest.raises(DrafterError, match="larger than 400 bytes"):
        notes.read(str(tmp_path / "big.md"), limit=400)
    assert notes.read(str(tmp_path / "big.md"), limit=500).lines


def test_a_path_with_a_nul_is_an_error_of_one_line():
    with pytest.raises(DrafterError, match="cannot be read"):
        notes.read("a\x00b.md")


def test_office_documents_need_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "markitdown", None)
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(DrafterError) as caught:
        notes.read(str(tmp_path / "a.docx"))
    assert "drafter[convert]" in caught.value.hint


@pytest.mark.filterwarnings("default")  # those of the converter's own dependencies
def test_office_documents_are_converted(tmp_path):
    pytest.importorskip("markitdown", reason="the extra `convert` is not installed")
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Meetup in Brno", "Date: 3 May 2024", "Jana came.")
    )
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType="application/vnd.'
                      'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
                      f'ContentType="{main}"/></Types>')  # fmt: skip
        file.writestr("_rels/.rels", f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}" '
                      'Target="word/document.xml"/></Relationships>')  # fmt: skip
        file.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    found = notes.read(str(tmp_path / "a.docx"))
    assert [line.text for line in found.lines] == ["Meetup in Brno", "Date: 3 May 2024", "Jana came."]
    assert str(found.brief.starts) == "2024-05-03"
    assert "converted" in found.notices[0]


# -- front matter ----------------------------------------------------------------------------------


def test_front_matter_values_stay_as_written():
    found = read(
        "---\ntitle: Talk\nedition: 2.10\nlanguage: no\ntime: 11:30\ndate: 2022-09-26/2022-09-27\n"
        "###date: 1999-01-01\n---\ntext\n"
    )
    assert found.meta == {
        "title": "Talk",
        "edition": "2.10",
        "language": "no",
        "time": "11:30",
        "date": "2022-09-26/2022-09-27",
    }
    assert (found.brief.starts, found.brief.ends) == (dt.date(2022, 9, 26), dt.date(2022, 9, 27))
    assert (found.brief.language, found.lines[0].number) == ("no", 9)


def test_toml_front_matter():
    found = read('+++\ntitle = "Talk"\ndate = 2022-09-26\ntags = ["a", "b"]\n+++\ntext\n')
    assert (found.brief.title, found.brief.starts, found.brief.tags) == (
        "Talk",
        dt.date(2022, 9, 26),
        ("a", "b"),
    )


def test_broken_front_matter_is_a_notice_and_no_loss():
    found = read("---\ntitle: Notes: the meeting\nplace: Brno\npeople:\n- Ann\n- Bob\nbad: [\n---\ntext\n")
    assert "front matter" in found.notices[0]
    assert (found.meta["title"], found.brief.place, found.lines[0].number) == (
        "Notes: the meeting",
        "Brno",
        9,
    )


def test_a_rule_at_the_top_is_no_front_matter():
    found = read("---\nJust a sentence between rules.\n---\nMore.\n")
    assert found.meta == {}
    assert "Just a sentence between rules." in [line.text for line in found.lines]


@pytest.mark.parametrize(
    "head",
    [
        "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]",
        "a: " + "[" * 5000,
        "- a\n" * 5000,
        "{" * 3000,
        "a: !!python/object/apply:os.system ['true']",
    ],
)
def test_hostile_front_matter_costs_nothing(head):
    begun = time.process_time()
    read(f"---\n{head}\n---\ntext\n")
    assert time.process_time() - begun < 2


def test_links_of_front_matter():
    found = read(
        "---\nlinks:\n  video: https://example.org/v\nadditional:\n  - title: PR 1\n"
        "    url: https://example.org/1\n---\nx\n"
    )
    assert [(link.text, link.url, link.line) for link in found.brief.links] == [
        ("video", "https://example.org/v", 0),
        ("PR 1", "https://example.org/1", 0),
    ]


# -- blocks ----------------------------------------------------------------------------------------


def test_structure_of_markdown():
    assert blocks(
        "Title\n=====\n\n##TAG\n\nhard\nwrapped  line\n\n- one\n  - two\n    goes on\n\n1. a\n2\\) b\n\n"
        "> quoted\n> text\n\n"
        "```py\n# no heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![alt](x.png)\n*a caption*\n\n"
        "***\n#hashtag\n"
    ) == [
        ("heading", "Title"),
        ("heading", "TAG"),
        ("paragraph", "hard wrapped line"),
        ("item", "one"),
        ("item", "two goes on"),
        ("item", "a"),
        ("item", "b"),
        ("quote", "quoted text"),
        ("code", "# no heading"),
        ("table", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("image", "![alt](x.png)"),
        ("paragraph", "#hashtag"),
    ]


def test_levels_lines_and_captions():
    found = read("- a\n   - b\n       - c\n- d\n  wrapped\n\n![x](y.png)\n*shown: z*\n").blocks
    assert [(block.text, block.level, block.line, block.last) for block in found[:4]] == [
        ("a", 0, 1, 1),
        ("b", 1, 2, 2),
        ("c", 2, 3, 3),
        ("d wrapped", 0, 4, 5),
    ]
    assert (found[4].kind, found[4].label, found[4].last) == ("image", "shown: z", 8)


def test_html_inside_markdown():
    found = read(
        "# T\n<!-- hint:\nfill in -->\nseen <b>bold</b> and <a href='https://e.org/x'>a link</a><br>\n\n"
        "<table>\n<tr><th>When</th><th>What</th></tr>\n<tr><td>9:00</td>\n<td>Start &amp; go</td></tr>\n"
        "</table>\n\n"
        '<img src="p.jpg" alt="A room">\n\nfor <your_name>\n'
    )
    assert [(block.kind, block.text, block.line) for block in found.blocks] == [
        ("heading", "T", 1),
        ("paragraph", "seen **bold** and [a link](https://e.org/x)", 4),
        ("table", "| When | What |\n|---|---|\n| 9:00 | Start & go |", 7),
        ("image", "![A room](p.jpg)", 12),
        ("paragraph", "for <your_name>", 14),
    ]


# -- labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Date: 26 September 2022", "date"),
        ("**Datum:** 26. September 2022", "date"),
        ("- **Lieu** : Genève", "place"),
        ("- Lugar: Madrid", "place"),
        ("#### Místo: Brno", "place"),
        ("*Luogo:* Torino", "place"),
        ("__Veranstalter__: Stadt Wien", "organiser"),
        ("Organisé par : la mairie", "organiser"),
        ("Présents : Ann, Bob", "present"),
        ("Partecipanti: Ann, Bob", "present"),
        ("Účastníci: Ann, Bob", "present"),
        ("Omluveni: Ann", "absent"),
        ("Regrets: Ann", "absent"),
        ("Presenter:Ann Lee", "speaker"),
        ("Ponente: Ann Lee", "speaker"),
        ("Tagesordnung: Start, Ende", "agenda"),
        ("Rozhodnutí: jdeme dál", "decision"),
        ("RESOLVED: we go on", "decision"),
        ("- Action: Bob writes", "action"),
        ("À faire : écrire", "action"),
        ("Open question: why", "question"),
        ("Prochaine réunion : mardi", "next"),
        ("Date of next meeting: Tuesday", "next"),
        ("Obiettivi: capire", "goal"),
        ("Video: https://example.org/v", "link"),
    ],
)
def test_field_lines_in_six_languages(text, role):
    found = read(text + "\n", language="en").blocks[0]
    assert (found.kind, found.role) == ("field", role)
    assert found.text


@pytest.mark.parametrize("text", ["Data: 17 people", "Scribe: Ann", "Moderation: Ann", "Chair: Ann"])
def test_labels_that_are_no_role(text):
    found = read(text + "\n", language="en")
    assert found.blocks[0].role == ""
    assert not found.brief.speakers
    assert found.brief.starts is None


def test_empty_fields_take_nothing_from_their_neighbours():
    found = read("Present:  \nChair: Dan\nScribe:  \n\n---\n\n## Talk\n\nText follows here.\n")
    assert [(block.label, block.text) for block in found.blocks[:3]] == [
        ("Present", ""),
        ("Chair", "Dan"),
        ("Scribe", ""),
    ]
    assert not found.brief.present
    assert "participants" in found.brief.missing


@pytest.mark.parametrize(
    "text",
    [
        "Attendees: Ann Lee, Bob (ACME, Oslo) and @cy",
        "## Attendees\n\n- Ann Lee\n- Bob (ACME, Oslo)\n- @cy",
        "## Attendees\n\nAnn Lee, Bob (ACME, Oslo), @cy",
        "**Attendees**\n\n- Ann Lee\n- Bob (ACME, Oslo)\n- @cy\n\n## Talk\n\n- not me",
        "- **Attendees:**\n  - _Ann Lee_\n  - Bob (ACME, Oslo)\n  - `@cy`\n- Other: not me",
        "Attendees:\n- Ann Lee\n- Bob (ACME, Oslo)\n- @cy\n\nText that is none of them.",
        "present+ Ann Lee, Bob (ACME, Oslo), @cy",
        "## Attendees\n\n| Name | Role |\n|---|---|\n| Ann Lee | x |\n| Bob (ACME, Oslo) | y |\n| @cy | z |",
        "---\nattendees: [Ann Lee, 'Bob (ACME, Oslo)', '@cy']\n---\ntext",
    ],
)
def test_who_was_there(text):
    if text.startswith("present+"):
        text = f"10:00:00 <Ann> {text}\n10:00:01 <Ann> scribe+\n10:00:02 <Zakim> noise"
    assert texts(read(text + "\n").brief.present) == ["Ann Lee", "Bob (ACME, Oslo)", "@cy"]


def test_nothing_is_not_a_fact():
    found = read("## Decisions\n\nNone this week.\n\n## Action items\n\n- None taken\n- N/A\n\n## Place\n\n<place>\n")
    assert (found.brief.decisions, found.brief.actions, found.brief.place) == ((), (), "")
    assert "outcome" in found.brief.missing


def test_sections_give_their_roles_and_end():
    found = read(
        "# Meeting\n\n## Decisions made\n\n- go on\n\n### Budget\n\n- 10 €\n\n## Chat\n\n- small talk\n\n"
        "## To do for the post\n\n- video: https://example.org/v\n- decided: be short\n"
    )
    assert texts(found.brief.decisions) == ["go on", "10 €"]
    assert [block.role for block in found.blocks][-3:] == ["todo", "todo", "todo"]
    assert [link.url for link in found.brief.links] == ["https://example.org/v"]


def test_decisions_in_all_their_marks():
    found = read(
        "- resolved: close it\n\n[resolved to close]\n\n[down to 3]\n\nWe agreed to meet in May.\n\n"
        "Did we agree to that?\n\n## Conclusion\n\nUse the data.\n"
    )
    assert texts(found.brief.decisions) == [
        "close it",
        "resolved to close",
        "We agreed to meet in May.",
        "Use the data.",
    ]


def test_actions_and_check_boxes():
    found = read("- Action: Bob writes\n- [ ] book a room\n- [x] buy tea\n\n## Next steps\n\n1. print\n")
    assert texts(found.brief.actions) == ["Bob writes", "book a room", "print"]


def test_questions_stay_open_until_somebody_answers():
    found = read("- Who pays?\n- What is it?\n  - A tool.\n\nText. More text. Who leads? And when?\n\nno idea ???\n")
    assert texts(found.brief.questions) == ["Who pays?", "Who leads? And when?"]


def test_a_day_is_no_list_item():
    found = read("7. Juni 2023\n\n1. Punkt\n\n20. 3. 2023\n")
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("paragraph", "7. Juni 2023"),
        ("item", "Punkt"),
        ("paragraph", "20. 3. 2023"),
    ]


def test_the_next_meeting_as_a_sentence_is_not_this_one():
    brief = read("# Treffen\n\nNächstes Treffen am 7. Juni 2023 in Wien\n").brief
    assert texts(brief.next) == ["Nächstes Treffen am 7. Juni 2023 in Wien"]
    assert brief.starts is None


def test_actions_in_a_table():
    found = read("## Action items\n\n| What | Who |\n|---|---|\n| Fix it | @ann |\n| None | |\n")
    assert [(fact.text, fact.line) for fact in found.brief.actions] == [("Fix it, @ann", 5)]


def test_lines_of_a_form_stay_apart():
    found = read("Speaker: Eva Ruiz (@eva), ACME Corp\nTrack: main\nLevel: beginner\n\nnot: a field\n")
    assert [block.text for block in found.blocks][:3] == [
        "Eva Ruiz (@eva), ACME Corp",
        "Track: main",
        "Level: beginner",
    ]
    assert texts(found.brief.speakers) == ["Eva Ruiz (@eva), ACME Corp"]


# -- speakers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        "{}: {}\n\n",
        "**{}:** {}\n\n",
        "**{}**: {}\n\n",
        "*{}:* {}\n\n",
        "[{}] {}\n\n",
        "10:20 <{}> {}\n",
        "<cite>{}:</cite> {}\n\n",
        "- {}: {}\n",
        "> {1} [name={0}]\n\n",
    ],
)
def test_turns_in_all_forms(form):
    said = [("Ann", "hello there"), ("Bob", "not yet"), ("Ann", "so we wait"), ("Cy", "fine")]
    found = read("".join(form.format(*turn) for turn in said))
    turns = [(block.label, block.text) for block in found.blocks if block.kind == "turn"]
    assert turns[:3] == said[:3]
    assert texts(found.brief.present)[:2] == ["Ann", "Bob"]


def test_a_label_that_comes_once_is_nobody():
    found = read("Note: it rained.\n\nExample: rain.\n\nFirefox: a browser\n\nSummary: wet\n")
    assert {block.kind for block in found.blocks} == {"paragraph"}
    assert not found.brief.present


def test_dots_go_on_with_the_last_speaker():
    found = read("Ann: first\n\n... and second\n\nBob: no\n\nAnn: yes\n")
    assert found.blocks[0].text == "first and second"
    assert (found.blocks[0].line, found.blocks[0].last) == (1, 3)


# -- formats ---------------------------------------------------------------------------------------


def test_an_irc_log_without_its_noise():
    found = read(
        "15:55:05 <RRSAgent> RRSAgent has joined #x\n15:55:15 <gk_> meeting: The CG\n"
        "15:56:04 <gk_> present+\n"
        "15:56:05 <gk_> scribe+\n15:57:00 <pc> pc has joined #x\n15:58:00 <pc> present+ Pat Chu\n"
        "15:58:10 <gk_> topic: Errors\n"
        "15:58:20 <gk_> pc: I believe so.\n15:58:30 <gk_> ... and more.\n15:58:40 <pc> q+\n"
        "15:58:50 <gk_> ack pc\n"
        "15:58:55 <pc> https://example.org/x\n15:59:00 <gk_> zakim, next item\n"
        "15:59:10 <gk_> s/beleive/believe/\n"
        "15:59:20 <gk_> RESOLVED: fix them\n15:59:30 <gk_> gk: thanks all\n",
        "x-2023-05-17.log",
    )
    assert found.format == "chat"
    assert (found.brief.title, found.brief.starts) == ("The CG", dt.date(2023, 5, 17))
    assert texts(found.brief.present) == ["gk_", "Pat Chu"]
    assert texts(found.brief.decisions) == ["fix them"]
    assert [(b.label, b.text, b.line, b.last) for b in found.blocks if b.kind == "turn"] == [
        ("pc", "I believe so. and more.", 8, 9),
        ("pc", "https://example.org/x", 12, 12),
        ("gk", "thanks all", 16, 16),
    ]


def test_captions_become_prose():
    found = read(
        "\ufeffWEBVTT\n\nNOTE a comment\n\nslide-1\n0:00:08.160 --> 0:00:09.440\nHello, I am\n\n2\n"
        "00:00:09.440 --> 00:00:11.840 align:start\n<v Ann>Ann &amp; Bob.</v>\n\n"
        "00:00:20.000 --> 00:00:21.000\nNew thought.\n",
        "x.vtt",
    )
    assert [line.text for line in found.lines] == ["Hello, I am", "**Ann:** Ann & Bob.", "New thought."]
    assert [line.number for line in found.lines] == [7, 11, 14]


def test_captions_end_with_how_long_they_take():
    cues = "".join(f"slide-{n}\n00:0{n}:00.000 --> 00:0{n}:41.500\nSlide {n}.\n\n{n}\n" for n in range(1, 6))
    found = read(f"WEBVTT\n\n{cues}00:05:50.000 --> 00:06:12.000\nThank you all.\n", "x.vtt")
    assert [line.text for line in found.lines] == ["Thank you all. (6 min 12 s, 5 slides)"]
    short = read("WEBVTT\n\n00:00:50.000 --> 00:00:59.000\nThank you all.\n", "x.vtt")
    assert [line.text for line in short.lines] == ["Thank you all."]


def test_subrip():
    found = read(
        "1\n00:00:01,000 --> 00:00:02,000\n<i>We talk about</i>\n\n2\n00:00:02,000 --> 00:00:03,000\nseven things.\n",
        "talk.srt",
    )
    assert [(block.text, block.line, block.last) for block in found.blocks] == [("We talk about seven things.", 3, 7)]


def test_html_keeps_lines_tables_and_links():
    found = read(
        "<!DOCTYPE html>\n<html><head><title>Minutes</title>\n"
        "<style>p { color: red }</style><script>if (a < b) x()</script>\n"
        "</head><body>\n<h1>Call of 3&nbsp;May 2023</h1>\n"
        "<dl><dt>Present</dt><dd><a href='https://e.org/a'>Ann Lee</a>,\nBob</dd></dl>\n"
        "<p>Hard\nwrapped <b>text</b>.<a href='#x' style='display:none'>anchor</a></p>\n"
        "<ul><li>one<ul><li>two</li></ul></ul>\n"
        "<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2 &lt; 3</td></tr></table>\n"
        "<div><span class='name'>Ann</span>: hello</div><div>... again</div><div><span "
        "class='name'>Bob</span>: ho</div>\n"
        "<div><span class='name'>Ann</span>: bye</div></body></html>\n",
        "x.html",
    )
    assert [(block.kind, block.text, block.line) for block in found.blocks] == [
        ("heading", "Call of 3 May 2023", 5),
        ("field", "[Ann Lee](https://e.org/a), Bob", 6),
        ("paragraph", "Hard wrapped **text**.", 8),
        ("item", "one", 10),
        ("item", "two", 10),
        ("table", "| a | b |\n|---|---|\n| 1 | 2 < 3 |", 11),
        ("turn", "hello again", 13),
        ("turn", "ho", 13),
        ("turn", "bye", 14),
    ]
    assert texts(found.brief.present) == ["Ann Lee", "Bob"]
    assert found.brief.starts == dt.date(2023, 5, 3)


def test_org():
    found = read(
        "#+TITLE: The talk\n#+DATE: <2021-11-27 Sat>\n# a comment\n* TODO Ideas :tag:\n"
        "See [[https://e.org/x][the page]] and =code=.\n"
        ":PROPERTIES:\n:ID: 1\n:END:\n** Deeper\n#+BEGIN_SRC py\n* not a heading\n#+END_SRC\n"
        "- [[https://e.org/y]]\n",
        "x.org",
    )
    assert (found.brief.title, found.brief.starts) == ("The talk", dt.date(2021, 11, 27))
    assert [(block.kind, block.text, block.level) for block in found.blocks[2:]] == [
        ("heading", "Ideas", 1),
        ("paragraph", "See [the page](https://e.org/x) and `code`.", 0),
        ("heading", "Deeper", 2),
        ("code", "* not a heading", 0),
        ("item", "<https://e.org/y>", 0),
    ]
    assert [link.url for link in found.brief.links] == ["https://e.org/x", "https://e.org/y"]


# -- the brief -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("---\ntitle: EU Conference - notes\n---\n# raw notes\n", "a.md", "EU Conference"),
        ("# **The call** (minutes)\n", "a.md", "The call"),
        ("# Notes\n\nTopic: Certificates\n", "a.md", "Certificates"),
        ("#### Presenter: Ann\n\n#### Topic: Certificates\n\n#### Notes\n", "a.md", "Certificates"),
        ("just text\n", "2022-09-26-spring_meeting-notes.md", "Spring meeting"),
        ("just text\n", "-", ""),
    ],
)
def test_titles(text, path, title):
    assert read(text, path).brief.title == title


@pytest.mark.parametrize(
    ("text", "path", "day"),
    [
        ("# Call of 21 May 2018\n", "a.md", dt.date(2018, 5, 21)),
        ("Datum: 3. Oktober 2016\n\ntext\n", "a.md", dt.date(2016, 10, 3)),
        ("# 11/28/2024 meeting\n", "a.md", dt.date(2024, 11, 28)),
        ("- Workshop, 19. Oktober 2016, 18 - 22 Uhr\n", "a.md", dt.date(2016, 10, 19)),
        ("# Call\n", "call-2023-05-17.md", dt.date(2023, 5, 17)),
        ("# Call\n\nDate: 11:30\n", "a.md", None),
        ("# Call of 9-11 July\n", "a.md", None),
        ("# 04/02/2022 call\n", "a.md", None),
        ("# Call\n\ntext\n\nNext meeting: 3 May 2024\n", "a.md", None),
        ("# Call\n\nThe registration is open until 3 May 2024.\n", "a.md", None),
        ("# Call\n\n" + "text\n\n" * 20 + "on 3 May 2024 somebody said that\n", "a.md", None),
    ],
)
def test_the_date_is_stated_or_missing(text, path, day):
    brief = read(text, path).brief
    assert brief.starts == day
    assert ("date" in brief.missing) is (day is None)


def test_an_ambiguous_date_is_told():
    assert any("two ways" in notice for notice in read("# 04/02/2022 call\n").notices)


def test_an_interval_in_words():
    brief = read("Date: 26-27 September 2022\n").brief
    assert (brief.starts, brief.ends) == (dt.date(2022, 9, 26), dt.date(2022, 9, 27))


@pytest.mark.parametrize(
    ("text", "path", "language"),
    [
        ("wir haben das nicht und es ist auch für die anderen mit dem Rad\n", "a.md", "de"),
        ("nous avons vu que les gens ne sont pas dans le train pour une heure\n", "a.md", "fr"),
        ("byla to schůzka, na které jsme se dohodli, že to tak bude a pak jako už\n", "a.md", "cs"),
        ("los asistentes no son más que una parte de las personas que hay en el aula\n", "a.md", "es"),
        ("la riunione non è una cosa che si fa con gli altri, ma anche della gente\n", "a.md", "it"),
        ("short\n", "a.md", "en"),
        ("short\n", "a.fr.md", "fr"),
        ("---\nlang: de-AT\n---\nshort\n", "a.fr.md", "de"),
    ],
)
def test_languages(text, path, language):
    assert read(text, path).brief.language == language


def test_links_of_every_kind_once():
    found = read(
        "See [the page](https://e.org/a(b)), [https://e.org/c](https://e.org/c), <https://e.org/d>, "
        "https://e.org/e).\n"
        "[ref][1] and `https://e.org/code` and ![img](https://e.org/i.png)\n\n- https://e.org/a(b)\n"
        "- [here]({{ site.url }}x.pdf)\n\n[1]: https://e.org/r 'title'\n\n```\nhttps://e.org/no\n```\n"
    )
    assert [(link.url, link.text, link.line) for link in found.brief.links] == [
        ("https://e.org/a(b)", "the page", 1),
        ("https://e.org/c", "", 1),
        ("https://e.org/d", "", 1),
        ("https://e.org/e", "", 1),
        ("https://e.org/r", "ref", 1),
        ("{{ site.url }}x.pdf", "here", 5),
    ]
    assert any("relative" in notice for notice in found.notices)


def test_what_is_private_is_listed_with_its_line():
    found = read(
        "---\ncontact: ann@example.org\n---\n# Call 2022-09-26 10:30\n\n"
        "Mail bob.b@mail.example.com, call +41 22 555 12 34\n"
        "or 555-123-4567. See https://example.org/2022/0912345678 and @cy, 83,392384510832 of them, "
        "v1.2.3.4.\n"
    )
    assert [(fact.text, fact.line) for fact in notes.private(found)] == [
        ("ann@example.org", 0),
        ("bob.b@mail.example.com", 6),
        ("+41 22 555 12 34", 6),
        ("555-123-4567", 7),
    ]


# -- any input -------------------------------------------------------------------------------------

_TEXT = st.text(
    st.sampled_from("ab A:*_#-[]()<>|`~.!?=+\n\n\t\r1/@{}é\u2028\x1b'\"&;"), max_size=200
) | st.lists(
    st.sampled_from(
        ["# a", "- b: c", "  - d", "A: b", "> q", "| a | b |", "|-|", "```", "---", "<table>", "<td>", "* h",
         "</table>",
         "Present:", "[x](y)", "![a](b)", "10:00 <a> b", "0:00:01.000 --> 0:00:02.000", "...",
         "[name=x]", ""]
    ),
    max_size=20,
).map("\n".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200) | _TEXT.map(str.encode),
    st.sampled_from(["a.md", "a.html", "a.org", "a.vtt", "a.log", "a.typ", "-"]),
)
@example(b"[name=", "a.md")
@example(b"<![", "a.html")
@example(b"---\n---", "a.md")
def test_any_bytes_are_notes_or_a_refusal(data, path):
    try:
        found = notes.parse(data, path)
    except DrafterError as error:
        assert error.hint
        assert "\n" not in error.message
        return
    last = len(found.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    numbers = [line.number for line in found.lines]
    assert numbers == sorted(set(numbers))
    assert all(1 <= number <= last for number in numbers)
    assert all(1 <= block.line <= block.last <= last for block in found.blocks)
    assert not any(char in line.text for line in found.lines for char in "\x1b\x07\x9b\u202e\r")
    notes.private(found)


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<!--",
        '<a "',
        "</",
        "[",
        "![",
        "](",
        "*",
        "**a:** ",
        "`",
        "|",
        "#",
        "a: ",
        "a",
        "1 ",
        "(",
        " ",
        "www.",
        "@a",
        "a? ",
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.html", "a.org"])
def test_hostile_text_takes_linear_time(unit, path):
    data = (unit * (300_000 // len(unit))).encode()
    begun = time.process_time()
    with contextlib.suppress(DrafterError):
        notes.private(notes.parse(data, path))
    assert time.process_time() - begun < 8  # a third of a second on a free machine, minutes where work is quadratic


# -- short notes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Luogo: Lucca\nPresenti: Anna, Ugo\n\n- prova\n", "it"),
        ("# Prova\n\nData: 3 maggio\nPartecipanti: Anna, Ugo\n\n- costumi pronti\n", "it"),
        ("# Výlet\n\nPřítomni: Jan, Eva\n\n- autobus objednat\n", "cs"),
        ("Datum: 5. 4. 2024\nMísto: Tábor\n\n- stativ\n", "cs"),
        ("# Treff\n\n### Anwesende Mitglieder\n- Uta\n", "de"),
        ("Lieu : Nantes\n\n- compost\n", "fr"),
        ("Lugar: Gijón\n\n- cable\n", "es"),
        ("# Import\n\nData: 12 rows\nMeta: nothing\nNote: 3 left\n", "en"),
        ("# Retro\n\nData: 12 rows\n\nThe rows are in the table and we count them for the report.\n", "en"),
    ],
)
def test_labels_vote_for_the_language_of_short_notes(text, language):
    assert read(text).brief.language == language


@pytest.mark.parametrize("heading", ["Anwesende Mitglieder", "Members present", "Membres présents", "Soci presenti"])
def test_a_heading_over_members_present(heading):
    assert texts(read(f"# Club\n\n### {heading}\n- Uta Lind\n- Max Ohm\n").brief.present) == ["Uta Lind", "Max Ohm"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Blue Barn, 12 Mill Lane, Suite 4, Leeds, LS1 4DX", ["Blue Barn"]),
        ("Gasthof Linde, Lindenweg 3, 89073 Ulm", ["Gasthof Linde"]),
        ("Maison du Lac, 4 rue des Saules, 44000 Nantes", ["Maison du Lac"]),
        ("Ann Ray, Bo Fox, City Council", ["Ann Ray", "Bo Fox", "City Council"]),
        ("42 Boats, Group 7, Class 5B", ["42 Boats", "Group 7", "Class 5B"]),
    ],
)
def test_the_address_of_a_host_is_no_host(value, names):
    assert texts(read(f"# Fair\n\nHost: {value}\n").brief.organisers) == names


def test_only_days_belong_to_a_lone_date_label():
    found = read("# Fair\n\nDate:\n- 3 May 2023\n- 4 May 2023\n- we walked to the river\n- then lunch\n")
    assert [block.role for block in found.blocks[2:]] == ["date", "date", "", ""]
    found = read("# Fair\n\nPlace:\n- Leeds\n- we walked to the river\n")
    assert [block.role for block in found.blocks[2:]] == ["place", ""]


def test_a_picture_in_a_line_leaves_no_mark():
    found = read("# Fair\n\nTea <img src=\"a.png\"> and cake <img src='b.png' alt='a cake'> for all.\n")
    assert "!" not in found.lines[-1].text.replace("![](a.png)", "").replace("![a cake](b.png)", "")
    assert blocks("# Fair\n\n<img src=a.png>\n")[-1] == ("image", "![](a.png)")


def test_a_ticked_box_is_done_and_no_open_action():
    found = read(
        "# Fair\n\n## Actions\n- [x] Ann books the hall\n- [ ] Bo buys rope\n\n## Rest\n- [X] call mum\n- plain\n"
    )
    assert [block.done for block in found.blocks if block.kind == "item"] == [True, False, True, False]
    assert texts(found.brief.actions) == ["Bo buys rope"]


def test_a_day_at_the_start_of_an_item_stays():
    found = blocks("# Treffen\n\n- 18. April 2023\n- 2. Mai: Probe\n- 1. Punkt\n* 3. května\n")
    assert [text for kind, text in found if kind == "item"] == ["18. April 2023", "2. Mai: Probe", "Punkt", "3. května"]


def test_what_trails_off_in_a_log_does_not_take_in_the_next_speaker():
    log = (
        "10:00 <ann> the plan is...\n10:01 <bob[m]> no roof\n10:02 <max> ok then ...\n"
        "10:03 <cyd> the roof leaks\n10:04 <cyd> ... and the door\n10:05 <see^> hm\n"
    )
    turns = [(block.label, block.text) for block in read(log, "x.log").blocks]
    assert turns == [
        ("ann", "the plan is..."), ("bob[m]", "no roof"), ("max", "ok then ..."),
        ("cyd", "the roof leaks and the door"), ("see^", "hm"),
    ]  # fmt: skip
    minutes = "# Call\n\nKen: we think...\n... and more ...\nbob: hello you\nTess: yes\n... and no\nken: no way\n"
    assert [text for _, text in blocks(minutes)[1:]] == [
        "Ken: we think... and more ...", "bob: hello you", "Tess: yes and no", "ken: no way",
    ]  # fmt: skip


# -- the notes of other people ---------------------------------------------------------------------

_REAL = Path(__file__).parents[1].parent / "shared" / "examples" / "real"


def real(name: str):
    path = _REAL / name
    if not path.exists():
        pytest.skip("the real notes are not beside this checkout")
    return notes.read(str(path))


@pytest.mark.parametrize(
    ("name", "starts", "present", "decisions", "actions"),
    [
        ("bitcoin-coredev-block-stalling-2024.md", dt.date(2024, 10, 15), 0, 1, 0),
        ("emacsconf-2021-talk-notes.org", None, 0, 0, 0),
        ("eslint-tsc-2024-11-28-transcript.md", dt.date(2024, 11, 28), 2, 0, 0),
        ("foopgp-2024-s2.fr.md", dt.date(2024, 1, 9), 6, 0, 4),
        ("ipfs-all-hands-2018-05-21.md", dt.date(2018, 5, 21), 12, 0, 0),
        ("jsonld-cg-2023-05-03.html", dt.date(2023, 5, 3), 5, 0, 0),
        ("jsonld-cg-2023-05-17.log", dt.date(2023, 5, 17), 6, 0, 0),
        ("k8s-cert-manager-unconference-2019.md", None, 0, 0, 1),
        ("offenewahlen-workshop-2016.de.md", dt.date(2016, 10, 19), 0, 0, 0),
        ("python-docs-2022-08.md", dt.date(2022, 8, 1), 10, 0, 0),
        ("w3c-ml-webgpu-2020.vtt", None, 0, 0, 0),
        ("w3c-tag-breakout-2019.md", dt.date(2019, 12, 16), 5, 2, 0),
    ],
)
def test_real_notes(name, starts, present, decisions, actions):
    brief = real(name).brief
    assert brief.starts == starts
    assert (len(brief.present), len(brief.decisions), len(brief.actions)) == (present, decisions, actions)
