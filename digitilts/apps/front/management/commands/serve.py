import ctypes
import signal
import subprocess
import sys
import time
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connections

from digitilts.kit.starting import sentence_for, what_stands_in_the_way

PATIENCE = 90  # seconds for the first page
BLOCKING_THREADS = 4  # requests that one web process works on at once
WAITING_REQUESTS = 64  # more than these get their turn later: the listener keeps them


class Command(BaseCommand):
    help = "Serve Digitilts: prepare the database, then run the web server and one worker until stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="same as DEMO=1")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        stop = _stopping()
        host, port, var = options["host"], settings.ENV.PORT, Path(settings.VAR)
        if obstacle := what_stands_in_the_way(host=host, port=port, var=var):
            raise SystemExit(f"Digitilts cannot start: {obstacle}")
        try:
            call_command("prepare", stdout=self.stdout)
            call_command("check", databases=["default"], stdout=StringIO())
        except (Error, OSError) as error:
            raise SystemExit(f"Digitilts cannot start: {sentence_for(error, var)}") from error
        connections.close_all()
        if stop.is_set():
            return
        crew = Crew(host=host, port=port, var=var, with_worker=not options["no_worker"])
        try:
            crew.start()
            self._wait_for_first_page(crew, stop)
            while not stop.wait(1):
                crew.look_after()
        finally:
            crew.stop()

    def _wait_for_first_page(self, crew: "Crew", stop: Event) -> None:
        give_up = time.monotonic() + PATIENCE
        while not stop.is_set():
            crew.look_after()
            answer = crew.answer()
            if answer == HTTPStatus.OK:
                self.stdout.write(f"Digitilts is ready: {crew.address}")
                self.stdout.flush()
                return
            if answer or time.monotonic() > give_up:
                said = f"answered {answer}" if answer else f"did not come within {PATIENCE} s"
                raise SystemExit(f"Digitilts cannot start: the first page {said}; {crew.log} says why.")
            stop.wait(0.2)


class Crew:
    """The processes that we start and end: the web server and the worker."""

    def __init__(self, *, host: str, port: int, var: Path, with_worker: bool) -> None:
        self.address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104  # compared only
        self.log = var / "log" / "web.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.environment = settings.ENV.for_children(SITE_URL=self.address)
        self.web_command = web_command(host, port)
        self.worker_command = [sys.executable, "-m", "digitilts", "worker"] if with_worker else None
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.web = self._run(self.web_command)
        self.look_after()

    def look_after(self) -> None:
        """Start the worker again if it ended.  Ends us, with a sentence, if the web server did."""
        if self.web is not None and self.web.poll() is not None:
            raise SystemExit(f"Digitilts stopped: the web server ended by itself; {self.log} says why.")
        if self.worker_command and (self.worker is None or self.worker.poll() is not None):
            self.worker = self._run(self.worker_command)

    def answer(self) -> int | None:
        """HTTP status of the first page, asked for as a proxy would; None before any answer."""
        headers = {"X-Forwarded-Proto": "https"} if settings.ENV.HTTPS else {}
        if settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS[0]:
            headers["Host"] = settings.ALLOWED_HOSTS[0]
        try:
            with urlopen(Request(f"{self.address}/", headers=headers), timeout=30) as answer:  # noqa: S310  # ours
                return int(answer.status)
        except HTTPError as error:
            return error.code
        except OSError:
            return None

    def stop(self) -> None:
        """Ask both to end; whoever has not after ten seconds is ended."""
        running = [process for process in (self.web, self.worker) if process and process.poll() is None]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    def _run(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C reaches us alone, and we end the others in order.
            return subprocess.Popen(  # noqa: S603  # our own words
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509  # there is one thread only
            )


def end_with_parent() -> None:
    """In the child: ask Linux for a SIGTERM when we are gone, even if somebody killed us."""
    if sys.platform == "linux":
        end_signal_of_parent = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(end_signal_of_parent, int(signal.SIGTERM), 0, 0, 0)


def web_command(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(settings.ENV.WEB_WORKERS)),
        *("--blocking-threads", str(BLOCKING_THREADS), "--backpressure", str(WAITING_REQUESTS)),
        *("--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "8"),
        *("--log-level", "warning", "digitilts.config.wsgi:application"),
    ]


def _stopping() -> Event:
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_given: stop.set())
    return stop
