"""`tell` writes exactly one message per fact, whoever the person is."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections, transaction

from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import MessageStatus, Topic
from digitilts.apps.notices.services.outbox import LONGEST_KEY, tell
from digitilts.apps.notices.services.texts import FactMissingError
from digitilts.apps.people.access import PUBLIC
from digitilts.apps.people.models import Person
from digitilts.values.channels import Channel
from tests.factories import make_consent, make_lesson, make_person, make_preferred_channel, make_proxy

TEMPLATE = "notices/conversation_reply"
FACTS = {"subject": "Kad sākas?", "text": "Rīt desmitos.", "code": "B7 K4 M3 P9"}
MOBILE, LANDLINE = "+37126123456", "+37163022238"


def told(person: Person, now, **given) -> Message:
    given = {
        "template": TEMPLATE,
        "topic": Topic.CONVERSATION,
        "facts": FACTS,
        "dedupe_key": "reply:1",
        "by": PUBLIC,
        "now": now,
        **given,
    }
    return tell(person_id=person.pk, **given)


def test_the_same_fact_told_twice_is_one_message(now):
    person = make_person(phone=MOBILE)
    first = told(person, now)
    assert told(person, now + timedelta(minutes=5)).pk == first.pk
    assert Message.objects.count() == 1


def test_the_message_goes_with_the_transaction_of_its_fact(now):
    person = make_person(phone=MOBILE)
    with transaction.atomic():
        told(person, now)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_mobile_number_gets_an_sms_in_the_persons_language(now):
    message = told(make_person(phone=MOBILE, language="en"), now)
    assert (message.channel, message.address, message.language) == (Channel.SMS, MOBILE, "en")
    assert message.status == MessageStatus.QUEUED
    assert "answer" in message.body


def test_a_landline_is_called_never_texted(now):
    message = told(make_person(phone=LANDLINE), now)
    assert (message.channel, message.status) == (Channel.CALL, MessageStatus.TO_CALL)


def test_somebody_without_anything_becomes_a_call_through_those_who_know_her(now):
    message = told(make_person(), now)
    assert (message.channel, message.address) == (Channel.CALL, "")
    assert message.status == MessageStatus.TO_CALL
    assert message.body


def test_an_address_alone_gets_a_letter_when_the_post_is_in_time(now):
    person = make_person(address="Lielā iela 1, Eleja")
    assert told(person, now).status == MessageStatus.TO_PRINT
    late = told(person, now, dedupe_key="late", useful_until=now + timedelta(days=2))
    assert late.channel == Channel.CALL


def test_a_relative_who_takes_messages_gets_it_and_is_told_for_whom(now):
    daughter = make_person(given_name="Ilze", phone=MOBILE)
    person = make_person(given_name="Velta", family_name="Ozola")
    make_proxy(person=daughter, acts_for=person)
    message = told(person, now)
    assert (message.person_id, message.via_id, message.address) == (person.pk, daughter.pk, MOBILE)
    assert message.body.startswith("Ziņa cilvēkam Velta Ozola:")


def test_a_relative_who_may_only_register_hears_nothing(now):
    daughter = make_person(given_name="Ilze", phone=MOBILE)
    person = make_person()
    make_proxy(person=daughter, acts_for=person, matters=["lessons"])
    assert told(person, now).via_id is None


def test_news_without_consent_is_written_down_as_not_sent(now):
    person = make_person(phone=MOBILE)
    message = told(person, now, topic=Topic.NEWS)
    assert message.status == MessageStatus.DROPPED
    assert message.receipts.get().detail == "no_consent"
    make_consent(person=person)
    assert told(person, now, topic=Topic.NEWS, dedupe_key="2").status == MessageStatus.QUEUED


def test_a_withdrawn_consent_is_no_consent(now):
    person = make_person(phone=MOBILE)
    make_consent(person=person, withdrawn_at=now, withdrawn_how="phone")
    assert told(person, now, topic=Topic.NEWS).status == MessageStatus.DROPPED


def test_switched_off_reminders_stay_away_but_a_change_comes(now):
    person = make_person(phone=MOBILE)
    for topic in (Topic.REMINDER, Topic.CHANGE):
        make_preferred_channel(person=person, topic=topic, channel=Channel.SMS)
    assert told(person, now, topic=Topic.REMINDER).status == MessageStatus.DROPPED
    assert told(person, now, topic=Topic.CHANGE, dedupe_key="2").channel == Channel.SMS


def test_an_sms_written_in_the_evening_waits_for_the_morning(now):
    evening = now.replace(hour=21)
    message = told(make_person(phone=MOBILE), evening)
    assert message.not_before == (now + timedelta(days=1)).replace(hour=9)


def test_a_message_of_a_merged_person_goes_to_the_one_who_stayed(now):
    kept = make_person(phone=MOBILE)
    dropped = make_person(merged_into=kept)
    assert told(dropped, now).person_id == kept.pk


def test_an_erased_person_gets_nothing(now):
    message = told(make_person(is_ghost=True), now)
    assert message.status == MessageStatus.DROPPED


def test_a_key_of_any_length_fits_and_stays_distinct(now):
    person = make_person(phone=MOBILE)
    long = "x" * 300
    keys = {told(person, now, dedupe_key=long + end).dedupe_key for end in ("a", "b", "a")}
    assert len(keys) == 2
    assert all(len(key) <= LONGEST_KEY for key in keys)


def test_the_message_remembers_what_it_is_about(now):
    lesson = make_lesson()
    message = told(make_person(phone=MOBILE), now, about=lesson)
    assert (message.about_kind, message.about_id) == ("learning.lesson", str(lesson.pk))


def test_a_name_with_an_apostrophe_is_not_escaped(now):
    message = told(make_person(email="a@b.lv"), now, facts={**FACTS, "text": "O'Nīls & dēls"})
    assert "O'Nīls & dēls" in message.body


def test_a_fact_that_the_template_needs_and_nobody_gave_is_found_in_tests(now):
    with pytest.raises(FactMissingError, match="code"):
        told(make_person(email="a@b.lv"), now, facts={"subject": "x", "text": "y"})


@pytest.mark.django_db(transaction=True)
def test_twenty_who_tell_the_same_fact_at_once_inside_a_transaction_make_one_message(now):
    person, start, found = make_person(phone=MOBILE), Barrier(20), []

    def work():
        start.wait()
        try:
            with transaction.atomic():
                message = told(person, now)
                Message.objects.count()  # the transaction is still usable
            found.append(message.pk)
        finally:
            connections.close_all()

    threads = [Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert set(found) == {Message.objects.get().pk}


def test_a_caller_reads_no_internet_address_aloud(now):
    assert "://" in told(make_person(email="v@example.lv"), now).body
    assert "://" not in told(make_person(phone=LANDLINE), now, dedupe_key="2").body


def test_no_sms_of_ours_has_a_link(now):
    assert "://" not in told(make_person(phone=MOBILE), now).body


def test_without_a_gateway_an_sms_is_a_call(now, settings):
    settings.DEMO = False
    settings.SMS_URL = ""
    assert told(make_person(phone=MOBILE), now).channel == Channel.CALL
