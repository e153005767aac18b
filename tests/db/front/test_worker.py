"""The worker does what the schedule says, and one broken duty does not stop the others."""

import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from threading import Event, Timer
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from digitilts.apps.audit.models import Seal
from digitilts.apps.front.management.commands import worker
from tests import factories

done: list[datetime] = []


def remember(*, now: datetime) -> None:
    done.append(now)


def fail(*, now: datetime) -> None:
    raise RuntimeError(f"no luck at {now}")


HERE = "tests.db.front.test_worker"


@pytest.fixture(autouse=True)
def _nothing_done_yet() -> None:
    done.clear()


@pytest.fixture(autouse=True)
def _keep_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction must survive the duties."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


def test_once_does_every_duty_once_at_the_given_moment(settings: Any) -> None:
    settings.SCHEDULE = [(f"{HERE}.remember", 10), (f"{HERE}.remember", 10)]
    call_command("worker", "--once", "--now", "2026-03-02T10:00+02:00")
    assert [moment.isoformat() for moment in done] == ["2026-03-02T10:00:00+02:00"]


def test_a_broken_and_a_missing_duty_are_named_and_the_others_are_done(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SCHEDULE = [(f"{HERE}.fail", 1), (f"{HERE}.gone", 1), (f"{HERE}.remember", 1)]
    with caplog.at_level(logging.ERROR), pytest.raises(CommandError, match=r"fail, .*gone"):
        call_command("worker", "--once")
    assert len(done) == 1
    assert "no luck" in caplog.text


def test_the_real_schedule_seals_the_trail() -> None:
    factories.make_entry()
    call_command("worker", "--once")
    assert Seal.objects.count() >= 1


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="not a moment"):
        call_command("worker", "--once", "--now", "tomorrow")


def test_duties_are_repeated_when_due_until_the_worker_is_stopped() -> None:
    stop = Event()
    slow: list[datetime] = []
    duties: dict[str, tuple[Callable[..., object], int]] = {
        "often": (remember, 0),
        "once an hour": (lambda *, now: slow.append(now), 3600),
    }
    Timer(1.3, stop.set).start()
    worker.work_until_stopped(duties, stop)
    assert len(done) >= 2
    assert len(slow) == 1


def test_sigterm_ends_the_worker() -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        stop = worker._stopping()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)
        assert stop.is_set()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
