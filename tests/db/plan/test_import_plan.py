"""A plan goes out as a file and comes back the same; changes are shown first, then taken whole."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.files import read_plan_file
from digitilts.apps.plan.queries.workbook import plan_workbook
from digitilts.apps.plan.rules.content import sha256
from digitilts.apps.plan.rules.text_file import read_text, write_text
from digitilts.apps.plan.services.importing import import_content
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.db.plan.whole_plan import make_whole_plan
from tests.factories import make_activity, make_actor, make_manual_value, make_plan, make_user


def coordinator() -> Client:
    client = Client()
    client.force_login(make_user(Role.COORDINATOR))
    return client


def changed_workbook(plan, sheet: str, address: str, value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(plan_content(plan))))
    book[sheet][address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["workbook", "text"])
def test_an_exported_plan_fills_an_empty_one_with_the_same_content(form, now):
    content = plan_content(make_whole_plan())
    empty = make_plan(first_year=2031, last_year=2032)
    if form == "workbook":
        read = read_plan_file(SimpleUploadedFile("plans.xlsx", plan_workbook(content))).content
    else:
        read, _problems = read_text(write_text(content).encode())
    assert read == content
    seen = sha256(plan_content(empty))
    import_content(plan_id=empty.pk, content=read, seen_sha256=seen, by=make_actor(Role.COORDINATOR), now=now)
    empty.refresh_from_db()
    assert plan_content(empty) == content


def test_a_change_is_shown_first_and_taken_when_confirmed():
    plan = make_whole_plan()
    client = coordinator()
    file = SimpleUploadedFile("plans.xlsx", changed_workbook(plan, "Izmaksas", "C2", "2 500,00"))
    text = client.post(reverse("plan:import_plan"), {"file": file}).content.decode()
    assert "1 234,56" in text.replace("\xa0", " ")
    assert "2 500,00" in text.replace("\xa0", " ")
    cost = plan.actions.get(code="D2.1").costs.get()
    assert cost.amount_cents == 123_456  # nothing has changed yet
    sealed = re.search(r'name="sealed" value="([^"]+)"', text)[1]
    answer = client.post(reverse("plan:confirm_import"), {"sealed": sealed})
    assert answer.status_code == 302
    assert plan.actions.get(code="D2.1").costs.get().amount_cents == 250_000


def test_a_forged_comparison_changes_nothing():
    plan = make_whole_plan()
    before = plan_content(plan)
    coordinator().post(reverse("plan:confirm_import"), {"sealed": "forged"})
    assert plan_content(plan) == before


def test_a_draft_changed_since_the_comparison_is_not_overwritten(now):
    plan = make_whole_plan()
    content = plan_content(plan)
    with pytest.raises(RefusedError, match="changed_meanwhile"):
        import_content(
            plan_id=plan.pk, content=content, seen_sha256="old", by=make_actor(Role.COORDINATOR), now=now
        )


def without_action(content):
    return {
        **content,
        "actions": [],
        "indicators": [each for each in content["indicators"] if not each["action"]],
        "contributions": [],
    }


def test_an_action_that_lessons_serve_is_never_removed_and_nothing_else_happens(now):
    plan = make_whole_plan()
    make_activity(action=plan.actions.get(code="D2.1"))
    content = plan_content(plan)
    smaller = {**without_action(content), "title": "Cits nosaukums"}
    with pytest.raises(RefusedError, match="action_in_use"):
        import_content(
            plan_id=plan.pk,
            content=smaller,
            seen_sha256=sha256(content),
            by=make_actor(Role.COORDINATOR),
            now=now,
        )
    plan.refresh_from_db()
    assert plan_content(plan) == content


def test_an_indicator_with_values_is_never_removed(now):
    plan = make_whole_plan()
    make_manual_value(indicator=plan.indicators.get(code="P1"))
    content = plan_content(plan)
    smaller = {**content, "indicators": [], "contributions": []}
    with pytest.raises(RefusedError, match="indicator_has_values"):
        import_content(
            plan_id=plan.pk,
            content=smaller,
            seen_sha256=sha256(content),
            by=make_actor(Role.COORDINATOR),
            now=now,
        )


def test_only_the_coordinator_imports(now):
    plan = make_whole_plan()
    content = plan_content(plan)
    for role in (Role.AUDITOR, Role.BUDGET_PLANNER, Role.HELPER, Role.ADMINISTRATOR):
        with pytest.raises(RefusedError, match="not_yours"):
            import_content(
                plan_id=plan.pk,
                content=content,
                seen_sha256=sha256(content),
                by=make_actor(role),
                now=now,
            )


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.toml"])
def test_the_command_writes_and_reads_both_forms(tmp_path, name):
    plan = make_whole_plan()
    path = tmp_path / name
    call_command("plan", "export", str(path))
    plan.actions.update(title="Mainīts")
    call_command("plan", "import", str(path))
    assert plan.actions.get().title == "Digitālās trešdienas bibliotēkās"


def test_the_command_names_the_bad_place_of_a_text(tmp_path):
    plan = make_whole_plan()
    path = tmp_path / "plan.toml"
    path.write_text(write_text(plan_content(plan)).replace("year = 2026", 'year = "drīz"'), encoding="utf-8")
    with pytest.raises(CommandError, match=r"atslēga year: “drīz” nav skaitlis"):
        call_command("plan", "import", str(path))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"format = 1\ntitle = Plans\n", "2. rinda"),
        (b"\xff\xfe", "UTF-8"),
        (b"format = 7", "format = 1"),
        (b'format = 1\ntitel = "x"', "“titel”"),
        (b"format = 1\nactions = 5", "sarakstam"),
    ],
)
def test_a_broken_text_says_where(text, says):
    make_whole_plan()
    file = SimpleUploadedFile("plan.toml", text)
    answer = coordinator().post(reverse("plan:import_plan"), {"file": file})
    assert answer.status_code == 422
    assert says in answer.content.decode()
