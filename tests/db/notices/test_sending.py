"""The worker: whatever dies in between, nobody is forgotten, and a good gateway tells nobody twice."""

import random
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections

from digitilts.apps.notices.models import Message, Receipt
from digitilts.apps.notices.rules import LEASE, MessageStatus, Topic
from digitilts.apps.notices.services import sending
from digitilts.apps.notices.services.sending import claim, deliver, drop_outdated, send_due
from digitilts.gateways.deliveries import CarrierError, DeliveryState, FakeCarrier
from digitilts.values.channels import Channel
from tests.factories import make_consent, make_message, make_person


class KilledError(BaseException):
    """kill -9: nothing in the worker may catch it."""


class Gateway:
    """Delivers to people; may crash the worker, lose its own answer, or forget what it has taken."""

    name = "gateway"

    def __init__(self, *, honours_references=True, chance=None):
        self.honours, self.chance = honours_references, chance or random.Random(0)
        self.kill_rate = self.timeout_rate = self.refuse_rate = 0.0
        self.taken: set[str] = set()
        self.delivered: Counter[str] = Counter()

    def send(self, parcel):
        self._perhaps(self.kill_rate, KilledError())
        self._perhaps(self.refuse_rate, CarrierError("http_503"))
        if not (self.honours and parcel.reference in self.taken):
            self.delivered[parcel.reference] += 1
        self.taken.add(parcel.reference)
        self._perhaps(self.kill_rate, KilledError())
        self._perhaps(self.timeout_rate, CarrierError("timeout"))
        return "ok"

    def state_of(self, reference):
        self._perhaps(self.kill_rate, KilledError())
        self._perhaps(self.timeout_rate, CarrierError("timeout"))
        known = self.honours and reference in self.taken
        return DeliveryState.TAKEN if known else DeliveryState.UNKNOWN

    def _perhaps(self, rate, error):
        if self.chance.random() < rate:
            raise error


class Refusing(FakeCarrier):
    """Takes nothing."""

    def __init__(self, error):
        super().__init__()
        self.error, self.calls = error, 0

    def send(self, parcel):
        self.calls += 1
        self.refused = parcel
        raise self.error


def by(carrier):
    return lambda _channel, _is_demo: carrier


def queue(count, now, **given):
    """`count` messages to one person each, straight into the table."""
    person = make_person(phone="+37126123456")
    Message.objects.bulk_create(
        Message(
            person=person,
            topic=Topic.REGISTRATION,
            template="learning/seat_confirmed",
            language="lv",
            channel=Channel.SMS,
            address=f"+3712{number:07}",
            body="Jūs esat pieteikta.",
            dedupe_key=uuid4().hex,
            status=MessageStatus.QUEUED,
            not_before=now,
            created_at=now,
            **given,
        )
        for number in range(count)
    )


def statuses():
    return Counter(Message.objects.values_list("status", flat=True))


def test_a_due_message_is_sent_once_and_has_its_receipt(now):
    message = make_message(not_before=now)
    carrier = FakeCarrier()
    assert send_due(now=now, carriers=by(carrier)) == 1
    assert send_due(now=now + timedelta(hours=1), carriers=by(carrier)) == 0
    message.refresh_from_db()
    assert message.status == MessageStatus.SENT
    assert message.done_at - now < timedelta(seconds=30)
    assert list(carrier.taken) == [str(message.pk)]
    assert message.receipts.get().is_success


def test_a_message_waits_for_its_time(now):
    make_message(not_before=now + timedelta(minutes=1))
    assert send_due(now=now, carriers=by(FakeCarrier())) == 0


def test_a_gateway_in_trouble_is_asked_again_later_and_later(now):
    message = make_message(not_before=now)
    carrier = Refusing(CarrierError("http_503"))
    waits = []
    at = now
    for _attempt in range(4):
        send_due(now=at, carriers=by(carrier))
        message.refresh_from_db()
        waits.append(message.not_before - at)
        at = message.not_before
    assert waits == sorted(waits)
    assert message.status == MessageStatus.QUEUED
    assert message.receipts.count() == 4


def test_after_the_last_failure_a_human_takes_over(now):
    person = make_person(phone="+37126123456")
    message = make_message(person=person, not_before=now, about_kind="learning.lesson", about_id="7")
    at = now
    for _attempt in range(5):
        send_due(now=at, carriers=by(Refusing(CarrierError("http_503"))))
        message.refresh_from_db()
        at = message.not_before
    task = Message.objects.get(status=MessageStatus.TO_CALL)
    assert message.status == MessageStatus.DEAD
    assert (task.person, task.address, task.about_id) == (person, "+37126123456", "7")
    assert task.dedupe_key == f"after:{message.pk}"


def test_a_number_that_does_not_exist_is_not_tried_again(now):
    person = make_person(phone="+37126123456", email="v@example.lv")
    message = make_message(person=person, not_before=now)
    carrier = Refusing(CarrierError("http_422", is_final=True))
    send_due(now=now, carriers=by(carrier))
    message.refresh_from_db()
    assert message.status == MessageStatus.DEAD
    following = Message.objects.exclude(pk=message.pk).get()
    assert (following.channel, following.address) == (Channel.EMAIL, "v@example.lv")


def test_when_both_machines_fail_the_next_is_a_call_not_the_first_again(now):
    person = make_person(phone="+37126123456", email="v@example.lv")
    make_message(person=person, not_before=now)
    dead_end = by(Refusing(CarrierError("http_422", is_final=True)))
    send_due(now=now, carriers=dead_end)
    send_due(now=now + timedelta(minutes=1), carriers=dead_end)
    assert Message.objects.filter(status=MessageStatus.TO_CALL).count() == 1
    assert Message.objects.count() == 3


def test_a_message_that_no_longer_helps_is_dropped_and_says_so(now):
    message = make_message(not_before=now - timedelta(days=1), useful_until=now)
    call = make_message(channel=Channel.CALL, status=MessageStatus.TO_CALL, useful_until=now)
    carrier = FakeCarrier()
    send_due(now=now, carriers=by(carrier))
    for each in (message, call):
        each.refresh_from_db()
        assert each.status == MessageStatus.DROPPED
        assert each.receipts.get().detail == "too_late"
    assert not carrier.taken


def test_nobody_is_disturbed_because_the_worker_was_late(now):
    message = make_message(not_before=now)
    send_due(now=now.replace(hour=23), carriers=by(FakeCarrier()))
    message.refresh_from_db()
    assert message.status == MessageStatus.QUEUED
    assert message.not_before == (now + timedelta(days=1)).replace(hour=9)
    assert message.attempts == 0


def test_an_erased_person_is_not_written_to(now):
    message = make_message(person=make_person(is_ghost=True), address="", not_before=now)
    send_due(now=now, carriers=by(FakeCarrier()))
    message.refresh_from_db()
    assert message.status == MessageStatus.DROPPED


def test_news_stop_the_moment_the_consent_is_withdrawn(now):
    person = make_person(phone="+37126123456")
    consent = make_consent(person=person)
    consent.withdrawn_at, consent.withdrawn_how = now, "phone"
    consent.save()
    message = make_message(person=person, topic=Topic.NEWS, not_before=now)
    send_due(now=now, carriers=by(FakeCarrier()))
    message.refresh_from_db()
    assert message.status == MessageStatus.DROPPED


def test_a_killed_workers_message_is_taken_up_when_its_lease_ends(now):
    make_message(not_before=now)
    claim(now=now)  # and then the power went
    carrier = FakeCarrier()
    assert send_due(now=now + LEASE - timedelta(seconds=1), carriers=by(carrier)) == 0
    assert send_due(now=now + LEASE, carriers=by(carrier)) == 1


def test_before_sending_again_the_gateway_is_asked_by_reference(now):
    message = make_message(not_before=now)
    gateway = Gateway()
    claim(now=now)
    gateway.taken.add(str(message.pk))  # it was handed over just before the power went
    send_due(now=now + LEASE, carriers=by(gateway))
    assert not gateway.delivered
    assert Receipt.objects.get().detail == "already_taken"


def test_a_slow_worker_that_lost_its_lease_changes_nothing(now):
    make_message(not_before=now)
    (slow,) = claim(now=now)
    send_due(now=now + LEASE, carriers=by(FakeCarrier()))
    deliver(slow, now=now + LEASE, carriers=by(Refusing(CarrierError("x", is_final=True))))
    assert statuses() == {MessageStatus.SENT: 1}
    assert Receipt.objects.count() == 1


def test_a_lost_last_answer_does_not_send_somebody_to_the_phone(now):
    make_message(not_before=now, attempts=4)
    gateway = Gateway()
    gateway.timeout_rate = 0
    gateway.send = _take_then_time_out(gateway)
    send_due(now=now, carriers=by(gateway))
    assert statuses() == {MessageStatus.SENT: 1}


def _take_then_time_out(gateway):
    def send(parcel):
        gateway.taken.add(parcel.reference)
        raise CarrierError("timeout")

    return send


def test_demo_people_never_meet_a_real_gateway(now, settings):
    settings.SMS_URL = "https://gw.example/"
    message = make_message(not_before=now, is_demo=True)
    send_due(now=now)
    assert message.receipts.get().provider == "fake_sms"


# --- 2,000 messages and a worker that keeps dying ---------------------------------------------------


def run_until_empty(now, gateway, monkeypatch, *, seed):
    """Workers that may die before, between and after every step; each death is a new worker later."""
    chance = random.Random(seed)
    for step in ("claim", "_finish", "_retry", "_receipt"):
        monkeypatch.setattr(sending, step, _mortal(getattr(sending, step), chance, gateway.kill_rate))
    at, deaths = now, 0
    for _life in range(6000):
        try:
            if not send_due(now=at, carriers=by(gateway)) and not _unfinished():
                break
        except KilledError:
            deaths += 1
        at += timedelta(seconds=100)
        if at.hour >= 19:
            at = (at + timedelta(days=1)).replace(hour=10)
    return deaths


def _mortal(step, chance, rate):
    def call(*args, **kwargs):
        if chance.random() < rate:
            raise KilledError
        found = step(*args, **kwargs)
        if chance.random() < rate:
            raise KilledError
        return found

    return call


def _unfinished():
    return Message.objects.filter(status__in=(MessageStatus.QUEUED, MessageStatus.CLAIMED)).exists()


def test_two_thousand_messages_through_a_dying_worker_reach_everybody_exactly_once(now, monkeypatch):
    queue(2000, now)
    gateway = Gateway()
    gateway.kill_rate, gateway.timeout_rate, gateway.refuse_rate = 0.02, 0.1, 0.05
    deaths = run_until_empty(now, gateway, monkeypatch, seed=1)
    assert deaths > 100
    given_up = Message.objects.filter(status=MessageStatus.DEAD).count()
    calls = Message.objects.filter(status=MessageStatus.TO_CALL).count()
    assert set(gateway.delivered.values()) == {1}
    assert statuses()[MessageStatus.SENT] + given_up == 2000
    assert given_up == calls  # whoever a machine did not reach has a human to ring them
    reached = len(gateway.delivered)
    assert reached >= 2000 - given_up


def test_a_gateway_without_memory_loses_nobody_and_repeats_little(now, monkeypatch):
    queue(500, now)
    gateway = Gateway(honours_references=False)
    gateway.kill_rate = 0.01
    deaths = run_until_empty(now, gateway, monkeypatch, seed=2)
    repeated = sum(times - 1 for times in gateway.delivered.values())
    assert len(gateway.delivered) == 500
    assert 0 < repeated <= deaths


def test_marking_before_sending_would_lose_people(now, monkeypatch):
    """The other order, to prove that the test above can fail."""
    queue(500, now)
    gateway = Gateway()
    gateway.kill_rate = 0.01

    def mark_then_send(message, *, now, carriers):
        Message.objects.filter(pk=message.pk).update(status=MessageStatus.SENT)
        carriers(Channel.SMS, False).send(sending.Parcel(str(message.pk), message.address, message.body))

    monkeypatch.setattr(sending, "deliver", mark_then_send)
    run_until_empty(now, gateway, monkeypatch, seed=3)
    assert len(gateway.delivered) < 500


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_message_once(now):
    queue(240, now)
    gateway = Gateway(honours_references=False)  # would show every double hand-over
    start, errors = Barrier(4), []

    def work():
        try:
            start.wait()
            while send_due(now=now, carriers=by(gateway)):
                pass
        except Exception as error:  # noqa: BLE001  # told by the assertion below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert statuses() == {MessageStatus.SENT: 240}
    assert set(gateway.delivered.values()) == {1}


def test_no_transaction_is_open_while_a_gateway_is_asked(now, monkeypatch):
    make_message(not_before=now)
    depth = len(connection.savepoint_ids)

    class Watching(FakeCarrier):
        def send(self, parcel):
            assert len(connection.savepoint_ids) == depth
            return super().send(parcel)

    send_due(now=now, carriers=by(Watching()))
    assert statuses() == {MessageStatus.SENT: 1}


def test_a_call_that_no_longer_helps_leaves_the_list_once(now):
    make_message(status=MessageStatus.TO_CALL, channel=Channel.CALL, useful_until=now)
    assert [drop_outdated(now=now), drop_outdated(now=now)] == [1, 0]


def test_an_erased_person_leaves_the_call_list_too(now):
    message = make_message(status=MessageStatus.TO_CALL, channel=Channel.CALL, body="", address="")
    drop_outdated(now=now)
    message.refresh_from_db()
    assert message.status == MessageStatus.DROPPED
    assert message.receipts.get().detail == "erased"
