"""Dainis at the phone: somebody without phone and e-mail gets a place, and is told."""

from playwright.sync_api import Page, expect

from digitilts.apps.audit.models import Entry
from digitilts.apps.learning.models import Registration
from digitilts.apps.learning.rules import RegistrationStatus, Travel
from digitilts.apps.notices.models import CallAttempt, Message
from digitilts.apps.notices.rules import CallOutcome, MessageStatus
from digitilts.apps.people.models import Person, Proxy, User
from digitilts.values.channels import Channel, Heard
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import field, follow, press, see_heading, work
from tests.browser.conftest import DESK, Visit


def operator() -> User:
    return f.make_user(Role.HELPER, display_name="Dainis")


def enter_milda(page: Page) -> None:
    """She is not found, so she is entered from what was searched."""
    follow(page.get_by_role("navigation"), "Kāds zvana")
    field(page, "Daļa no vārda vai tālruņa numura").fill("Milda Ozola")
    press(page, "Meklēt")
    expect(page.get_by_text("Neviens nav atrasts")).to_be_visible()
    press(page, "Ievadīt jaunu cilvēku")
    see_heading(page, "Jauns cilvēks")
    expect(field(page, "Vārds")).to_have_value("Milda")
    expect(field(page, "Uzvārds")).to_have_value("Ozola")


def give_her_a_place(page: Page, *, told_by: str, travel: str) -> None:
    page.locator("main").get_by_role("link", name="Pieteikties").click()
    field(page, travel).check()
    field(page, told_by).check()
    press(page, "Pieteikties")
    expect(page.get_by_text("Milda Ozola ir vieta").or_(page.get_by_text("Nolasiet"))).to_be_visible()


def test_an_operator_registers_somebody_whom_only_a_daughter_can_be_called_for(visit: Visit) -> None:
    lesson = f.make_lesson()
    user = operator()
    page = visit("/learning/caller/", user=user, size=DESK)

    enter_milda(page)
    field(page, "Nav ne tālruņa, ne e-pasta: kam drīkstam zvanīt?").fill("Ilze Ozola")
    field(page, "Tuvinieka vai kaimiņa tālrunis").fill("26 555 123")
    press(page, "Ievadīt un turpināt ar nodarbībām")
    expect(page.get_by_text("Ilze Ozola")).to_be_visible()
    give_her_a_place(page, told_by="Pats cilvēks, pa tālruni", travel="vajag aizvest turp un atpakaļ")

    place = Registration.objects.get()
    assert (place.lesson, place.status) == (lesson, RegistrationStatus.REGISTERED)
    assert (place.heard, place.travel) == (Heard.PHONE, Travel.LIFT_BOTH)
    milda = Person.objects.get(given_name="Milda")
    assert place.person == milda
    assert (milda.phone, milda.email) == (None, None)
    assert Proxy.objects.get(acts_for=milda).person.phone == "+37126555123"
    assert Entry.objects.filter(did="learning.register_person", user_id=user.pk).count() == 1
    expect(page.get_by_text(" ".join(grouped(place.code)))).to_be_visible()

    work()
    message = Message.objects.get()
    assert (message.person, message.address) == (milda, "+37126555123")


def grouped(code: str) -> list[str]:
    return [code[start : start + 2] for start in range(0, len(code), 2)]


def test_word_is_left_at_the_library_and_written_down(visit: Visit) -> None:
    f.make_lesson()
    user = operator()
    page = visit("/learning/caller/", user=user, size=DESK)
    enter_milda(page)
    press(page, "Ievadīt un turpināt ar nodarbībām")
    give_her_a_place(page, told_by="Pats cilvēks, pa tālruni", travel="nāk kājām")
    message = Message.objects.get()
    assert (message.channel, message.status) == (Channel.CALL, MessageStatus.TO_CALL)

    work()
    follow(page.get_by_role("navigation"), "Zvanu saraksts")
    expect(page.get_by_role("heading", name="Milda Ozola")).to_be_visible()
    follow(page, "Atvērt šo zvanu")
    see_heading(page, "Milda Ozola")
    field(page, "Lūdzu kādu nodot ziņu").check()
    field(page, "Piezīme nākamajam zvanītājam").fill("Bibliotēkā, pie Sarmītes")
    press(page, "Pierakstīt")
    see_heading(page, "Zvanu saraksts")
    expect(page.get_by_text("Pierakstīts.")).to_be_visible()
    attempt = CallAttempt.objects.get()
    assert (attempt.outcome, attempt.by) == (CallOutcome.LEFT_WORD, user)
    message.refresh_from_db()
    assert message.status == MessageStatus.REACHED
    assert message.receipts.get(is_success=True).channel == Channel.CALL
    expect(page.get_by_role("heading", name="Milda Ozola")).to_have_count(0)
