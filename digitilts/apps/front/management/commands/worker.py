import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
Duty = Callable[..., object]


class Command(BaseCommand):
    help = "Do what settings.SCHEDULE says, each duty every so many seconds, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="every duty once, then end (for cron)")
        parser.add_argument("--now", default="", help="with --once: the moment that the duties are told")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        duties = load_duties(settings.SCHEDULE)
        if not options["once"]:
            work_until_stopped(duties, _stopping())
            return
        moment = _moment(options["now"])
        failed = [name for name, (duty, _seconds) in duties.items() if not do(name, duty, moment)]
        failed += [name for name, _seconds in settings.SCHEDULE if name not in duties]
        if failed:
            raise CommandError(f"These duties failed: {', '.join(failed)}")


def load_duties(schedule: list[tuple[str, int]]) -> dict[str, tuple[Duty, int]]:
    """The functions of the schedule; one that is missing is named in the log and left out."""
    duties = {}
    for name, seconds in schedule:
        try:
            duties[name] = (import_string(name), seconds)
        except ImportError:
            log.exception("The schedule names %s, which is not there", name)
    return duties


def work_until_stopped(duties: dict[str, tuple[Duty, int]], stop: Event) -> None:
    """Each duty when it is due; a late one is done once, not several times."""
    due = dict.fromkeys(duties, 0.0)
    parent = os.getppid()
    while not stop.is_set() and os.getppid() == parent:
        for name, (duty, seconds) in duties.items():
            if due[name] <= time.monotonic() and not stop.is_set():
                do(name, duty, timezone.now())
                due[name] = time.monotonic() + seconds
        stop.wait(0.5)


def do(name: str, duty: Duty, now: datetime) -> bool:
    """Do one duty.  False if it failed: the log says how, and the others go on."""
    close_old_connections()
    try:
        duty(now=now)
    except Exception:
        log.exception("%s failed", name)
        return False
    finally:
        close_old_connections()
    return True


def _stopping() -> Event:
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_given: stop.set())
    return stop


def _moment(text: str) -> datetime:
    if not text:
        return timezone.now()
    parsed = parse_datetime(text)
    if parsed is None:
        raise CommandError(f"--now {text!r} is not a moment like 2026-03-02T10:00+02:00")
    return parsed if timezone.is_aware(parsed) else timezone.make_aware(parsed)
