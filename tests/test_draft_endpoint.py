"""`drafter draft` against an endpoint over real HTTP: every way that peers fail must end well here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, reply
from helpers import Result, run

from drafter import document, settings
from drafter.errors import DrafterError
from drafter.pipeline.desk import Wish, choose
from drafter.settings import DISCLAIMERS

KEY = "sk-test-0123456789abcdefSECRET"
BODY = "LightMirror was at the **2022 European Cluster Conference** in Prague on 26 and 27 September 2022.\n"
ANSWER = f'---\ntitle: "Clusters in Prague"\ndescription: "What we said."\ntags: ["clusters"]\n---\n\n{BODY}'


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    """A server that the user named in the environment, with the user's key."""
    with FakeEndpoint(default=reply(ANSWER)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield server


@pytest.fixture
def notes(prague: Path) -> Path:
    Path("notes").mkdir()
    return Path(shutil.copy(prague, "notes/prague.md"))


def drafted(result: Result) -> document.Draft:
    assert result.code == 0, result.err
    return document.read(result.out.strip())


def runs() -> list[Path]:
    return sorted(Path(".drafter/runs").glob("*.json"))


def test_a_good_answer(endpoint: FakeEndpoint, notes: Path) -> None:
    result = run("draft", notes)
    draft = drafted(result)
    assert draft.body == f"\n{DISCLAIMERS['en']}\n\n{BODY}"
    assert draft.meta["title"] == "Clusters in Prague"
    assert draft.meta["ai_disclosure"] == "ai-generated"
    assert str(draft.meta["ai_source_type"]).endswith("/trainedAlgorithmicMedia")
    assert draft.meta["ai_byline"] == f"Dimitri + {draft.meta['ai_tool']}"
    assert draft.meta["draft"] is True
    assert "tokens in" in result.err
    assert KEY not in result.err + draft.text
    sent = endpoint.completions[0]
    assert sent.body["stream"] is True
    assert "Transition Pathways" in sent.body["messages"][-1]["content"]
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    (saved,) = runs()
    assert f"sha256:{saved.stem}" == draft.meta["ai_run"]
    assert saved.stat().st_mode & 0o077 == 0
    assert KEY not in saved.read_text()


def test_the_same_again_makes_no_call(endpoint: FakeEndpoint, notes: Path) -> None:
    first = run("draft", notes)
    again = run("draft", notes)
    assert (again.code, again.out) == (0, first.out)
    assert "kept" in again.err
    assert len(endpoint.completions) == 1
    assert run("draft", notes, "-p", "announcement").code == 0
    assert len(endpoint.completions) == 2


def test_replay_makes_the_draft_again_for_free(endpoint: FakeEndpoint, notes: Path) -> None:
    draft = drafted(run("draft", notes))
    Path(draft.path).unlink()
    result = run("draft", notes, "--replay", str(draft.meta["ai_run"])[7:19])
    assert drafted(result).text == draft.text
    assert len(endpoint.completions) == 1
    assert run("draft", notes, "--replay", "abcdef").code == 2


FAILURES = {
    "401": (reply(status=401, error="Incorrect API key provided: " + KEY), "", False),
    "401 that echoes the key": (reply(status=401, mode="echo_key", error="bad key"), "", False),
    "404 model": (reply(status=404, error="The model does not exist", code="model_not_found"), "model", False),
    "quota": (reply(status=429, error="You exceeded your current quota", code="insufficient_quota"), "quota", False),
    "context too long": (reply(status=400, error="maximum context length is 8192", code="context_length_exceeded"), "", False),
    "500": (reply(status=500, error="oops"), "", False),
    "captive portal": (reply(mode="html"), "web page", False),
    "empty": (reply(""), "empty", True),
    "blank": (reply(" \n\n"), "empty", True),
    "length": (reply(ANSWER, finish_reason="length"), "cut off", True),
    "content filter": (reply(ANSWER, finish_reason="content_filter"), "filter", True),
    "unknown finish": (reply(ANSWER, finish_reason="whatever"), "whatever", True),
    "no finish": (reply(ANSWER, mode="no_finish"), "complete", True),
    "cut": (reply(ANSWER, mode="cut"), "", True),
    "reset": (reply(ANSWER, mode="reset"), "", True),
    "error in stream": (reply(ANSWER, mode="error_in_stream", error="Overloaded"), "", True),
    "stall": (reply(ANSWER, mode="stall"), "", False),
    "stall in the middle": (reply(ANSWER, mode="stall_midstream"), "time", True),
    "refusal": (reply("I'm sorry, but I can't help with that request."), "refus", True),
    "html answer": (reply("<!DOCTYPE html><html><body><p>Post</p></body></html>"), "", True),
    "open fence": (reply("```markdown\n# A post\n\nText that never"), "cut off", True),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_and_costs_nothing(endpoint: FakeEndpoint, notes: Path, name: str) -> None:
    failing, says, keeps_run = FAILURES[name]
    path = Path(run("draft", notes, "--offline").out.strip())
    before = path.read_bytes()
    endpoint.enqueue(*[failing] * 6)
    result = run("draft", notes, "--timeout", "3" if "stall" in name else "30")
    assert result.code == 2
    assert result.out == ""
    (line,) = [line for line in result.err.splitlines() if line.startswith("drafter: ")]
    assert says in line
    assert "To fix: " in line
    assert "Traceback" not in result.err
    assert KEY not in result.err
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1
    assert bool(runs()) is keeps_run
    assert all(KEY not in saved.read_text() for saved in runs())


def test_retries_honour_the_server_and_the_deadline(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(
        reply(status=429, headers={"Retry-After": "0.2"}, error="slow down"), reply(status=503, error="busy")
    )
    started = time.monotonic()
    assert run("draft", notes, "--timeout", "20").code == 0
    assert len(endpoint.completions) == 3
    endpoint.enqueue(reply(status=429, headers={"Retry-After": "60"}, error="slow down"))
    result = run("draft", notes, "--force", "--timeout", "2")
    assert result.code == 2
    assert time.monotonic() - started < 10
    assert len(endpoint.completions) == 4


REPAIRS = {
    "fence": f"```markdown\n{ANSWER}```",
    "chatter": f"Sure! Here is your blog post:\n\n{ANSWER}\nLet me know if you would like any changes!",
    "its own head": ANSWER.replace("tags:", "draft: false\nauthor: GPT\nreview_status: approved\nreviewed_by: Eve\ntags:"),
    "its own disclaimer": ANSWER.replace("\n\nLight", f"\n\n{DISCLAIMERS['en']}\n\nLight"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPAIRS)
def test_what_can_be_repaired_is_with_a_notice(endpoint: FakeEndpoint, notes: Path, name: str) -> None:
    endpoint.enqueue(reply(REPAIRS[name]))
    result = run("draft", notes)
    draft = drafted(result)
    assert draft.body == f"\n{DISCLAIMERS['en']}\n\n{BODY}"
    assert draft.meta["draft"] is True
    assert draft.meta["author"] == "Dimitri"
    assert draft.meta["review_status"] == "pending"
    assert "reviewed_by" not in draft.meta
    assert "removed" in result.err


def test_a_head_of_the_asked_form_is_no_news(endpoint: FakeEndpoint, notes: Path) -> None:
    assert "removed" not in run("draft", notes).err


def test_literal_dollars_and_braces_survive(endpoint: FakeEndpoint, notes: Path) -> None:
    notes.write_text(notes.read_text() + "\n- entry was $5, template {{ 7*7 }} and {% raw %}\n")
    endpoint.enqueue(reply(ANSWER.replace("in Prague", "in Prague for $5")))
    draft = drafted(run("draft", notes))
    assert "for $5" in draft.body
    assert "{{ 7*7 }} and {% raw %}" in endpoint.completions[0].body["messages"][-1]["content"]


def test_a_server_that_does_not_stream(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(reply(ANSWER, mode="json"))
    assert BODY in drafted(run("draft", notes)).body


def test_escape_sequences_reach_neither_terminal_nor_draft(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(reply(ANSWER.replace("in Prague", "in \x1b[31mPrague\x1b]0;owned\x07\u202e")))
    result = run("draft", notes, terminal=True)
    text = Path(result.out.strip()).read_text()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "owned" not in result.err


def test_a_project_file_does_not_send_the_key_anywhere(
    endpoint: FakeEndpoint, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL")
    Path("drafter.toml").write_text('[model]\nname = "m"\nbase_url = "http://evil.example/v1"\n')
    result = run("draft", notes)
    assert result.code == 2
    assert "evil.example" in result.err
    assert "--base-url" in result.err
    Path("drafter.toml").write_text(f'[model]\nname = "m"\nbase_url = "{endpoint.url}"\n')
    assert run("draft", notes).code == 0
    assert KEY not in endpoint.completions[0].headers["authorization"]


def test_a_person_may_agree_to_an_endpoint_of_the_project() -> None:
    Path("drafter.toml").write_text('[model]\nname = "m"\nbase_url = "https://models.example/v1"\n')
    found, asked = settings.load(user=True), []
    environ = {"OPENAI_API_KEY": KEY}
    desk = choose(Wish(), found, environ, agrees=lambda address: not asked.append(address))
    assert asked == ["https://models.example/v1"]
    assert (desk.host, desk.secrets) == ("models.example", (KEY,))
    with pytest.raises(DrafterError, match="nothing is sent there unasked"):
        choose(Wish(), found, environ, agrees=lambda address: False)
    with pytest.raises(DrafterError, match="nothing is sent there unasked"):
        choose(Wish(), found, environ)


def test_no_key(notes: Path) -> None:
    result = run("draft", notes, "-m", "openai/gpt-5.2")
    assert result.code == 2
    assert "OPENAI_API_KEY" in result.err
    assert "--offline" in result.err


def test_a_key_alone_sends_nothing(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    result = run("draft", notes)
    assert document.read(result.out.strip()).meta["ai_disclosure"] == "none"
    assert "OPENAI_API_KEY is set, but no model was used" in result.err


def test_private_data_is_told_before_it_leaves(endpoint: FakeEndpoint, notes: Path) -> None:
    notes.write_text(notes.read_text() + "\n- call Eva: +420 777 123 456, eva@example.org\n")
    err = run("draft", notes).err
    assert "eva@example.org" in err
    assert err.index("eva@example.org") < err.index("tokens in")


def test_an_answer_that_would_hide_the_disclaimer_is_refused(endpoint: FakeEndpoint, notes: Path) -> None:
    Path("drafter.toml").write_text('[disclaimer]\nposition = "bottom"\n')
    endpoint.enqueue(reply(ANSWER + "\n<!-- an open comment\n"))
    result = run("draft", notes)
    assert result.code == 2
    assert "disclaimer" in result.err
    assert not Path("drafts").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows delivers no such signals to one child")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_in_the_middle_of_an_answer(endpoint: FakeEndpoint, notes: Path, number: int, code: int) -> None:
    path = Path(run("draft", notes, "--offline").out.strip())
    before = path.read_bytes()
    endpoint.enqueue(reply(ANSWER * 20, mode="slow"))
    process = subprocess.Popen([sys.executable, "-m", "drafter", "draft", notes], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=dict(os.environ))  # fmt: skip
    assert endpoint.streaming.wait(60)
    time.sleep(0.3)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


INVENTED = ANSWER.replace("in Prague on", "in Prague, before 450 guests of Siemens, on")


def test_invented_facts_go_back_once(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(reply(INVENTED), reply(ANSWER))
    result = run("draft", notes)
    assert drafted(result).body == f"\n{DISCLAIMERS['en']}\n\n{BODY}"
    assert "2 facts that the notes lack were taken out" in result.err
    first, second = endpoint.completions
    asked = second.body["messages"][-1]["content"]
    assert asked.startswith(first.body["messages"][-1]["content"].rstrip())
    assert "450" in asked
    assert "Siemens" in asked
    assert len(runs()) == 2


@pytest.mark.parametrize(
    "second", [INVENTED, "I'm sorry, but I can't.", ANSWER.replace(" on 26 and 27 September 2022", "")]
)
def test_a_repair_that_is_no_better_is_not_taken(endpoint: FakeEndpoint, notes: Path, second: str) -> None:
    endpoint.enqueue(reply(INVENTED), reply(second))
    result = run("draft", notes)
    assert "450 guests" in drafted(result).body
    assert "2 facts are not in the notes" in result.err


def test_repair_can_be_switched_off(endpoint: FakeEndpoint, notes: Path) -> None:
    endpoint.enqueue(reply(INVENTED))
    assert run("draft", notes, "--repair", "0").code == 0
    assert len(endpoint.completions) == 1


def test_every_call_is_billed(endpoint: FakeEndpoint, notes: Path) -> None:
    Path("drafter.toml").write_text("[model]\nprice_in = 1000.0\nprice_out = 2000.0\n")
    first = run("draft", notes)
    assert "12 tokens in, 34 out" in first.err
    assert "cost 0.0800" in first.err
    endpoint.enqueue(reply(BODY.replace("was at", "visited")))
    revised = run("revise", first.out.strip(), "another verb", "--yes")
    assert revised.code == 0, revised.err
    assert "12 tokens in, 34 out; " in revised.err
    assert "cost 0.0800" in revised.err
