"""Inga and the plan: a workbook with a slip of the pen, then the right one, then the council's decision."""

import io

import openpyxl
from playwright.sync_api import FilePayload, Page, expect

from digitilts.apps.plan.models import CostLine, Plan, PlanVersion
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.workbook import plan_workbook
from digitilts.values.roles import Role
from tests import factories as f
from tests.browser.acts import field, follow, press, see_heading
from tests.browser.conftest import DESK, Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET, CELL = "Izmaksas", "C2"


def workbook(plan: Plan, amount: object) -> FilePayload:
    """The plan's own workbook, with one amount typed over."""
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan_content(plan))))
    book[SHEET][CELL] = amount
    out = io.BytesIO()
    book.save(out)
    return {"name": "plans.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def send(page: Page, file: FilePayload) -> None:
    field(page, "Plāna fails").set_input_files(file)
    press(page, "Salīdzināt ar melnrakstu")
    see_heading(page, "Ko fails mainītu")


def test_a_plan_comes_from_a_workbook_and_goes_to_the_council(visit: Visit) -> None:
    plan = f.make_plan()
    cost = f.make_cost_line(action=f.make_action(plan=plan), amount_cents=123_456)
    page = visit("/plan/import/", user=f.make_user(Role.COORDINATOR), size=DESK, javascript=False)

    send(page, workbook(plan, "daudz"))
    sentence = page.locator("main li").filter(has_text="daudz")
    expect(sentence).to_contain_text(SHEET)
    expect(sentence).to_contain_text("2. rinda")
    expect(sentence).to_contain_text("C")
    cost.refresh_from_db()
    assert cost.amount_cents == 123_456

    send(page, workbook(plan, "2 500,00"))
    expect(page.locator("main")).to_contain_text("1 234,56")
    expect(page.locator("main")).to_contain_text("2 500,00")
    assert CostLine.objects.get().amount_cents == 123_456
    press(page, "Pārņemt šīs izmaiņas melnrakstā")
    expect(page.get_by_text("No faila pārņemta 1 izmaiņa.")).to_be_visible()
    assert CostLine.objects.get().amount_cents == 250_000

    page.goto("/plan/versions/")
    follow(page, "Sagatavot redakciju domei")
    press(page, "Izveidot redakciju")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1. redakcija")
    follow(page, "Pierakstīt domes lēmumu")
    field(page, "Lēmuma numurs").fill("12/3")
    field(page, "Lēmuma datums").fill("2026-01-28")
    press(page, "Pierakstīt lēmumu")
    expect(page.get_by_text("Lēmums ir pierakstīts")).to_be_visible()
    version = PlanVersion.objects.get()
    assert (version.decision, str(version.approved_on)) == ("12/3", "2026-01-28")

    page.goto("/plan/edit/")
    field(page, "Nosaukums").fill("Plāns ar citu vārdu")
    press(page, "Saglabāt")
    page.goto("/plan/versions/")
    expect(page.locator("main")).to_contain_text(
        "Melnraksts no domes apstiprinātās 1. redakcijas atšķiras 1 vietā."
    )
    follow(page, "Parādīt atšķirības")
    expect(page.locator("main")).to_contain_text("Plāns ar citu vārdu")
    version.refresh_from_db()
    assert version.content["title"] == plan.title
