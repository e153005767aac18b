"""When somebody dials again, and when the post takes over."""

from datetime import UTC, datetime, timedelta

import pytest

from digitilts.apps.notices.rules import CallOutcome, next_call, pause_after, should_become_letter

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
NO, WRONG, LEFT = CallOutcome.NO_ANSWER, CallOutcome.WRONG_NUMBER, CallOutcome.LEFT_WORD


def test_nobody_answered_means_again_in_three_hours():
    assert next_call(NO, AT) == AT + timedelta(hours=3)


def test_the_person_says_when_to_ring_again():
    assert next_call(CallOutcome.CALL_LATER, AT, AT + timedelta(days=1)) == AT + timedelta(days=1)


def test_after_speaking_with_the_person_nobody_rings_again():
    assert next_call(CallOutcome.REACHED, AT) is None


@pytest.mark.parametrize(
    ("outcomes", "has_address", "post_in_time", "answer"),
    [
        ([NO, NO], True, True, False),
        ([NO, NO, NO], True, True, True),
        ([NO, NO, NO], False, True, False),
        ([NO, NO, NO], True, False, False),
        ([NO, LEFT, NO, NO], True, True, True),
        ([WRONG], True, True, True),
        ([WRONG], False, True, False),
    ],
)
def test_a_letter_takes_over_after_three_calls_in_vain(outcomes, has_address, post_in_time, answer):
    assert should_become_letter(outcomes, has_address=has_address, post_in_time=post_in_time) is answer


def test_pauses_grow_and_end():
    pauses = [pause_after(attempts) for attempts in range(1, 6)]
    assert pauses[:-1] == sorted(pauses[:-1])
    assert pauses[-1] is None
