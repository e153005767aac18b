"""What becomes of a call, and what follows from it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from digitilts.apps.audit.models import Entry
from digitilts.apps.notices.models import CallAttempt, Message
from digitilts.apps.notices.rules import CallOutcome, MessageStatus
from digitilts.apps.notices.services.calls import record_call
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import make_actor, make_message, make_other_territory, make_person

NUMBER = "+37163022238"


def call_for(person, **given):
    given = {"channel": Channel.CALL, "address": NUMBER, "status": MessageStatus.TO_CALL, **given}
    return make_message(person=person, **given)


def dial(message, outcome, now, by=None, **given):
    by = by or make_actor(Role.HELPER)
    given = {"submission_key": uuid4(), **given}
    attempt = record_call(message_id=message.pk, outcome=outcome, by=by, now=now, **given)
    message.refresh_from_db()
    return attempt


def test_somebody_reached_leaves_the_list_with_a_receipt(now):
    message = call_for(make_person(phone=NUMBER))
    dial(message, CallOutcome.REACHED, now)
    assert (message.status, message.done_at) == (MessageStatus.REACHED, now)
    assert message.receipts.get().is_success


def test_the_same_key_is_one_attempt(now):
    message, key = call_for(make_person(phone=NUMBER)), uuid4()
    dial(message, CallOutcome.REACHED, now, submission_key=key)
    dial(message, CallOutcome.REACHED, now, submission_key=key)
    assert CallAttempt.objects.count() == 1


def test_nobody_answered_waits_three_hours_but_not_into_the_night(now):
    message = call_for(make_person(phone=NUMBER))
    dial(message, CallOutcome.NO_ANSWER, now)
    assert message.not_before == now + timedelta(hours=3)
    dial(message, CallOutcome.NO_ANSWER, now.replace(hour=18))
    assert message.not_before == (now + timedelta(days=1)).replace(hour=9)


def test_after_three_calls_in_vain_a_letter_takes_over(now):
    message = call_for(make_person(phone=NUMBER, address="Lielā iela 1, Eleja"))
    for _time in range(3):
        dial(message, CallOutcome.NO_ANSWER, now)
    assert message.status == MessageStatus.DEAD
    letter = Message.objects.get(status=MessageStatus.TO_PRINT)
    assert letter.body == message.body
    assert message.calls.count() == 3


def test_without_an_address_the_calls_go_on(now):
    message = call_for(make_person(phone=NUMBER))
    for _time in range(4):
        dial(message, CallOutcome.NO_ANSWER, now)
    assert message.status == MessageStatus.TO_CALL


def test_a_letter_that_would_come_too_late_is_not_written(now):
    person = make_person(phone=NUMBER, address="Lielā iela 1, Eleja")
    message = call_for(person, useful_until=now + timedelta(days=1))
    for _time in range(3):
        dial(message, CallOutcome.NO_ANSWER, now)
    assert message.status == MessageStatus.TO_CALL


def test_a_wrong_number_goes_by_another_way_not_by_the_same_number(now):
    message = call_for(make_person(phone=NUMBER))
    dial(message, CallOutcome.WRONG_NUMBER, now)
    following = Message.objects.exclude(pk=message.pk).get()
    assert message.status == MessageStatus.DEAD
    assert (following.status, following.address) == (MessageStatus.TO_CALL, "")


def test_a_promised_time_is_kept_even_in_the_evening(now):
    message = call_for(make_person(phone=NUMBER))
    evening = now.replace(hour=21)
    dial(message, CallOutcome.CALL_LATER, now, call_again_at=evening)
    assert message.not_before == evening


def test_a_promised_time_lies_ahead(now):
    message = call_for(make_person(phone=NUMBER))
    with pytest.raises(RefusedError, match="time_is_past"):
        dial(message, CallOutcome.CALL_LATER, now, call_again_at=now - timedelta(hours=1))


def test_word_left_at_the_library_is_the_result_when_there_is_no_number(now):
    message = call_for(make_person(), address="")
    dial(message, CallOutcome.LEFT_WORD, now)
    assert message.status == MessageStatus.REACHED


def test_word_left_with_a_relative_is_followed_up_next_day(now):
    message = call_for(make_person(phone=NUMBER))
    dial(message, CallOutcome.LEFT_WORD, now)
    assert (message.status, message.not_before) == (MessageStatus.TO_CALL, now + timedelta(days=1))


def test_a_finished_call_cannot_be_finished_again(now):
    message = call_for(make_person(phone=NUMBER))
    dial(message, CallOutcome.REACHED, now)
    with pytest.raises(RefusedError, match="not_on_call_list"):
        dial(message, CallOutcome.NO_ANSWER, now)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRAINER, Role.DRIVER])
def test_only_those_who_work_with_messages_may_call(now, role):
    with pytest.raises(RefusedError, match="not_yours"):
        dial(call_for(make_person(phone=NUMBER)), CallOutcome.REACHED, now, by=make_actor(role))


def test_somebody_from_another_municipality_may_not(now):
    stranger = make_actor(Role.HELPER, make_other_territory())
    with pytest.raises(RefusedError, match="not_yours"):
        dial(call_for(make_person(phone=NUMBER)), CallOutcome.REACHED, now, by=stranger)


def test_the_record_holds_codes_only(now):
    message = call_for(make_person(phone=NUMBER))
    dial(message, CallOutcome.NO_ANSWER, now, note="Zvanīt ilgi, viņa slikti dzird")
    entry = Entry.objects.get(did="notices.record_call")
    assert entry.details == {"outcome": "no_answer"}
