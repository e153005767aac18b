"""The diary page, the list of diaries, the guiding questions: diary, diary_list, diary_question_list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from digitilts.apps.learning.models import Diary, DiaryQuestion
from digitilts.values.roles import Role
from tests.factories import (
    make_diary,
    make_diary_question,
    make_diary_tag,
    make_lesson,
    make_municipality,
    make_other_territory,
    make_person,
    make_registration,
    make_user,
    make_venue,
)


@pytest.fixture
def trainer(client):
    user = make_user(Role.TRAINER)
    client.force_login(user)
    return user


@pytest.fixture
def lesson(trainer, now):
    make_diary_question(number=1, text={"lv": "Kas izdevās?"})
    return make_lesson(starts_at=now - timedelta(hours=3), trainers=[trainer])


def to(lesson):
    return reverse("learning:diary", kwargs={"lesson_id": lesson.pk})


def test_the_questions_of_the_municipality_are_asked(client, lesson):
    assert "Kas izdevās?" in client.get(to(lesson)).content.decode()


def test_a_diary_is_written_with_remarks(client, lesson):
    answer = client.post(
        to(lesson), {"answer_1": "Izdevās daudz.", "keep_1": "Pāros", "change_1": "Laiks", "version": 0}
    )
    assert answer["Location"] == reverse("learning:today")
    diary = Diary.objects.get()
    assert diary.answers == {"1": "Izdevās daudz."}
    assert sorted(diary.tags.values_list("kind", "text")) == [("change", "Laiks"), ("keep", "Pāros")]


def test_a_name_is_pointed_out_what_was_typed_stays_and_dots_are_offered(client, lesson):
    make_registration(lesson=lesson, person=make_person(given_name="Anna", family_name="Ozola"))
    typed = {"answer_1": "Annai izdevās.", "version": 0}
    shown = client.post(to(lesson), typed).content.decode()
    assert "Annai izdevās." in shown
    assert not Diary.objects.exists()
    client.post(to(lesson), {**typed, "without_names": "1"})
    assert Diary.objects.get().answers == {"1": "… izdevās."}


def test_an_empty_diary_is_no_diary(client, lesson):
    client.post(to(lesson), {"answer_1": " ", "version": 0})
    assert not Diary.objects.exists()


def test_a_coordinator_reads_and_does_not_write(client, lesson):
    make_diary(lesson=lesson)
    client.force_login(make_user(Role.COORDINATOR))
    shown = client.get(to(lesson)).content.decode()
    assert "Izdevās." in shown
    assert "Saglabāt dienasgrāmatu" not in shown
    client.post(to(lesson), {"answer_1": "Cits stāsts.", "version": 1})
    assert Diary.objects.get().answers == {"1": "Izdevās."}


def test_a_helper_reads_no_diaries(client, lesson):
    client.force_login(make_user(Role.HELPER))
    assert client.get(to(lesson)).status_code == 403


def test_the_coordinators_list_shows_own_diaries_and_those_with_open_remarks(client, now):
    done = make_diary(lesson=make_lesson(starts_at=now - timedelta(days=2)))
    waiting = make_diary_tag(diary=make_diary(lesson=make_lesson(starts_at=now - timedelta(days=1)))).diary
    make_diary(lesson=make_lesson(venue=make_venue(territory=make_other_territory())))
    client.force_login(make_user(Role.COORDINATOR))
    address = reverse("learning:diary_list")
    shown = [line.lesson_id for line in client.get(address).context["lines"]]
    assert shown == [waiting.lesson_id, done.lesson_id]
    only_open = client.get(address, {"open": "1"}).context["lines"]
    assert [line.lesson_id for line in only_open] == [waiting.lesson_id]


def test_the_coordinator_words_the_questions(client, lesson):
    client.force_login(make_user(Role.COORDINATOR))
    address = reverse("learning:diary_question_list")
    client.post(address, {"question_1_lv": "Kas bija labi?", "question_2_lv": "Kas bija grūti?"})
    texts = [question.text["lv"] for question in DiaryQuestion.objects.filter(is_active=True)]
    assert texts == ["Kas bija labi?", "Kas bija grūti?"]
    client.post(address, {"question_1_lv": "", "question_2_lv": "Kas bija grūti?"})
    assert not DiaryQuestion.objects.get(number=1, territory=make_municipality()).is_active


def test_a_coordinator_finds_the_diary_from_the_desk_of_the_lesson(client):
    diary = make_diary(lesson=make_lesson())
    client.force_login(make_user(Role.COORDINATOR))

    page = client.get(reverse("learning:lesson_desk", args=[diary.lesson_id])).content.decode()

    assert reverse("learning:diary", args=[diary.lesson_id]) in page
