"""Two-way: a resident asks, the municipality answers, a helper writes for somebody on the phone."""

from uuid import uuid4

import pytest

from digitilts.apps.notices.models import Conversation, ConversationEntry, Message
from digitilts.apps.notices.rules import Author, ConversationStatus, MessageStatus
from digitilts.apps.notices.services import conversations
from digitilts.apps.notices.services.conversations import Asker
from digitilts.apps.people.access import PUBLIC, Actor
from digitilts.apps.people.models import Person
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_actor,
    make_conversation,
    make_other_territory,
    make_person,
    make_territory,
    make_user,
)

TEXT = "Kad būs nākamā nodarbība?\nLabprāt nāktu ar māsu."


def asked(now, **given):
    asker = Asker(**{"name": "Velta Anna Ozola", "territory_id": make_territory().pk, **given})
    return conversations.ask(asker=asker, text=TEXT, by=PUBLIC, now=now, submission_key=uuid4())


def written(now, write=conversations.answer, by=None, **given):
    given = {"text": "Ceturtdien.", "submission_key": uuid4(), **given}
    return write(by=by or make_actor(Role.HELPER), now=now, **given)


def test_a_question_without_an_account_makes_a_person_with_the_wished_channel(now):
    made = asked(now, answer_by=Channel.CALL, phone="+37163022238")
    person = made.person
    assert (person.given_name, person.family_name) == ("Velta", "Anna Ozola")
    assert (person.phone, person.channel, person.home) == ("+37163022238", Channel.CALL, make_territory())
    assert made.subject == "Kad būs nākamā nodarbība?"
    assert made.entries.get().author == Author.RESIDENT


def test_a_known_phone_number_does_not_reveal_whom_we_know(now):
    known = make_person(phone="+37126123456")
    assert asked(now, answer_by=Channel.SMS, phone=known.phone).person != known


def test_the_same_question_sent_twice_is_one(now):
    key, asker = uuid4(), Asker(name="Velta", territory_id=make_territory().pk)
    pair = [
        conversations.ask(asker=asker, text=TEXT, by=PUBLIC, now=now, submission_key=key) for _ in range(2)
    ]
    assert pair[0] == pair[1]
    assert (Conversation.objects.count(), Person.objects.count()) == (1, 1)


def test_a_signed_in_resident_stays_themselves(now):
    person = make_person()
    by = Actor(user=make_user(person=person))
    asker = Asker(name="", territory_id=make_territory().pk)
    made = conversations.ask(asker=asker, text=TEXT, by=by, now=now, submission_key=uuid4())
    assert made.person == person


def test_an_answer_travels_by_the_persons_channel_with_the_code(now):
    made = asked(now, answer_by=Channel.SMS, phone="+37126123456")
    written(now, conversation_id=made.pk)
    message = Message.objects.get()
    made.refresh_from_db()
    assert made.status == ConversationStatus.ANSWERED
    assert message.channel == Channel.SMS
    assert "Ceturtdien." in message.body
    assert (message.about_kind, message.about_id) == ("notices.conversation", str(made.pk))


def test_somebody_who_will_ring_with_the_code_is_not_looked_for(now):
    made = asked(now)
    written(now, conversation_id=made.pk)
    assert not Message.objects.exists()


def test_an_answer_to_somebody_whom_a_helper_entered_goes_to_the_call_list(now):
    helper = make_actor(Role.HELPER)
    made = make_conversation(person=make_person(entered_by=helper.user))
    written(now, conversation_id=made.pk, by=helper)
    assert Message.objects.get().status == MessageStatus.TO_CALL


def test_the_same_answer_sent_twice_is_told_once(now):
    made, key = asked(now, answer_by=Channel.SMS, phone="+37126123456"), uuid4()
    for _time in range(2):
        written(now, conversation_id=made.pk, submission_key=key)
    assert (Message.objects.count(), made.entries.count()) == (1, 2)


def test_a_helper_writes_down_with_their_own_name_beside_it(now):
    helper = make_actor(Role.HELPER)
    made = conversations.start_for(
        person_id=make_person().pk, text=TEXT, by=helper, now=now, submission_key=uuid4()
    )
    entry = ConversationEntry.objects.get(conversation=made)
    assert (entry.author, entry.written_by) == (Author.HELPER, helper.user)
    assert made.status == ConversationStatus.OPEN


def test_writing_again_opens_a_closed_conversation(now):
    made = make_conversation(status=ConversationStatus.CLOSED)
    conversations.write_as_resident(
        conversation_id=made.pk, text="Un vēl…", by=PUBLIC, now=now, submission_key=uuid4()
    )
    made.refresh_from_db()
    assert made.status == ConversationStatus.OPEN


def test_close_and_open_again(now):
    made, by = make_conversation(), make_actor(Role.COORDINATOR)
    for is_closed, status in ((True, ConversationStatus.CLOSED), (False, ConversationStatus.OPEN)):
        conversations.set_closed(conversation_id=made.pk, is_closed=is_closed, by=by, now=now)
        made.refresh_from_db()
        assert made.status == status


@pytest.mark.parametrize("by", ["other", "auditor", "public"])
def test_nobody_else_writes_into_a_conversation(now, by):
    actor = {
        "other": lambda: make_actor(Role.HELPER, make_other_territory()),
        "auditor": lambda: make_actor(Role.AUDITOR),
        "public": lambda: PUBLIC,
    }[by]()
    made = make_conversation()
    for write in (conversations.answer, conversations.write_down):
        with pytest.raises(RefusedError, match="not_yours"):
            written(now, write=write, by=actor, conversation_id=made.pk)
    with pytest.raises(RefusedError, match="not_yours"):
        conversations.set_closed(conversation_id=made.pk, is_closed=True, by=actor, now=now)


def test_a_long_first_line_is_cut_at_a_word(now):
    asker = Asker(name="Velta", territory_id=make_territory().pk)
    made = conversations.ask(asker=asker, text="vārds " * 40, by=PUBLIC, now=now, submission_key=uuid4())
    assert made.subject.endswith("vārds …")
    assert len(made.subject) <= 82
