"""Recording and sealing what happened."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from digitilts.apps.audit.models import Entry, Seal
from digitilts.apps.audit.queries.chain import broken_link, newest_seal
from digitilts.apps.audit.rules import Break
from digitilts.apps.audit.services import record, seal
from digitilts.values.roles import Role
from tests import factories
from tests.conftest import triggers_lifted


def test_an_entry_knows_who_what_for_whom_and_where(now: datetime) -> None:
    by = factories.make_actor(Role.HELPER)
    registration = factories.make_registration()
    entry = record(
        by=by,
        did="learning.register_person",
        on=registration,
        about=registration.person_id,
        now=now,
        heard="phone",
    )
    assert (entry.user_id, entry.role) == (by.user_id, "helper")
    assert (entry.object_kind, entry.object_id) == ("learning.registration", str(registration.pk))
    assert entry.person_id == registration.person_id
    assert entry.territory_path == registration.lesson.activity.territory.path
    assert entry.details == {"heard": "phone"}


def test_every_kind_of_object_leads_to_its_territory() -> None:
    parish = factories.make_territory()
    assert record_path(factories.make_person(home=parish)) == parish.path
    assert record_path(factories.make_venue(territory=parish)) == parish.path
    municipality = factories.make_municipality().path
    for made in (
        factories.make_lesson(),
        factories.make_attendance(),
        factories.make_diary_tag(),
        factories.make_target(),
        factories.make_contribution(),
        factories.make_manual_value(),
        factories.make_milestone(),
        factories.make_publication(),
        factories.make_certificate(),
    ):
        assert record_path(made) == municipality, made
    for made in (factories.make_need(), factories.make_message(), factories.make_conversation_entry()):
        assert record_path(made) == parish.path, made


def record_path(thing: object) -> str:
    from digitilts.apps.audit.services import territory_path_of

    return territory_path_of(thing)  # type: ignore[arg-type]


def test_sealing_adds_one_link_per_entry_and_only_once(now: datetime) -> None:
    for _ in range(3):
        factories.make_entry()
    assert seal(now=now) == 3
    assert seal(now=now) == 0
    factories.make_entry()
    assert seal(now=now) == 1
    assert list(Seal.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert broken_link() is None


def verify(*args: str) -> str:
    out = StringIO()
    call_command("audit", "verify", *args, stdout=out)
    return out.getvalue()


def test_verify_names_the_head_of_a_chain_that_holds(now: datetime) -> None:
    factories.make_entry()
    seal(now=now)
    head = newest_seal()
    assert head is not None
    assert f"Head: 1:{head.mac}" in verify()
    assert "holds" in verify("--head", f"1:{head.mac}")


def test_verify_finds_an_edited_entry_and_ends_with_an_error(now: datetime) -> None:
    entries = [factories.make_entry() for _ in range(3)]
    seal(now=now)
    with triggers_lifted(connection):
        Entry.objects.filter(pk=entries[1].pk).update(user_id=99)
    with pytest.raises(CommandError, match="Link 2") as raised:
        verify()
    assert raised.value.returncode == 1


def test_verify_finds_a_deleted_entry(now: datetime) -> None:
    entries = [factories.make_entry() for _ in range(3)]
    seal(now=now)
    with triggers_lifted(connection):
        Seal.objects.filter(number=2).delete()
        entries[1].delete()
    assert broken_link() == Break(2, "number_missing")


def test_verify_finds_a_cut_off_end_with_a_head_written_down_earlier(now: datetime) -> None:
    for _ in range(3):
        factories.make_entry()
    seal(now=now)
    head = newest_seal()
    assert head is not None
    with triggers_lifted(connection):
        Seal.objects.filter(number__gt=1).delete()
    assert broken_link() is None
    with pytest.raises(CommandError, match="cut off"):
        verify("--head", f"3:{head.mac}")


def test_verify_refuses_a_head_that_it_cannot_read() -> None:
    with pytest.raises(CommandError, match="NUMBER:MAC"):
        verify("--head", "yesterday")
