"""An OpenAI-compatible endpoint on loopback for tests, able to fail in every way that real ones do.

    with FakeEndpoint() as endpoint:
        endpoint.enqueue(reply("# A post"))                      # a good streamed answer
        endpoint.enqueue(reply(status=429, headers={"Retry-After": "1"}, error="slow down"))
        ... OPENAI_BASE_URL=endpoint.url ...
        endpoint.requests[0].body["messages"]

Replies are served in order; when none is left, `endpoint.default` answers (a good post). Modes:

    good             text in pieces, finish_reason, usage if asked for, [DONE]
    html             200 with a web page, as a captive portal sends
    body             200 (or `status`) with exactly `body` and `content_type`
    stall            the request is read and never answered
    stall_midstream  some text, then silence with the connection open
    reset            some text, then the connection is reset
    cut              some text, then the connection closes inside the chunked body
    no_finish        some text, then a clean end without finish_reason
    error_in_stream  some text, then an error object inside the stream
    slow             text with `delay` seconds between the pieces
    echo_key         the Authorization header is repeated in the answer's text
    json             one JSON body, although a stream was asked for

With a `status` of 400 or more the answer is a JSON error; `echo_key` repeats the key in it too.
Standard library only.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PORTAL = "<!DOCTYPE html><html><body><h1>Log in to the hotel's network</h1></body></html>"
POST = "# Forty people in Prague\n\nThe clusters met in Prague on 28 September 2022.\n"


@dataclass(frozen=True)
class Reply:
    text: str = POST
    mode: str = "good"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    content_type: str = "application/json"
    error: str = ""
    code: str | None = None
    type: str = "invalid_request_error"
    finish_reason: str | None = "stop"
    model: str = "fake-1"
    usage: tuple[int, int] | None = (12, 34)
    delay: float = 0.05
    piece: int = 16
    extra: Mapping[str, Any] = field(default_factory=dict)  # into each choice's delta or message


def reply(text: str = POST, **options: Any) -> Reply:
    return Reply(text, **options)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: dict[str, Any]


class FakeEndpoint:
    def __init__(self, models: tuple[str, ...] = ("fake-1",), default: Reply | None = None) -> None:
        self.models = models
        self.models_body: str | None = None  # served in the place of the list of models
        self.default = default or Reply()
        self.requests: list[Request] = []
        self.streaming = threading.Event()  # set when the first piece of a text has been sent
        self._replies: list[Reply] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> FakeEndpoint:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def completions(self) -> list[Request]:
        return [each for each in self.requests if each.method == "POST"]

    def enqueue(self, *replies: Reply) -> None:
        self._replies.extend(replies)

    def next_reply(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            return self._replies.pop(0) if self._replies and request.method == "POST" else self.default

    def wait(self, seconds: float) -> bool:
        """Sleep, but wake when the endpoint is closed; True when it was."""
        return self._over.wait(seconds)


def _handler(endpoint: FakeEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        owner = endpoint

    return Handler


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: FakeEndpoint

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.owner.next_reply(self._request({}))
        if not self.path.rstrip("/").endswith("/models"):
            return self._json(404, {"error": {"message": "no such page"}})
        if self.owner.models_body is not None:
            return self._send(200, self.owner.models_body.encode(), "application/json", {})
        return self._json(200, {"object": "list", "data": [{"id": each} for each in self.owner.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        request = self._request(body)
        answer = self.owner.next_reply(request)
        key = request.headers.get("authorization", "")
        if answer.mode == "stall":
            self.owner.wait(60)
            self.close_connection = True
            return None
        if answer.mode in ("html", "body"):
            html = answer.mode == "html"
            text, kind = (PORTAL, "text/html") if html else (answer.body, answer.content_type)
            return self._send(answer.status, text.encode("utf-8", "surrogatepass"), kind, answer.headers)
        if answer.status >= 300:
            message = answer.error or f"status {answer.status}"
            message += f" {key}" if answer.mode == "echo_key" else ""
            error = {"message": message, "type": answer.type, "code": answer.code, "param": None}
            return self._json(answer.status, {"error": error}, answer.headers)
        text = f"{answer.text}\n\nYour key: {key}\n" if answer.mode == "echo_key" else answer.text
        if answer.mode == "json" or not body.get("stream"):
            return self._whole(answer, text)
        return self._stream(answer, text, body)

    def _request(self, body: dict[str, Any]) -> Request:
        return Request(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)

    def _json(self, status: int, value: object, headers: Mapping[str, str] | None = None) -> None:
        self._send(status, json.dumps(value).encode(), "application/json", headers or {})

    def _send(self, status: int, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in ({"Content-Length": str(len(data))} | dict(headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        if int(headers.get("Content-Length", 0)) > len(data):  # more is promised: hold the connection open
            self.wfile.flush()
            self.owner.wait(60)
            self.close_connection = True

    def _usage(self, answer: Reply) -> dict[str, Any]:
        if answer.usage is None:
            return {}
        sent, got = answer.usage
        return {"usage": {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}}

    def _whole(self, answer: Reply, text: str) -> None:
        choice = {
            "index": 0,
            "finish_reason": None if answer.mode == "no_finish" else answer.finish_reason,
            "message": {"role": "assistant", "content": text, **answer.extra},
        }
        head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": answer.model}
        self._json(200, {**head, "choices": [choice], **self._usage(answer)}, answer.headers)

    def _stream(self, answer: Reply, text: str, body: Mapping[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": answer.model}
        broken = answer.mode in ("stall_midstream", "reset", "cut", "no_finish", "error_in_stream")
        for piece in _pieces(text[: max(answer.piece, len(text) // 2)] if broken else text, answer.piece):
            delta = {"content": piece, **answer.extra}
            self._event({**head, "choices": [{"index": 0, "finish_reason": None, "delta": delta}]})
            self.owner.streaming.set()
            if answer.mode == "slow" and self.owner.wait(answer.delay):
                return
        if answer.mode == "stall_midstream":
            self.owner.wait(60)
        elif answer.mode == "reset":
            self._reset()
        elif answer.mode == "error_in_stream":
            self._event({"error": {"message": answer.error or "Overloaded", "type": "overloaded_error"}})
        elif not broken:
            last = {"index": 0, "finish_reason": answer.finish_reason, "delta": {}}
            self._event({**head, "choices": [last]})
            if (body.get("stream_options") or {}).get("include_usage"):
                self._event({**head, "choices": [], **self._usage(answer)})
            self._chunk(b"data: [DONE]\n\n")
        if answer.mode not in ("cut", "stall_midstream", "reset"):
            self._chunk(b"")
        self.close_connection = True

    def _event(self, value: object) -> None:
        self._chunk(b"data: " + json.dumps(value).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _reset(self) -> None:
        # Zero linger: closing sends RST instead of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.wfile.flush()
        self.connection.close()


def _pieces(text: str, size: int) -> Iterator[str]:
    yield from (text[start : start + size] for start in range(0, max(len(text), 1), size))
