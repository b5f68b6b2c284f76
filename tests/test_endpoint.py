"""The endpoint composer over real HTTP: the rows of the peers' failures, deadlines, retries, keys."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_endpoint import POST, FakeEndpoint, Reply, reply
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.compose import answer, presets, protocol
from drafter.compose.endpoint import EndpointComposer, Target, needs_consent, resolve
from drafter.compose.presets import PRESETS, Preset
from drafter.compose.trouble import Trouble, of_status
from drafter.errors import ComposerError, DrafterError
from drafter.model import Brief, Completion, Notes, Prompt, Usage

KEY = "sk-proj-abcdef0123456789abcdef"
NOTES = Notes("notes.md", "", (), (), Brief())
PROMPT = Prompt("event-recap", "You write posts.", "The notes: $5 {{ x }}", {"temperature": 0.2, "max_tokens": 900})


@pytest.fixture(autouse=True, scope="module")
def imported() -> None:
    """Short deadlines below are for the endpoint, not for the first import of the SDK on a busy machine."""
    import openai  # noqa: F401


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    with FakeEndpoint() as fake:
        yield fake


def target(endpoint: FakeEndpoint, key: str = KEY) -> Target:
    return resolve("fake-1", endpoint.url, {"OPENAI_API_KEY": key}, base_url_from="environment")


def compose(endpoint: FakeEndpoint, *replies: Reply, timeout: float = 20, shown: list[str] | None = None) -> Completion:
    endpoint.enqueue(*replies)
    composer = EndpointComposer(target(endpoint), timeout=timeout, pause=0.01)
    return composer.compose(NOTES, PROMPT, None if shown is None else shown.append)


def refusal(endpoint: FakeEndpoint, *replies: Reply, timeout: float = 20) -> ComposerError:
    """The error that a person sees, be it raised by the composer or by the judge of its answer."""
    with pytest.raises(ComposerError) as caught:
        answer.read(compose(endpoint, *replies, timeout=timeout))
    assert "\n" not in caught.value.message + caught.value.hint
    assert KEY not in caught.value.message + caught.value.hint
    assert caught.value.hint
    return caught.value


def test_good_answer(endpoint: FakeEndpoint) -> None:
    shown: list[str] = []
    completion = compose(endpoint, reply(), shown=shown)
    assert completion.text == POST == "".join(shown)
    assert len(shown) > 1
    assert (completion.model, completion.finish_reason, completion.error) == ("fake-1", "stop", "")
    assert completion.usage == Usage(12, 34)
    assert answer.read(completion).title == "Forty people in Prague"


def test_request_carries_prompt_parameters_and_key_only(
    endpoint: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "ambient-secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Team: ambient-secret\nAuthorization: Bearer ambient-secret")
    compose(endpoint, reply())
    request = endpoint.requests[0]
    assert request.body["messages"] == [
        {"role": "system", "content": "You write posts."},
        {"role": "user", "content": "The notes: $5 {{ x }}"},
    ]
    assert (request.body["temperature"], request.body["max_tokens"]) == (0.2, 900)
    assert request.body["stream_options"] == {"include_usage": True}
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert "ambient-secret" not in str(request.headers)


@pytest.mark.parametrize(
    ("given", "message", "hint", "requests"),
    [
        (reply(status=401, error="Incorrect API key"), "refused the key (401)", "OPENAI_API_KEY", 1),
        (reply(status=401, mode="echo_key"), "refused the key (401)", "OPENAI_API_KEY", 1),
        (reply(status=404, error="The model `fake-1` does not exist"), "has no model 'fake-1'", "-m", 1),
        (reply(status=404, error="not found"), "no chat completions at this address", "/v1", 1),
        (reply(status=429, code="insufficient_quota", error="exceeded your current quota"), "quota", "credit", 1),
        (reply(status=400, error="maximum context length is 8192 tokens"), "too long", "larger context", 1),
        (reply(status=400, error="max_tokens is too large: 9000"), "refused the request", "parameters", 1),
        (reply(status=413, error=""), "too long", "larger context", 1),
        (reply(status=400, error="no such thing"), "refused the request (400)", "parameters", 1),
        (reply(status=302, headers={"Location": "http://127.0.0.1:9/"}), "redirects", "base URL", 1),
        (reply(mode="html"), "web page", "login page", 1),
        (reply(mode="body", body="hello"), "no completion", "base URL", 1),
        (reply(mode="body", body="[" * 100_000), "no completion", "base URL", 1),
        (reply(mode="body", body='{"ok": true}'), "no completion", "base URL", 1),
        (reply(mode="body", body='{"error": {"message": "Overloaded"}}'), "Overloaded", "again", 1),
        (reply(mode="body", content_type="text/event-stream", body="data: {nonsense\n\n"), "no completion", "URL", 1),
        (reply(mode="body", content_type="text/event-stream", body=""), "without saying", "again", 1),
        (reply(mode="body", content_type="text/event-stream", body='data: [1]\n\ndata: {"choices": [7]}\n\n'),
         "without saying", "again", 1),
        (reply(""), "empty", "again", 1),
        (reply(finish_reason="length"), "token limit", "max_tokens", 1),
        (reply("", finish_reason="length"), "before it wrote anything", "max_tokens", 1),
        (reply(finish_reason="content_filter"), "content filter", "notes", 1),
        (reply(finish_reason="tool_calls"), "called a tool", "model", 1),
        (reply(finish_reason="magic\x1b[31m"), "unknown finish_reason 'magic'", "again", 1),
        (reply(finish_reason=None), "without saying", "again", 1),
        (reply(mode="no_finish"), "without saying", "again", 1),
        (reply(mode="reset"), "connection", "again", 1),
        (reply(mode="cut"), "connection", "again", 1),
        (reply(mode="error_in_stream", error=f"Overloaded {KEY}\n\x1b[2J"), "Overloaded ***", "again", 1),
        (reply("I'm sorry, but I can't help with that request."), "refused", "notes", 1),
        (reply("", extra={"refusal": "No."}), "refused", "notes", 1),
    ],
)  # fmt: skip
def test_failing_rows(endpoint: FakeEndpoint, given: Reply, message: str, hint: str, requests: int) -> None:
    error = refusal(endpoint, given)
    assert message in error.message
    assert hint in error.hint
    assert len(endpoint.requests) == requests
    assert "\x1b" not in error.message


@pytest.mark.parametrize("mode", ["reset", "cut", "no_finish", "error_in_stream"])
def test_what_arrived_before_the_break_is_returned(endpoint: FakeEndpoint, mode: str) -> None:
    completion = compose(endpoint, reply(mode=mode))
    assert POST.startswith(completion.text)
    assert completion.text
    assert completion.finish_reason != "stop"


def test_server_that_never_answers_ends_at_the_deadline(endpoint: FakeEndpoint) -> None:
    started = time.monotonic()
    error = refusal(endpoint, reply(mode="stall"), timeout=0.6)
    assert time.monotonic() - started < 4
    assert "0.6 s" in error.message
    assert "--timeout" in error.hint


@pytest.mark.parametrize("given", [reply(mode="stall_midstream"), reply("word " * 400, mode="slow", delay=0.05)])
def test_deadline_holds_midstream(endpoint: FakeEndpoint, given: Reply) -> None:
    started = time.monotonic()
    completion = compose(endpoint, given, timeout=1.2)
    assert 1.1 < time.monotonic() - started < 5
    assert completion.finish_reason == "timeout"
    assert completion.text
    with pytest.raises(ComposerError, match="no complete answer"):
        answer.read(completion)


def test_deadline_covers_a_resolver_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5) and [])
    where = Target("http://models.example/v1", "m")
    started = time.monotonic()
    with pytest.raises(ComposerError, match=r"in 0\.4 s"):
        EndpointComposer(where, timeout=0.4).compose(NOTES, PROMPT)
    assert time.monotonic() - started < 4
    over.set()


def test_silence_after_the_end_costs_seconds_at_most(endpoint: FakeEndpoint) -> None:
    """A server that keeps the connection open after the last word has answered all the same."""
    body = 'data: {"choices": [{"delta": {"content": "# A\\n\\nB"}, "finish_reason": "stop"}]}\n\n'
    held = reply(mode="body", content_type="text/event-stream", body=body, headers={"Content-Length": "9999"})
    started = time.monotonic()
    completion = compose(endpoint, held, timeout=30)
    assert time.monotonic() - started < 5
    assert answer.read(completion).body == "B\n"


@pytest.mark.parametrize("status", [500, 503, 408, 429])
def test_passing_failures_are_tried_again(endpoint: FakeEndpoint, status: int) -> None:
    assert compose(endpoint, reply(status=status), reply(status=status), reply()).text == POST
    assert len(endpoint.requests) == 3


def test_rate_limit_that_speaks_of_billing_is_no_quota(endpoint: FakeEndpoint) -> None:
    limited = reply(status=429, error="Rate limit reached. Add a payment method at https://x.example/billing.")
    assert compose(endpoint, limited, reply()).text == POST


def test_lasting_failure_ends_after_a_few_tries(endpoint: FakeEndpoint) -> None:
    error = refusal(endpoint, *[reply(status=500, error="boom")] * 9)
    assert "failed (500): boom" in error.message
    assert len(endpoint.requests) == 5


def test_retry_after_is_honoured(endpoint: FakeEndpoint) -> None:
    started = time.monotonic()
    assert compose(endpoint, reply(status=429, headers={"Retry-After": "1"}), reply()).text == POST
    assert time.monotonic() - started >= 1


def test_retry_after_beyond_the_deadline_fails_at_once(endpoint: FakeEndpoint) -> None:
    started = time.monotonic()
    error = refusal(endpoint, reply(status=429, headers={"Retry-After": "3600"}), timeout=5)
    assert time.monotonic() - started < 3
    assert "3600 s" in error.message
    assert "--timeout" in error.hint
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("value", ["soon", "-5", "1e400", "Wed, 99 Foo", "Sun, 06 Nov 1994 08:49:37 GMT", "\x00"])
def test_strange_retry_after_is_no_trouble(value: str) -> None:
    wait = of_status(429, "", {"retry-after": value}, Target("http://127.0.0.1:1/v1", "m")).wait
    assert wait is None or wait == 0


def test_text_that_was_shown_is_not_asked_for_again(endpoint: FakeEndpoint) -> None:
    shown: list[str] = []
    compose(endpoint, reply(mode="reset"), reply(), shown=shown)
    assert len(endpoint.requests) == 1
    assert POST.startswith("".join(shown))


def test_nothing_listening(endpoint: FakeEndpoint) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = Target(f"http://127.0.0.1:{free.getsockname()[1]}/v1", "m")
        started = time.monotonic()
        with pytest.raises(ComposerError, match="nothing listens") as caught:
            EndpointComposer(where, timeout=30).compose(NOTES, PROMPT)
    assert time.monotonic() - started < 5
    assert "start the server" in caught.value.hint


def test_one_json_body_for_a_streaming_request(endpoint: FakeEndpoint) -> None:
    shown: list[str] = []
    completion = compose(endpoint, reply(mode="json"), shown=shown)
    assert (completion.text, completion.finish_reason, completion.usage) == (POST, "stop", Usage(12, 34))
    assert "".join(shown) == POST


def test_stream_options_and_streaming_are_given_up_when_refused(endpoint: FakeEndpoint) -> None:
    completion = compose(
        endpoint, reply(status=400, error="Unrecognized request argument: stream_options"),
        reply(status=422, error="stream is not supported"), reply(),
    )  # fmt: skip
    assert completion.text == POST
    first, second, third = (request.body for request in endpoint.requests)
    assert first["stream"] and "stream_options" in first
    assert second["stream"] and "stream_options" not in second
    assert third["stream"] is False


def test_parameters_that_a_model_refuses_are_left_out(endpoint: FakeEndpoint) -> None:
    completion = compose(
        endpoint,
        reply(status=400, error="Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        reply(status=400, error="Unsupported value: 'temperature' does not support 0.2 with this model."),
        reply(),
    )
    assert endpoint.requests[2].body["max_completion_tokens"] == 900
    assert not {"max_tokens", "temperature"} & set(endpoint.requests[2].body)
    assert completion.notices == ("temperature was left out: the model does not take it",)


def test_upstream_is_not_stream() -> None:
    body = protocol.request_body(Target("http://127.0.0.1:1/v1", "m"), PROMPT)
    assert protocol.adapt(body, Trouble("", status=400, detail="bad upstream")) is None


@pytest.mark.parametrize("mode", ["good", "json"])
def test_echoed_key_is_neither_shown_nor_kept(endpoint: FakeEndpoint, mode: str) -> None:
    shown: list[str] = []
    given = reply(f"# A\n\nYour key: {KEY}, yes: {KEY}", mode=mode, piece=5, model=f"m-{KEY}")
    completion = compose(endpoint, given, shown=shown)
    assert KEY not in "".join(shown) + completion.text + completion.model
    assert "***" in completion.text


def test_what_is_shown_is_safe_for_a_terminal(endpoint: FakeEndpoint) -> None:
    shown: list[str] = []
    compose(endpoint, reply("a \x1b[31mred\x1b]0;title\x07 \x9b2J \u202eb\x00", piece=1), shown=shown)
    assert not [char for char in "".join(shown) if (ord(char) < 32 and char != "\n") or char in "\x9b\u202e"]


def test_thinking_parts_are_not_text() -> None:
    reader = protocol.Reader()
    parts = [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "Post"}, {"type": "text"}]
    reader.feed({"choices": [{"delta": {"content": parts, "reasoning_content": "hm"}}]})
    reader.feed({"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": {"prompt_tokens": True}})
    assert (reader.text, reader.finish_reason, reader.usage) == ("Post", "stop", Usage())


@pytest.mark.parametrize(
    "event",
    ['"text"', "7", "null", "[]", "{}", '{"choices": {"a": 1}}', '{"choices": [null]}', '{"choices": [[1]]}',
     '{"choices": [{"delta": "x", "finish_reason": {"a": 1}}]}', '{"choices": [{"delta": {"content": 5}}]}',
     '{"choices": [{"delta": {"content": {"text": "x"}}}], "usage": "many", "model": 3}', '{"usage": {"prompt_tokens": -1}}',
     '{"error": "plain words"}', '{"error": {"message": {"a": 1}}}', '{"error": [1, 2]}', "[" * 20_000],
)  # fmt: skip
def test_events_of_any_shape_are_refused_without_a_crash(endpoint: FakeEndpoint, event: str) -> None:
    body = f"data: {event}\n\n: comment\n\ndata: [DONE]\n\n"
    error = refusal(endpoint, reply(mode="body", content_type="text/event-stream", body=body))
    assert error.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["choices", "delta", "message", "content", "text", "type", "usage", "finish_reason",
                         "prompt_tokens", "error", "refusal", "detail", "model"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(event=JSON)
def test_reader_takes_any_json(event: object) -> None:
    reader = protocol.Reader()
    assert isinstance(reader.feed(event), str)
    assert isinstance(reader.text + reader.finish_reason + reader.model + reader.refusal, str)


@settings(max_examples=150, deadline=None)
@given(status=st.integers(300, 599), body=st.text(max_size=200) | JSON.map(json.dumps))
def test_any_error_body_is_one_line_with_a_hint(status: int, body: str) -> None:
    where = Target("http://127.0.0.1:1/v1", "m", KEY)
    failed = of_status(status, body + KEY, {}, where)
    assert failed.message and failed.hint
    assert len(failed.message) < 500
    assert failed.message.isprintable() or not set(failed.message) & set("\n\r\x1b\x00")
    assert KEY not in failed.message


def test_interrupt_midstream_passes_through_at_once(endpoint: FakeEndpoint) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    endpoint.enqueue(reply(mode="stall_midstream"))
    composer = EndpointComposer(target(endpoint), timeout=30)
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        composer.compose(NOTES, PROMPT, interrupt)
    assert time.monotonic() - started < 5


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_program_ends_while_a_call_hangs(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    """SIGINT reaches a program that waits for a model, and the waiting thread doesn't hold it up."""
    import signal

    script = f"""
from drafter.compose.endpoint import EndpointComposer, Target
from drafter.model import Brief, Notes, Prompt
composer = EndpointComposer(Target({endpoint.url!r}, "m"), timeout=60)
composer.compose(Notes("n", "", (), (), Brief()), Prompt("p", "", "u"))
"""
    endpoint.default = reply(mode="stall_midstream")
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(answer.__file__).parents[2])}
    process = subprocess.Popen([sys.executable, "-c", script], env=environ, cwd=tmp_path, stderr=subprocess.PIPE)
    try:
        assert endpoint.streaming.wait(20)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode in (-signal.SIGINT, 130)
    assert b"KeyboardInterrupt" in err


def test_sdk_is_imported_by_a_call_only(tmp_path: Path) -> None:
    script = "import sys, drafter.compose.endpoint, drafter.compose.answer; sys.exit('openai' in sys.modules)"
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(answer.__file__).parents[2])}
    assert subprocess.run([sys.executable, "-c", script], env=environ, cwd=tmp_path, check=False).returncode == 0


def test_preload_and_call_share_one_import(endpoint: FakeEndpoint) -> None:
    composer = EndpointComposer(target(endpoint))
    composer.line.preload()
    assert composer.compose(NOTES, PROMPT).text == POST


# -- whose key goes where --------------------------------------------------------------------------

OPENAI = {"OPENAI_API_KEY": KEY}


@pytest.mark.parametrize(
    ("model", "base_url", "came_from", "environ", "url", "name", "key"),
    [
        ("gpt-x", "", "", OPENAI, "https://api.openai.com/v1", "gpt-x", KEY),
        ("groq/llama", "", "", {"GROQ_API_KEY": "g" * 8} | OPENAI, "https://api.groq.com/openai/v1", "llama", "g" * 8),
        ("mistral", "", "", {"MISTRAL_API_KEY": "m" * 8}, "https://api.mistral.ai/v1", "mistral-small-latest", "m" * 8),
        ("openrouter/auto", "", "", {"OPENROUTER_API_KEY": "r" * 8}, "https://openrouter.ai/api/v1",
         "openrouter/auto", "r" * 8),
        ("ollama:llama3:8b", "", "", OPENAI, "http://127.0.0.1:11434/v1", "llama3:8b", "none"),
        ("openai/gpt-x", "https://openrouter.ai/api/v1/", "environment", OPENAI, "https://openrouter.ai/api/v1",
         "openai/gpt-x", KEY),
        ("m", "https://models.example/v1/chat/completions", "flag", OPENAI, "https://models.example/v1", "m", KEY),
        ("m", "https://models.example/v1", "user", OPENAI, "https://models.example/v1", "m", KEY),
        ("m", "https://api.openai.com/v1", "project", OPENAI, "https://api.openai.com/v1", "m", KEY),
        ("m", "https://eu.api.openai.com/v1", "project", OPENAI, "https://eu.api.openai.com/v1", "m", KEY),
        ("m", "http://127.0.0.1:5000/v1", "project", OPENAI, "http://127.0.0.1:5000/v1", "m", "none"),
        ("m", "http://localhost:5000/v1", "environment", {}, "http://localhost:5000/v1", "m", "none"),
        ("m", "http://[::1]:5000/v1", "flag", OPENAI, "http://[::1]:5000/v1", "m", KEY),
        ("groq/llama", "https://evil.example/v1", "project", {"GROQ_API_KEY": "g" * 8},
         "https://api.groq.com/openai/v1", "llama", "g" * 8),
        ("azure/gpt", "", "", {"AZURE_OPENAI_ENDPOINT": "https://mine.openai.azure.com/", "AZURE_OPENAI_API_KEY": KEY},
         "https://mine.openai.azure.com/openai/v1", "gpt", KEY),
    ],
)  # fmt: skip
def test_keys_go_where_they_belong(
    model: str, base_url: str, came_from: str, environ: dict[str, str], url: str, name: str, key: str
) -> None:
    found = resolve(model, base_url, environ, base_url_from=came_from)  # type: ignore[arg-type]
    assert (found.base_url, found.model, found.key) == (url, name, key)
    assert KEY not in repr(found)


@pytest.mark.parametrize(
    "base_url",
    [
        "https://evil.example/v1", "https://api.openai.com.evil.example/v1", "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1", "https://evil.openai.azure.com/openai/v1", "http://127.1/v1",
        "https://notapi.openai.com/v1", "http://localhost.evil.example/v1", "http://192.168.0.7:8000/v1",
    ],
)  # fmt: skip
def test_project_file_sends_nothing_to_strangers(base_url: str) -> None:
    environ = OPENAI | {"AZURE_OPENAI_API_KEY": KEY, "AZURE_OPENAI_ENDPOINT": "https://mine.openai.azure.com"}
    with pytest.raises(DrafterError, match="nothing is sent there unasked") as caught:
        resolve("m", base_url, environ, base_url_from="project", model_from="project")
    assert "--base-url" in caught.value.hint
    assert needs_consent(base_url, environ)
    assert resolve("m", base_url, environ, base_url_from="project", trusted=True).base_url == base_url


def test_mine_at_azure_needs_no_consent() -> None:
    environ = {"AZURE_OPENAI_ENDPOINT": "https://mine.openai.azure.com/"}
    assert not needs_consent("https://mine.openai.azure.com/openai/v1", environ)


@pytest.mark.parametrize(
    ("model", "base_url", "environ", "message"),
    [
        ("gpt-x", "", {}, "OPENAI_API_KEY is not set"),
        ("groq/llama", "", OPENAI, "GROQ_API_KEY is not set"),
        ("groq", "", {"GROQ_API_KEY": KEY}, "no model is named"),
        ("azure/gpt", "", {"AZURE_OPENAI_API_KEY": KEY}, "AZURE_OPENAI_ENDPOINT is not set"),
        ("m", "ftp://example.org", OPENAI, "not a web address"),
        ("m", "https://", OPENAI, "not a web address"),
        ("m", "https://[", OPENAI, "not a web address"),
        ("m", "https://x.example:99999/v1", OPENAI, "not a web address"),
        ("m", "https://me:secret-word@x.example/v1", OPENAI, "holds a user name"),
        ("m", "http://127.0.0.1\\@evil.example/v1", OPENAI, "holds a user name"),
        ("m", "https://x.example/v 1", OPENAI, "spaces"),
        ("m", "https://x.example/v1", {"OPENAI_API_KEY": "a b"}, "no key has"),
        ("m", "https://x.example/v1", {"OPENAI_API_KEY": "schlüssel"}, "no key has"),
        ("m", "https://x.example/v1", {}, "OPENAI_API_KEY is not set"),
    ],
)
def test_what_cannot_be_asked_is_said(model: str, base_url: str, environ: dict[str, str], message: str) -> None:
    with pytest.raises(DrafterError, match=message) as caught:
        resolve(model, base_url, environ, base_url_from="flag" if base_url else "")
    assert caught.value.hint
    assert "secret-word" not in caught.value.message + caught.value.hint


def test_key_with_a_pasted_line_end_is_trimmed() -> None:
    found = resolve("m", "", {"OPENAI_API_KEY": f"{KEY}\n"}, base_url_from="")
    assert found.key == KEY


def test_local_server_is_found_by_asking() -> None:
    with FakeEndpoint(models=("nomic-embed-text", "llama3:8b")) as running, socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # bound and not listening: refuses
        dead = Preset("ollama", f"http://127.0.0.1:{silent.getsockname()[1]}/v1", local=True)
        alive = Preset("vllm", running.url, local=True)
        found = resolve("local", "", OPENAI, base_url_from="", local=[dead, alive])
        assert (found.base_url, found.model, found.key) == (running.url, "llama3:8b", "none")
        assert "authorization" not in running.requests[0].headers
        with pytest.raises(DrafterError, match="no model server answers"):
            resolve("local", "", OPENAI, base_url_from="", local=[dead])
        far = "https://models.example/v1"
        assert resolve("local", far, OPENAI, base_url_from="environment", local=[alive]).base_url == running.url
        here = resolve("local", running.url, OPENAI, base_url_from="environment", local=[dead])
        assert (here.base_url, here.model) == (running.url, "llama3:8b")


@pytest.mark.parametrize("body", ["", "[]", '{"data": 7}', '{"data": [{"id": 7}, 3, {"id": "a\\u001bb"}]}', "[" * 9999])
def test_something_else_on_a_well_known_port_is_no_model(body: str) -> None:
    with FakeEndpoint() as other:
        other.models_body = body
        assert presets.list_models(other.url) == ()


def test_local_preset_without_a_model_asks_the_server(endpoint: FakeEndpoint) -> None:
    found = resolve("", endpoint.url, {}, base_url_from="environment")
    assert found.model == "fake-1"


def test_presets_are_whole() -> None:
    wanted = "openai azure anthropic mistral groq openrouter together ollama lmstudio llama.cpp vllm"
    assert list(PRESETS) == wanted.split()
    for name, preset in PRESETS.items():
        assert preset.name == name
        assert "stop" in preset.finish_reasons
        assert preset.local or preset.key_variables
        assert preset.base_url or preset.url_variable
        assert presets.owner(preset.base_url) is (None if preset.local or not preset.base_url else preset)


def test_finish_reason_of_the_preset_means_complete(endpoint: FakeEndpoint) -> None:
    endpoint.enqueue(reply(finish_reason="eos"))
    where = Target(endpoint.url, "m", preset=PRESETS["together"])
    assert EndpointComposer(where, timeout=20).compose(NOTES, PROMPT).finish_reason == "stop"


def test_cost_is_told_only_where_it_is_known() -> None:
    assert presets.cost(Usage(1_000_000, 500_000), 2.0, 8.0) == 6.0
    assert presets.cost(Usage(10, None), 2.0, 8.0) is None
    assert presets.cost(Usage(10, 10), None, 8.0) is None
