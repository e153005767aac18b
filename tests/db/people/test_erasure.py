"""A person erased is found nowhere: every text they left is planted, and the whole database is searched."""

import base64
import json
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models
from django.db.models import Count

from digitilts.apps.learning.models import Attendance, Registration
from digitilts.apps.notices.models import CallAttempt
from digitilts.apps.people.models import Person
from digitilts.apps.people.queries.links import links_to_people, rows_below
from digitilts.apps.people.rules import ConsentHow
from digitilts.apps.people.services.erasure import erase_person
from digitilts.apps.people.services.merging import merge_persons
from digitilts.values.folded import fold
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_actor,
    make_attendance,
    make_call_attempt,
    make_certificate,
    make_consent,
    make_conversation,
    make_conversation_entry,
    make_counter_session,
    make_feed,
    make_lesson,
    make_message,
    make_need,
    make_person,
    make_preferred_channel,
    make_proxy,
    make_receipt,
    make_registration,
    make_user,
)

TEXTS = (models.CharField, models.TextField, models.EmailField)
PLAIN_PLACES = {"people.person": {"phone", "email"}, "people.user": {"email", "username"}}


def make_full_life(person: Person) -> None:
    """One row of everything that can hang on a person, here and in the apps above."""
    lesson = make_lesson()
    registration = make_registration(person=person, lesson=lesson)
    make_attendance(registration=registration)
    make_registration(on_word_of=person)
    make_certificate(person=person)
    make_feed(person=person)
    message = make_message(person=person)
    make_receipt(message=message)
    make_call_attempt(message=message)
    make_message(via=person)
    make_conversation_entry(conversation=make_conversation(person=person))
    make_need(person=person)
    make_proxy(person=person)
    make_proxy(acts_for=person)
    make_consent(person=person, how=ConsentHow.SIGNED_PAPER)
    make_consent(given_by=person)
    make_preferred_channel(person=person)
    make_counter_session(person=person)
    user = make_user(person=person, username=f"u{uuid4().hex[:8]}")
    EmailAddress.objects.create(user=user, email="old@example.org")
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["draft"] = "Skaidrīte"
    session.save()


def plant(person: Person) -> list[str]:
    """Fill every text column of every row that is about the person with a word of its own."""
    planted: list[str] = []
    for link in links_to_people():
        rows = list(link.rows(person.pk))
        planted += plant_in(rows)
        for below, column in rows_below(link.model):
            if link.is_owner and link.model is not Person:
                planted += plant_in(list(below._base_manager.filter(**{f"{column}__in": rows})))
    return planted + plant_in([person])


def plant_in(rows: list[models.Model]) -> list[str]:
    planted = []
    for row in rows:
        for field in row._meta.concrete_fields:
            if not isinstance(field, TEXTS) or field.choices or field.name in NOT_TEXT:
                continue
            # A registration made on somebody's word is another person's own row.
            if isinstance(row, Registration) and field.name == "code" and row.on_word_of_id:
                continue
            word = f"{uuid4().hex[:9]}Ķīš"[: field.max_length or 20]
            type(row)._base_manager.filter(pk=row.pk).update(**{field.name: word})
            planted.append(word)
        row.refresh_from_db()
    return planted


# Codes of ours that other columns check; they hold no words of people.
NOT_TEXT = {
    "search_key", "sex", "language", "channel", "entered_how", "heard", "withdrawn_how", "cancelled_how",
    "template", "dedupe_key", "about_kind", "about_id", "provider", "number", "password", "age_band", "topic",
}  # fmt: skip


def encodings(value: str) -> set[bytes]:
    """How a text can lie in a file."""
    forms = {value, value.upper(), value.lower(), fold(value), json.dumps(value)[1:-1], quote(value)}
    found = {form.encode() for form in forms} | {value.encode("utf-16-le"), value.encode("utf-16-be")}
    found |= {base64.b64encode(value.encode())[: len(value) // 3 * 4 - 4]}
    return {form for form in found if len(form) >= 6}


def everything_stored() -> bytes:
    """All rows of all tables as text, and on SQLite the very bytes of the file and of its log."""
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names of our own tables
            parts.append(repr(cursor.fetchall()).encode())
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        parts += [path.read_bytes() for path in map(Path, (name, f"{name}-wal")) if path.exists()]
    return b"\n".join(parts)


def found_in(stored: bytes, values: list[str]) -> set[str]:
    return {value for value in values if any(form in stored for form in encodings(value))}


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_person_is_left_anywhere(now):
    person = make_person(given_name="Skaidrīte", phone="+37126554433", email="skaidrite@example.org")
    helper = make_actor(Role.ADMINISTRATOR)
    make_full_life(person)
    planted = plant(person)
    Person.objects.get(pk=person.pk).save()
    assert found_in(everything_stored(), planted) == set(planted)

    erase_person(person_id=person.pk, by=helper, now=now)

    # What stood there before the planting may still lie in SQLite's file: it must go too.
    assert found_in(everything_stored(), [*planted, "Skaidrīte"]) == set()
    assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_search_itself_finds_every_encoding():
    stored = "Skaidrīte Ķēniņa".encode("utf-16-le") + json.dumps("Ķīlis").encode() + quote("Jānītis").encode()

    assert found_in(stored, ["Skaidrīte Ķēniņa", "Ķīlis", "Jānītis", "nobody"]) == {
        "Skaidrīte Ķēniņa",
        "Ķīlis",
        "Jānītis",
    }


def test_the_planting_reaches_every_model_that_points_to_a_person(now):
    person = make_person()
    make_full_life(person)

    empty = {(link.label, link.column) for link in links_to_people() if not link.rows(person.pk).exists()}

    assert empty == {("people.person", "merged_into"), ("people.merge", "kept"), ("people.merge", "dropped")}


def test_counts_stay_when_a_person_is_erased(now):
    person = make_person()
    registration = make_registration(person=person)
    make_attendance(registration=registration, age_band="75+")
    make_attendance(person=person, age_band="75+")
    before = counts()

    erase_person(person_id=person.pk, by=make_actor(Role.HELPER), now=now)

    assert counts() == before


def counts() -> list[object]:
    by_band = Attendance.objects.values("age_band", "home").annotate(
        people=Count("person", distinct=True), rows=Count("id")
    )
    return [*by_band, Registration.objects.values("person").distinct().count(), Registration.objects.count()]


def test_erasing_forgets_the_records_that_were_merged_into_it(now):
    helper = make_actor(Role.HELPER)
    kept, dropped = make_person(), make_person(given_name="Otrreiz")
    merge_persons(kept_id=kept.pk, dropped_id=dropped.pk, by=helper, now=now)

    erase_person(person_id=kept.pk, by=helper, now=now)

    assert set(Person.objects.values_list("is_ghost", flat=True)) == {True}


def test_a_note_of_a_phone_call_is_emptied_and_the_call_still_counts(now):
    person = make_person()
    make_call_attempt(message=make_message(person=person), note="Teica Velta")

    erase_person(person_id=person.pk, by=make_actor(Role.HELPER), now=now)

    assert CallAttempt.objects.values_list("note", flat=True).get() == ""


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRAINER, Role.DRIVER])
def test_who_does_not_keep_the_records_erases_nobody(role, now):
    person = make_person()

    with pytest.raises(RefusedError, match="not_yours"):
        erase_person(person_id=person.pk, by=make_actor(role), now=now)


def test_somebody_who_works_here_is_not_erased_before_their_roles_end(now):
    person = make_person()
    make_user(Role.TRAINER, person=person)

    with pytest.raises(RefusedError, match="ends_roles_first"):
        erase_person(person_id=person.pk, by=make_actor(Role.HELPER), now=now)


def test_every_model_that_points_to_a_person_says_what_erasure_does_to_it():
    assert len(links_to_people()) == sum(
        1
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person
    )
