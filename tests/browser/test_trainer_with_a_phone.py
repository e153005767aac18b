"""Līga in a village hall: who came, what she learnt, and what changes for the people who come next."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from digitilts.apps.learning.models import Attendance, Diary, Lesson
from digitilts.apps.learning.rules import LessonStatus, Mark, RegistrationStatus, TagKind
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.models import User
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import field, follow, press, see_heading, work
from tests.browser.conftest import DESK, Visit

QUESTION = "Kas izdevās labi?"
ANNA, ZENTA, VILIS = "Anna Ābola", "Zenta Ozola", "Vilis Kārkliņš"


@pytest.fixture
def trainer(transactional_db: None) -> User:
    return f.make_user(Role.TRAINER, display_name="Līga")


def lesson_of(trainer: User, starts_at: datetime, **given: object) -> Lesson:
    return f.make_lesson(starts_at=starts_at, trainers=[trainer], **given)


def with_three(lesson: Lesson) -> Lesson:
    for name in (ANNA, ZENTA, VILIS):
        given, family = name.split()
        f.make_registration(lesson=lesson, person=f.make_person(given_name=given, family_name=family))
    return lesson


def row_of(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def mark(page: Page, name: str, words: str) -> None:
    press(row_of(page, name), words)
    expect(row_of(page, name).get_by_role("button", name=words)).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_lesson_is_marked_closed_and_written_about_on_a_phone(
    javascript: bool, visit: Visit, trainer: User
) -> None:
    f.make_diary_question(number=1)
    lesson = with_three(lesson_of(trainer, timezone.now() - timedelta(minutes=10)))
    page = visit("/learning/today/", user=trainer, javascript=javascript)

    follow(page, "Atzīmēt, kas atnāca")
    see_heading(page, "Apmeklējums")
    mark(page, ANNA, "Bija")
    mark(page, ZENTA, "Kavēja")
    mark(page, VILIS, "Neatnāca")
    field(page, "Vārds").fill("Skaidrīte")
    press(page, "Ierakstīt un atzīmēt, ka bija")
    expect(row_of(page, "Skaidrīte")).to_be_visible()
    for several in (1, 2):
        press(page, "+1 bez vārda")
        expect(row_of(page, "Neuzrādīts dalībnieks")).to_have_count(several)
    press(page, "Noslēgt apmeklējumu")
    expect(page.get_by_text("Tagad dienasgrāmata, kamēr atceraties.")).to_be_visible()

    marks = sorted(Attendance.objects.values_list("mark", flat=True))
    assert marks == sorted(
        [Mark.PRESENT, Mark.LATE, Mark.NO_SHOW, Mark.WALKED_IN, Mark.ANONYMOUS, Mark.ANONYMOUS]
    )
    lesson.refresh_from_db()
    assert lesson.status == LessonStatus.HELD
    assert lesson.attendance_closed_at is not None

    field(page, QUESTION).fill("Annai patika, visi pieteicās ārstam.")
    field(page, "Paturēt: 1").fill("Strādāt pa pāriem")
    field(page, "Mainīt: 1").fill("Vairāk laika parolēm")
    press(page, "Saglabāt dienasgrāmatu")
    expect(page.get_by_role("alert")).to_contain_text("Annai")
    expect(field(page, QUESTION)).to_have_value("Annai patika, visi pieteicās ārstam.")
    expect(field(page, "Mainīt: 1")).to_have_value("Vairāk laika parolēm")
    assert Diary.objects.count() == 0

    field(page, QUESTION).fill("Visi pieteicās ārstam.")
    press(page, "Saglabāt dienasgrāmatu")
    expect(page.get_by_text("Dienasgrāmata ir saglabāta. Paldies!")).to_be_visible()
    diary = Diary.objects.get()
    assert (diary.lesson, diary.answers) == (lesson, {"1": "Visi pieteicās ārstam."})
    assert sorted(diary.tags.values_list("kind", "text")) == sorted(
        [(TagKind.KEEP, "Strādāt pa pāriem"), (TagKind.CHANGE, "Vairāk laika parolēm")]
    )

    desk = visit(f"/learning/desk/{lesson.pk}/", user=f.make_user(Role.COORDINATOR), size=DESK)
    expect(desk.get_by_text("Atnāca 5 cilvēki.")).to_be_visible()
    desk.goto(f"/learning/desk/{lesson.pk}/diary/")
    expect(desk.get_by_text("Visi pieteicās ārstam.")).to_be_visible()
    expect(desk.get_by_text("Mainīt: Vairāk laika parolēm")).to_be_visible()


def ways_of_telling(template: str) -> dict[str, str]:
    """Person -> channel; two messages to one person would fail."""
    rows = Message.objects.filter(template=template).select_related("person")
    told = [(row.person.given_name, row.channel) for row in rows]
    assert len(told) == len(dict(told))
    return dict(told)


def lesson_with_a_waiting_list(trainer: User) -> Lesson:
    lesson = lesson_of(trainer, timezone.now() + timedelta(days=3), seats=2)
    f.make_registration(lesson=lesson, person=f.make_person(given_name="Anna", phone="+37126111111"))
    f.make_registration(lesson=lesson, person=f.make_person(given_name="Zenta"))
    waiting = f.make_person(given_name="Vilis", email="vilis@example.lv")
    f.make_registration(lesson=lesson, person=waiting, status=RegistrationStatus.WAITING)
    return lesson


EVERYBODY = {"Anna": Channel.SMS, "Zenta": Channel.CALL, "Vilis": Channel.EMAIL}


def test_a_changed_time_is_told_to_everybody_once(visit: Visit, trainer: User) -> None:
    lesson = lesson_with_a_waiting_list(trainer)
    page = visit(f"/learning/desk/{lesson.pk}/", user=trainer)
    follow(page, "Mainīt")
    expect(page.get_by_text("paziņosim 3 cilvēkiem").or_(page.get_by_text("3 cilvēki"))).to_be_visible()
    later = timezone.localtime(lesson.starts_at + timedelta(days=7)).date()
    field(page, "Diena").fill(later.isoformat())
    press(page, "Saglabāt nodarbību")
    expect(page.get_by_text("Nodarbība ir saglabāta.")).to_be_visible()

    lesson.refresh_from_db()
    assert timezone.localtime(lesson.starts_at).date() == later
    assert ways_of_telling("learning/lesson_changed") == EVERYBODY
    work()
    statuses = dict(Message.objects.values_list("channel", "status"))
    assert statuses == {
        Channel.SMS: MessageStatus.SENT,
        Channel.EMAIL: MessageStatus.SENT,
        Channel.CALL: MessageStatus.TO_CALL,
    }
    page = visit("/notices/calls/", user=f.make_user(Role.HELPER), size=DESK)
    expect(page.get_by_role("heading", name="Zenta")).to_be_visible()


def test_a_cancelled_lesson_is_told_to_everybody_also_to_who_waits(visit: Visit, trainer: User) -> None:
    lesson = lesson_with_a_waiting_list(trainer)
    page = visit(f"/learning/desk/{lesson.pk}/", user=trainer)
    follow(page, "Atcelt nodarbību")
    field(page, "Kāpēc to atceļ?").fill("Pasniedzēja ir saslimusi.")
    press(page, "Atcelt nodarbību un visiem paziņot")
    expect(page.get_by_text("Šī nodarbība ir atcelta").first).to_be_visible()

    lesson.refresh_from_db()
    assert lesson.status == LessonStatus.CANCELLED
    assert ways_of_telling("learning/lesson_cancelled") == EVERYBODY
    assert set(lesson.registrations.values_list("status", flat=True)) == {RegistrationStatus.CANCELLED}
    public = visit(f"/learning/lesson/{lesson.pk}/")
    expect(public.get_by_text("Pasniedzēja ir saslimusi.")).to_be_visible()
