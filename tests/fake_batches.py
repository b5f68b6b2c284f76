"""A provider of batches on loopback: /v1/files and /v1/batches as OpenAI has them, able to fail on the way.

    with FakeProvider() as provider:
        ... OPENAI_BASE_URL=provider.url; submit ...
        provider.run()                       # works all batches off; `provider.answer` writes each answer
        provider.faults.append(("POST", "/batches", "deaf"))

A fault is for the first request of that method whose path has those words in it:

    500, 429 ...  that status, as a JSON error, which repeats the key
    deaf          the connection closes before anything is done
    mute          it is done, and the connection closes without an answer
    cut           the answer breaks off in the middle
    a function    it is done, and the function is called before the answer is sent
    html          200 with a web page

Standard library only.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

POST = "# Forty people in Prague\n\nThe clusters met in Prague on 28 September 2022.\n"
Answer = Callable[[dict[str, Any]], tuple[int, object] | None]
Fault = int | str | Callable[[], object]


def completion(text: str = POST, finish_reason: str = "stop", model: str = "fake-1") -> tuple[int, object]:
    """A status and a body, as a row of an output file holds them."""
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": 12, "completion_tokens": 34, "total_tokens": 46}
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1_700_000_000, "model": model}
    return 200, {**head, "choices": [choice], "usage": usage}


def refused(message: str, status: int = 400) -> tuple[int, object]:
    return status, {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}


@dataclass
class FakeProvider:
    answer: Answer = lambda body: completion()  # None: the request expires
    faults: list[tuple[str, str, Fault]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)  # "GET /v1/batches"
    page: int = 100  # batches that a list holds at most
    junk: bytes = b""  # lines that follow the answers in every output file
    listing: bytes | None = None  # served in the place of the list of batches

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> FakeProvider:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def count(self, request: str) -> int:
        return self.requests.count(request)

    def lines(self, batch: dict[str, Any]) -> list[dict[str, Any]]:
        """The requests of a batch."""
        return [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]

    def run(self, status: str = "completed", *, keep: int | None = None) -> None:
        """Work off every batch that is open: the first `keep` requests are answered, the rest expire."""
        for batch in self.batches.values():
            if batch["status"] != "validating":
                continue
            good, bad = [], []
            for number, line in enumerate(self.lines(batch)):
                answered = self.answer(line["body"]) if keep is None or number < keep else None
                row: dict[str, Any] = {"id": f"batch_req_{number}", "custom_id": line["custom_id"], "error": None}
                if answered is None:
                    error = {
                        "code": "batch_expired",
                        "message": "This request could not be executed before the window ended.",
                    }
                    bad.append({**row, "response": None, "error": error})
                    continue
                code, body = answered
                row["response"] = {"status_code": code, "request_id": "r", "body": body}
                (good if code == 200 else bad).append(row)
            batch["request_counts"] = {"completed": len(good), "failed": len(bad), "total": len(good) + len(bad)}
            if good:
                batch["output_file_id"] = self.store(b"".join(map(_line, reversed(good))) + self.junk)
            if bad:
                batch["error_file_id"] = self.store(b"".join(map(_line, bad)))
            batch["status"] = status

    def store(self, data: bytes) -> str:
        with self._lock:
            name = f"file-{len(self.files) + 1}"
            self.files[name] = data
        return name

    def create(self, body: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            name = f"batch_{len(self.batches) + 1}"
            self.batches[name] = {
                "id": name, "object": "batch", "endpoint": body["endpoint"], "errors": None, "status": "validating",
                "input_file_id": body["input_file_id"], "completion_window": body["completion_window"],
                "output_file_id": None, "error_file_id": None, "created_at": int(time.time()),
                "metadata": body.get("metadata"), "request_counts": {"completed": 0, "failed": 0, "total": 0},
            }  # fmt: skip
        return self.batches[name]


def _line(row: object) -> bytes:
    return json.dumps(row).encode() + b"\n"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: FakeProvider

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, data: bytes) -> None:
        path = urlsplit(self.path).path
        self.owner.requests.append(f"{self.command} {path}")
        fault = self._fault(path)
        if isinstance(fault, int):
            key = self.headers.get("Authorization", "")
            return self._send(fault, {"error": {"message": f"status {fault} {key}"}}, retry="0")
        if fault == "html":
            return self._write(200, b"<!DOCTYPE html><p>Log in</p>", "text/html")
        status, answer = (0, b"") if fault == "deaf" else self._do(path, data)
        if callable(fault):
            fault()
        if fault in ("deaf", "mute") or callable(fault):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if isinstance(answer, bytes):
            return self._write(status, answer, "application/octet-stream", cut=fault == "cut")
        return self._send(status, answer)

    def _fault(self, path: str) -> Fault:
        for fault in self.owner.faults:
            if fault[0] == self.command and fault[1] in path:
                self.owner.faults.remove(fault)
                return fault[2]
        return ""

    def _do(self, path: str, data: bytes) -> tuple[int, Any]:
        owner = self.owner
        missing = 404, {"error": {"message": "no such thing"}}
        if (self.command, path) == ("POST", "/v1/files"):
            boundary = re.search("boundary=([^;]+)", self.headers["Content-Type"])
            assert boundary and b'"purpose"\r\n\r\nbatch\r\n' in data
            part = next(p for p in data.split(b"--" + boundary[1].encode()) if b'name="file"' in p)
            file = owner.store(part.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n"))
            return 200, {"id": file, "object": "file", "purpose": "batch"}
        if (self.command, path) == ("POST", "/v1/batches"):
            return 200, owner.create(json.loads(data))
        if path == "/v1/batches" and owner.listing is not None:
            return 200, owner.listing
        if path == "/v1/batches":
            after = parse_qs(urlsplit(self.path).query).get("after", [""])[0]
            newest = list(reversed(owner.batches))
            rest = newest[newest.index(after) + 1 :] if after else newest
            shown = [owner.batches[name] for name in rest[: owner.page]]
            return 200, {"object": "list", "data": shown, "has_more": len(rest) > len(shown)}
        if found := re.fullmatch("/v1/batches/([^/]+)", path):
            return (200, owner.batches[found[1]]) if found[1] in owner.batches else missing
        if found := re.fullmatch("/v1/files/([^/]+)/content", path):
            return (200, owner.files[found[1]]) if found[1] in owner.files else missing
        return missing

    def _send(self, status: int, value: object, retry: str = "") -> None:
        self._write(status, json.dumps(value).encode(), "application/json", retry=retry)

    def _write(self, status: int, data: bytes, kind: str, *, cut: bool = False, retry: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if retry:
            self.send_header("Retry-After", retry)
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if cut else data)
        if cut:
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
