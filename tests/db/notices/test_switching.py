"""A person's switches."""

import pytest

from digitilts.apps.audit.models import Entry
from digitilts.apps.notices.rules import Topic
from digitilts.apps.notices.services.switches import set_switches
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import PreferredChannel
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import make_actor, make_other_territory, make_person, make_user

REMINDER_SMS = (Topic.REMINDER, Channel.SMS)


def test_off_on_and_as_usual(now):
    person, by = make_person(), make_actor(Role.HELPER)
    seen = []
    for state in (False, True, None):
        set_switches(person_id=person.pk, switches={REMINDER_SMS: state}, by=by, now=now)
        seen.append(list(PreferredChannel.objects.values_list("is_on", flat=True)))
    assert seen == [[False], [True], []]


def test_saving_the_same_again_writes_no_audit_entry(now):
    person, by = make_person(), make_actor(Role.HELPER)
    for _time in range(2):
        set_switches(person_id=person.pk, switches={REMINDER_SMS: False}, by=by, now=now)
    assert Entry.objects.filter(did="notices.set_switches").count() == 1


def test_a_resident_sets_their_own(now):
    person = make_person()
    by = Actor(user=make_user(person=person))
    set_switches(person_id=person.pk, switches={REMINDER_SMS: False}, by=by, now=now)
    assert PreferredChannel.objects.get().person == person


def test_changes_of_lessons_cannot_be_switched(now):
    switches = {(Topic.CHANGE, Channel.SMS): False}
    with pytest.raises(RefusedError, match="change_is_always_told"):
        set_switches(person_id=make_person().pk, switches=switches, by=make_actor(Role.HELPER), now=now)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRAINER])
def test_others_may_not(now, role):
    with pytest.raises(RefusedError, match="not_yours"):
        set_switches(person_id=make_person().pk, switches={REMINDER_SMS: False}, by=make_actor(role), now=now)


def test_nor_a_helper_of_another_municipality(now):
    stranger = make_actor(Role.HELPER, make_other_territory())
    with pytest.raises(RefusedError, match="not_yours"):
        set_switches(person_id=make_person().pk, switches={REMINDER_SMS: False}, by=stranger, now=now)
