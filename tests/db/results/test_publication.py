"""Nothing is public before it is approved; what is public names nobody and hides small numbers."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from digitilts.algorithms.disclosure.suppression import is_safe
from digitilts.algorithms.disclosure.tables import linked
from digitilts.apps.audit.models import Entry
from digitilts.apps.learning.models import Lesson
from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.people.models import Person
from digitilts.apps.plan.models import Plan
from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.publications import next_release
from digitilts.apps.results.queries.release import Draft, _shared, _splits, _tables, hidden_cells
from digitilts.apps.results.services.publications import publish
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests import factories as make
from tests.db.results.town import build_town, indicator_for

PUBLIC = ("", "about/P1/", "open-data/", "open-data.json", "open-data.csv", "datapackage.json")


@pytest.fixture
def plan() -> Plan:
    plan = build_town(lessons=20)
    indicator_for(plan, "residents_reached", code="P1", disaggregations=["parish", "age_band", "sex"])
    indicator_for(plan, "seniors_reached", code="P5", disaggregations=["parish", "sex"])
    indicator_for(plan, "participant_hours", code="P3", disaggregations=["parish", "topic"])
    indicator_for(plan, "no_show_share", code="P7")
    indicator_for(plan, "attendances", code="1.1.1", action=plan.actions.get(code="1.1"))
    return plan


def approve(plan: Plan, now, *, note: str = "", by=None) -> Publication:
    release = next_release(plan, timezone.localdate(now))
    return publish(
        plan_id=plan.pk,
        seen=release.fingerprint,
        note=note,
        by=by or make.make_actor(Role.COORDINATOR),
        now=now,
    )


def test_before_the_first_approval_nothing_is_public(plan: Plan) -> None:
    assert "Rezultāti vēl nav publicēti" in Client().get(reverse("results:public_results")).content.decode()
    for page in ("about/P1/", "open-data.json", "open-data.csv", "report.pdf"):
        assert Client().get(f"/results/{page}").status_code == 404


def test_an_approved_release_is_open_to_everyone(plan: Plan, now) -> None:
    published = approve(plan, now, note="Pirmie skaitļi")
    assert published.number == 1
    assert Entry.objects.filter(did="results.publish", object_id=str(published.pk)).exists()
    for page in PUBLIC:
        for prefix in ("", "/en"):
            assert Client().get(f"{prefix}/results/{page}").status_code == 200, page
    assert "Pirmie skaitļi" in Client().get("/results/").content.decode()


def test_a_public_figure_says_what_it_is_and_an_unknown_one_is_not_found(plan: Plan, now) -> None:
    approve(plan, now)
    page = Client().get(reverse("results:public_indicator", args=["P1"]))
    assert plan.indicators.get(code="P1").title in page.content.decode()
    assert Client().get(reverse("results:public_indicator", args=["none"])).status_code == 404


def test_public_pages_and_files_name_nobody(plan: Plan, now) -> None:
    approve(plan, now)
    people = list(Person.objects.all())
    for page in PUBLIC:
        text = Client().get(f"/results/{page}").content.decode()
        for person in people:
            assert person.family_name not in text
            assert str(person.pk) not in text


def test_the_public_page_is_light(plan: Plan, now) -> None:
    approve(plan, now)
    assert len(Client().get("/results/").content) <= 60_000
    assert len(Client().get("/results/about/P1/").content) <= 60_000


def test_no_small_number_of_people_is_printed(plan: Plan, now) -> None:
    approve(plan, now)
    content = json.loads(Client().get("/results/open-data.json").content)
    printed = [
        line["count"]
        for row in content["indicators"]
        if row["about_people"]
        for split in row["splits"].values()
        for line in split
    ]
    assert None in printed
    assert not [count for count in printed if count is not None and 0 < count < 5]


def test_no_hidden_number_can_be_worked_out_from_the_release(plan: Plan, now) -> None:
    figures = indicator_figures(plan, timezone.localdate(now))
    drafts = [Draft(figure, _splits(figure)) for figure in figures.values()]
    people = [draft for draft in drafts if draft.is_about_people]
    tables = linked([*(each for draft in people for each in _tables(draft)), *_shared(people)])
    hidden = hidden_cells(drafts)
    assert hidden
    shown = {name for name, value in tables.cells.items() if value and name not in hidden}
    assert is_safe(tables, hidden) or not shown


def test_a_few_new_people_since_the_last_release_stay_hidden(plan: Plan, now) -> None:
    lesson = Lesson.objects.filter(status=LessonStatus.HELD, starts_at__year=2026).first()
    parishes = [make.make_territory(f"05400{place}", f"Liels pagasts {place}") for place in (51, 52, 53)]
    for parish in parishes:
        for _ in range(12):
            make.make_attendance(lesson=lesson, home=parish, age_band="25-54", sex="f")
    approve(plan, now)
    for _ in range(2):
        make.make_attendance(lesson=lesson, home=parishes[0], age_band="25-54", sex="f")
    later = next_release(plan, timezone.localdate(now) + timedelta(days=1))
    row = next(each for each in later.content["indicators"] if each["code"] == "P1")
    lines = {line["key"]: line for line in row["splits"]["parish"]}
    assert lines[parishes[0].code]["hidden"]


def test_hidden_numbers_are_not_in_the_snapshot(plan: Plan, now) -> None:
    content = approve(plan, now).figures
    for row in content["indicators"]:
        for split in row["splits"].values():
            for line in split:
                if line["hidden"]:
                    assert line["value"] is None
                    assert line["count"] is None


def test_the_same_approval_twice_is_one_publication(plan: Plan, now) -> None:
    by = make.make_actor(Role.COORDINATOR)
    seen = next_release(plan, timezone.localdate(now)).fingerprint
    first = publish(plan_id=plan.pk, seen=seen, note="", by=by, now=now)
    assert publish(plan_id=plan.pk, seen=seen, note="", by=by, now=now) == first
    with pytest.raises(RefusedError, match="nothing_new"):
        publish(plan_id=plan.pk, seen=seen, note="", by=make.make_actor(Role.COORDINATOR), now=now)
    assert Publication.objects.count() == 1


def test_figures_that_changed_since_the_preview_are_not_published(plan: Plan, now) -> None:
    client = Client()
    client.force_login(make.make_user(Role.COORDINATOR))
    seen = client.get("/results/publish/").context["form"].initial["seen"]
    lesson = Lesson.objects.filter(status=LessonStatus.HELD, starts_at__year=2026).first()
    for _ in range(7):
        make.make_attendance(lesson=lesson, home=make.make_territory())
    page = client.post("/results/publish/", {"seen": seen, "note": "Mana piezīme"})
    assert page.status_code == 200
    assert "Kopš atvērāt šo lapu, skaitļi ir mainījušies" in page.content.decode()
    assert "Mana piezīme" in page.content.decode()
    assert not Publication.objects.exists()


def test_the_coordinator_publishes_what_was_shown(plan: Plan) -> None:
    client = Client()
    client.force_login(make.make_user(Role.COORDINATOR))
    seen = client.get("/results/publish/").context["form"].initial["seen"]
    assert client.post("/results/publish/", {"seen": seen, "note": ""}).status_code == 302
    assert Publication.objects.get().plan == plan


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BUDGET_PLANNER, Role.ADMINISTRATOR, Role.HELPER])
def test_nobody_else_publishes(plan: Plan, role: Role, now) -> None:
    client = Client()
    client.force_login(make.make_user(role))
    assert client.get("/results/publish/").status_code == 403
    with pytest.raises(RefusedError, match="not_yours"):
        approve(plan, now, by=make.make_actor(role))


def test_a_coordinator_of_another_municipality_does_not_publish(plan: Plan, now) -> None:
    elsewhere = make.municipality_of(make.make_other_territory())
    with pytest.raises(RefusedError, match="not_yours"):
        approve(plan, now, by=make.make_actor(Role.COORDINATOR, elsewhere))


def test_the_report_is_a_pdf_with_the_plans_title(plan: Plan, now) -> None:
    import io

    import pypdf

    approve(plan, now)
    report = pypdf.PdfReader(io.BytesIO(Client().get("/results/report.pdf").content))
    text = "".join(page.extract_text() for page in report.pages)
    assert plan.title.split()[0] in text
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for person in Person.objects.all():
        assert person.family_name not in text


def test_open_data_keep_their_columns(plan: Plan, now) -> None:
    approve(plan, now)
    head = Client().get("/results/open-data.csv").content.decode().splitlines()[0]
    assert head.replace('"', "") == (
        "publication,as_of,territory,indicator,title,unit,period_start,period_end,split,key,label,value,hidden,"
        "target,denominator,source"
    )
    package = json.loads(Client().get("/results/datapackage.json").content)
    fields = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    assert ",".join(fields) == head.replace('"', "")


@pytest.fixture
def two_towns(plan: Plan, now) -> tuple[Plan, Plan]:
    """Both municipalities have published; the other one later."""
    approve(plan, now)
    elsewhere = make.municipality_of(make.make_other_territory())
    other = make.make_plan(territory=elsewhere, first_year=plan.first_year, last_year=plan.last_year)
    indicator_for(other, "residents_reached", code="X9")
    approve(other, now + timedelta(hours=1), by=make.make_actor(Role.COORDINATOR, elsewhere))
    return plan, other


def test_everybody_chooses_whose_results_to_see(two_towns: tuple[Plan, Plan]) -> None:
    ours, theirs = two_towns
    first = min((ours, "P1"), (theirs, "X9"), key=lambda pair: pair[0].territory.path)[1]
    wishes = (("", {first}), (ours.territory.code, {"P1"}), (theirs.territory.code, {"X9"}))
    for wanted, codes in wishes:
        query = {"municipality": wanted} if wanted else {}
        data = Client().get("/results/open-data.json", query).json()
        assert {row["code"] for row in data["indicators"]} & {"P1", "X9"} == codes
        page = Client().get("/results/", query).content.decode()
        assert f"?municipality={theirs.territory.code}" in page
    for plan, status in ((ours, 404), (theirs, 200)):
        answer = Client().get("/results/about/X9/", {"municipality": plan.territory.code})
        assert answer.status_code == status
    assert Client().get("/results/", {"municipality": "nowhere"}).status_code == 404


def test_the_links_of_the_public_page_keep_the_chosen_municipality(two_towns: tuple[Plan, Plan]) -> None:
    query = f"?municipality={two_towns[1].territory.code}"
    page = Client().get(f"/results/{query}").content.decode()
    for address in ("/results/report.pdf", "/results/open-data/", "/results/about/X9/"):
        assert f'href="{address}{query}"' in page
    files = Client().get(f"/results/open-data/{query}").content.decode()
    assert f'href="/results/open-data.csv{query}"' in files


def test_staff_begin_with_the_results_of_their_own_municipality(two_towns: tuple[Plan, Plan]) -> None:
    theirs = two_towns[1]
    client = Client()
    client.force_login(make.make_user(Role.COORDINATOR, theirs.territory))
    assert client.get("/results/open-data.json").json()["territory"]["code"] == theirs.territory.code


def test_where_one_municipality_publishes_there_is_nothing_to_choose(plan: Plan, now) -> None:
    approve(plan, now)
    assert "municipality=" not in Client().get("/results/").content.decode()
