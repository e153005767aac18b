"""A tiny SMS gateway on this machine, as docs/sms-gateway.md describes one."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Stub(ThreadingHTTPServer):
    """Remembers what it took. `answers` overrides the next statuses; `hold` makes it silent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken: dict[str, dict[str, str]] = {}
        self.headers_seen: list[dict[str, str]] = []
        self.answers: list[int] = []
        self.failed: set[str] = set()
        self.hold = threading.Event()
        self.hold.set()
        self.raw: bytes | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/messages"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.headers_seen.append(dict(self.headers))
        if self.server.answers:
            self._answer(self.server.answers.pop(0), {})
            return
        known = body["reference"] in self.server.taken
        self.server.taken.setdefault(body["reference"], body)
        self.server.hold.wait(2)
        self._answer(409 if known else 201, {"id": "gw-1"})

    def do_GET(self) -> None:
        reference = self.path.rsplit("/", 1)[-1]
        if self.server.answers:
            self._answer(self.server.answers.pop(0), {})
        elif reference in self.server.taken:
            self._answer(200, {"status": "failed" if reference in self.server.failed else "accepted"})
        else:
            self._answer(404, {})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        raw = self.server.raw if self.server.raw is not None else json.dumps(body).encode()
        self.send_response(status)
        if status in {301, 302, 307, 308}:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *args: Any) -> None:
        """A test stays quiet."""


@contextmanager
def stub_gateway() -> Iterator[Stub]:
    server = Stub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
