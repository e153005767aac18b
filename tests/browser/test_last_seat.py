"""The last seat: who comes next waits, is offered the place that becomes free, and takes it."""

from playwright.sync_api import Page, expect

from digitilts.apps.learning.models import Lesson, Registration
from digitilts.apps.learning.rules import RegistrationStatus
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import MessageStatus
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import field, follow, press, see_heading, work
from tests.browser.conftest import DESK, Visit


def register(page: Page, lesson: Lesson, name: str, phone: str) -> str:
    """Answers every question; gives the code of the confirmation."""
    page.goto(f"/learning/lesson/{lesson.pk}/register/")
    field(page, "Sevi").check()
    press(page, "Turpināt")
    field(page, "Vārds").fill(name)
    field(page, "Tālrunis").fill(phone)
    press(page, "Turpināt")
    press(page, "Turpināt")
    see_heading(page, "Vai viss ir pareizi?")
    page.locator("main form button:not([name=go])").click()
    return page.locator(".c-code").inner_text()


def open_by_code(page: Page, code: str, letter: str) -> None:
    page.goto("/learning/my/")
    field(page, "Pieteikuma kods").fill(code)
    field(page, "Vārda pirmais burts").fill(letter)
    press(page, "Rādīt manu vietu")


def test_who_waits_is_offered_the_place_and_accepts_it_by_code(visit: Visit) -> None:
    lesson = f.make_lesson(seats=1)
    first, second = visit("/", javascript=False), visit("/", javascript=False)
    code_of_first = register(first, lesson, "Austra", "26 111 111")
    see_heading(first, "Jums ir vieta")
    code_of_second = register(second, lesson, "Zenta", "26 222 222")
    see_heading(second, "Jūs esat gaidīšanas sarakstā")
    assert statuses() == {"Austra": RegistrationStatus.REGISTERED, "Zenta": RegistrationStatus.WAITING}

    open_by_code(first, code_of_first, "A")
    press(first, "Atteikties no vietas")
    see_heading(first, "Šis pieteikums vairs nav spēkā")
    work()
    assert statuses() == {"Austra": RegistrationStatus.CANCELLED, "Zenta": RegistrationStatus.OFFERED}
    offer = Message.objects.get(template="learning/seat_offered")
    assert (offer.person.given_name, offer.channel, offer.status) == (
        "Zenta",
        Channel.SMS,
        MessageStatus.SENT,
    )

    open_by_code(second, code_of_second, "Z")
    see_heading(second, "Ir brīva vieta. Vai Jūs nāksiet?")
    press(second, "Jā, es nākšu")
    see_heading(second, "Jums ir vieta")
    assert statuses() == {"Austra": RegistrationStatus.CANCELLED, "Zenta": RegistrationStatus.REGISTERED}
    lesson.refresh_from_db()
    assert lesson.seats_taken == 1

    work()
    confirmed = Message.objects.get(template="learning/seat_confirmed", person=offer.person)
    assert confirmed.receipts.get().is_success
    desk = visit("/notices/outbox/", user=f.make_user(Role.HELPER), size=DESK)
    row = desk.get_by_role("row").filter(has_text="Zenta").filter(has_text="Jums ir vieta")
    expect(row).to_contain_text("nodota piegādei")
    follow(row, "Zenta")
    expect(desk.get_by_text(confirmed.body)).to_be_visible()


def statuses() -> dict[str, str]:
    rows = Registration.objects.select_related("person")
    return {row.person.given_name: row.status for row in rows}
