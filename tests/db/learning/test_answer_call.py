"""An offer is answered in the call in which it is made."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.services.registration import cancel_registration, register
from digitilts.apps.learning.services.waiting import accept_offer, decline_offer
from digitilts.apps.notices.models import CallAttempt, Message
from digitilts.apps.people.access import PUBLIC
from digitilts.values.channels import Heard
from digitilts.values.roles import Role
from tests.factories import make_lesson, make_municipality, make_other_territory, make_person, make_user


def enter(lesson, now, **person):
    facts = {"heard": Heard.OWN_CLICK, "by": PUBLIC, "now": now, "submission_key": uuid4()}
    return register(lesson_id=lesson.pk, person_id=make_person(**person).pk, **facts)


@pytest.fixture
def call(now):
    """Somebody with a land line is offered the seat that became free."""
    lesson = make_lesson(seats=1, starts_at=now + timedelta(days=9))
    seated = enter(lesson, now, phone="+37120000001")
    waiting = enter(lesson, now, phone="+37163022238")
    Message.objects.filter(person=waiting.person).delete()
    cancel_registration(registration_id=seated.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)
    return Message.objects.get(template="learning/seat_offered")


@pytest.fixture
def helper(client):
    client.force_login(make_user(Role.HELPER, make_municipality()))
    return client


def url(call):
    return reverse("learning:answer_call", args=[call.pk])


@pytest.mark.parametrize(("says", "status"), [("accept", "registered"), ("decline", "cancelled")])
def test_yes_or_no_is_one_click_away_and_nobody_is_rung_up_again(says, status, call, helper):
    assert url(call) in helper.get(reverse("notices:call_task", args=[call.pk])).content.decode()

    answer = helper.post(url(call), {"do": says, "submission_key": str(uuid4())})

    assert answer["Location"] == reverse("notices:call_list")
    assert Registration.objects.get(person=call.person).status == status
    assert set(CallAttempt.objects.values_list("outcome", flat=True)) == {"reached"}
    assert not Message.objects.filter(status="to_call").exists()


def test_the_same_click_again_changes_nothing(call, helper):
    posted = {"do": "accept", "submission_key": str(uuid4())}
    for _time in range(2):
        helper.post(url(call), posted)

    assert Registration.objects.get(person=call.person).status == "registered"
    assert CallAttempt.objects.filter(message=call).count() == 1


def test_an_offer_that_is_over_is_not_given_again(call, helper):
    Registration.objects.filter(person=call.person).update(status="cancelled", offered_until=None)

    answer = helper.post(url(call), {"do": "accept", "submission_key": str(uuid4())}, follow=True)

    assert "nākamajam" in answer.content.decode()
    assert Registration.objects.get(person=call.person).status == "cancelled"
    assert not CallAttempt.objects.exists()


@pytest.mark.parametrize("answer", [accept_offer, decline_offer])
def test_who_answered_another_way_is_not_rung_up_any_more(answer, call, now):
    place = Registration.objects.get(person=call.person)

    answer(registration_id=place.pk, how=Heard.OWN_CLICK, by=PUBLIC, now=now)

    call.refresh_from_db()
    assert call.status == "dropped"
    assert call.receipts.get().detail == "answered"


def test_only_an_offer_is_answered_and_only_by_those_who_may(call, client):
    client.force_login(make_user(Role.HELPER, make_other_territory()))
    assert client.post(url(call), {"do": "accept", "submission_key": str(uuid4())}).status_code == 404
    assert Registration.objects.get(person=call.person).status == "offered"

    client.force_login(make_user(Role.AUDITOR, make_municipality()))
    assert client.post(url(call), {"do": "accept"}).status_code == 403
