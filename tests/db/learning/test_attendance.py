"""The list on a phone: attendance, mark, mark_walk_in, mark_anonymous, close_attendance, paper."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from digitilts.apps.learning.rules import LessonStatus, Mark, RegistrationStatus
from digitilts.apps.people.models import Person
from digitilts.values.roles import Role
from tests.factories import make_lesson, make_person, make_registration, make_user


@pytest.fixture
def trainer(client):
    user = make_user(Role.TRAINER)
    client.force_login(user)
    return user


@pytest.fixture
def lesson(trainer, now):
    return make_lesson(starts_at=now - timedelta(minutes=30), trainers=[trainer])


def to(name, lesson):
    return reverse(f"learning:{name}", kwargs={"lesson_id": lesson.pk})


def marks(lesson):
    return sorted(lesson.attendances.values_list("mark", flat=True))


def test_one_tap_marks_and_comes_back_to_the_row(client, lesson):
    registration = make_registration(lesson=lesson)
    answer = client.post(to("mark", lesson), {"registration": registration.pk, "mark": "late"})
    assert answer["Location"].endswith(f"#row-{registration.pk}")
    assert marks(lesson) == [Mark.LATE]
    assert 'aria-pressed="true"' in client.get(to("attendance", lesson)).content.decode()


def test_an_early_tap_is_refused_in_words(client, trainer, now):
    later = make_lesson(starts_at=now + timedelta(days=1), trainers=[trainer])
    registration = make_registration(lesson=later)
    shown = client.post(to("mark", later), {"registration": registration.pk, "mark": "present"})
    assert "Nodarbība vēl nav sākusies." in shown.content.decode()
    assert marks(later) == []


def test_a_name_is_enough_for_somebody_new(client, lesson):
    client.post(to("mark_walk_in", lesson), {"given_name": "Zenta", "submission_key": uuid4()})
    assert marks(lesson) == [Mark.WALKED_IN]
    assert "Zenta" in client.get(to("attendance", lesson)).content.decode()


def test_a_trainer_finds_own_learners_and_no_strangers(client, trainer, lesson, now):
    mine = make_person(given_name="Anna", family_name="Ozola")
    make_person(given_name="Anna", family_name="Svešā")
    earlier = make_lesson(starts_at=now - timedelta(days=7), trainers=[trainer])
    make_registration(lesson=earlier, person=mine)
    found = client.get(to("attendance", lesson), {"find": "anna"}).context["found"]
    assert [key for key, _name in found] == [str(mine.pk)]
    client.post(to("mark_walk_in", lesson), {"person": mine.pk})
    assert marks(lesson) == [Mark.WALKED_IN]


def test_an_anonymous_visit_has_an_age_if_one_was_guessed_and_can_be_taken_back(client, lesson):
    client.post(to("mark_anonymous", lesson), {"age": "75+", "submission_key": uuid4()})
    seen = lesson.attendances.get()
    assert (seen.mark, seen.age_band, seen.person) == (Mark.ANONYMOUS, "75+", None)
    client.post(to("take_back_mark", lesson), {"attendance": seen.pk})
    assert marks(lesson) == []


def test_closing_leads_to_the_diary_and_can_be_undone(client, lesson):
    make_registration(lesson=lesson)
    answer = client.post(to("close_attendance", lesson), {"rest": "no_show"})
    assert answer["Location"] == to("diary", lesson)
    assert marks(lesson) == [Mark.NO_SHOW]
    client.post(to("reopen_attendance", lesson))
    lesson.refresh_from_db()
    assert lesson.status == LessonStatus.OPEN


def test_closing_without_deciding_asks(client, lesson):
    make_registration(lesson=lesson)
    shown = client.post(to("close_attendance", lesson)).content.decode()
    assert "Dažiem cilvēkiem vēl nav atzīmes." in shown


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(client, lesson):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(to("attendance", lesson))
        return len(queries)

    make_registration(lesson=lesson)
    asked()  # warms what is asked once per process
    few = asked()
    for _ in range(6):
        make_registration(lesson=lesson)
    assert asked() == few


def test_a_get_never_marks(client, lesson):
    for name in ("mark", "mark_walk_in", "mark_anonymous", "take_back_mark", "close_attendance"):
        assert client.get(to(name, lesson)).status_code == 405


def test_an_auditor_has_no_list(client, lesson):
    client.force_login(make_user(Role.AUDITOR))
    assert client.get(to("attendance", lesson)).status_code == 403


def test_the_sign_in_sheet_is_an_accessible_pdf_with_names_and_numbers(client, lesson):
    from io import BytesIO

    from pypdf import PdfReader

    make_registration(lesson=lesson, person=make_person(given_name="Anna", family_name="Ozola"))
    make_registration(lesson=lesson, status=RegistrationStatus.WAITING)
    answer = client.get(to("sign_in_sheet", lesson))
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfReader(BytesIO(answer.content))
    words = pdf.pages[0].extract_text()
    assert "Anna Ozola" in words
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_paper_is_previewed_then_saved_in_one_pass(client, lesson):
    make_registration(lesson=lesson, person=make_person(given_name="Anna", family_name="Ozola"))
    make_registration(lesson=lesson)
    typed = {"typed": "1 b, 2 n, +2, +Zenta Ziediņa", "submission_key": uuid4()}
    preview = client.post(to("enter_sheet", lesson), typed).content.decode()
    assert "Anna Ozola" in preview
    assert marks(lesson) == []
    for _ in range(2):
        client.post(to("enter_sheet", lesson), {**typed, "save": "1"})
    assert len(marks(lesson)) == 5
    assert Person.objects.filter(given_name="Zenta").count() == 1


def test_what_is_not_understood_is_named_and_nothing_is_saved(client, lesson):
    make_registration(lesson=lesson)
    answer = client.post(to("enter_sheet", lesson), {"typed": "1 b, 9 x", "save": "1"})
    assert answer.context["paper"].not_understood == ("9 x",)
    assert marks(lesson) == []
