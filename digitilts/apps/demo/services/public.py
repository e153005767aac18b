"""What the council approved and what the public saw, through the same services as in real life."""

from datetime import date, timedelta

from django.utils import timezone

from digitilts.apps.demo.services.content import Town
from digitilts.apps.people.access import Actor
from digitilts.apps.plan.models import CostLine, Milestone, Risk, Target
from digitilts.apps.plan.rules import CostCategory
from digitilts.apps.plan.services.versions import approve_version, make_version
from digitilts.apps.results.queries.publications import next_release
from digitilts.apps.results.services.publications import publish

COUNCIL_DAY = date(2025, 6, 26)
DECISION = "Nr. 12, 7. § (izdomāts)"
PUBLISHED_DAYS_AGO = 21


def approve_plan(town: Town) -> None:
    """The council approves the first version; afterwards the draft lives on and differs in a few places."""
    by = Actor(user=town.coordinator)
    day = min(COUNCIL_DAY, town.today - timedelta(days=30))
    version = make_version(
        plan_id=town.plan.pk,
        note="Pirmā redakcija pēc darba grupas sanāksmēm",
        by=by,
        now=town.now - timedelta(days=40),
    )
    approve_version(version_id=version.pk, decision=DECISION, approved_on=day, by=by, now=town.now)
    change_draft(town)


def change_draft(town: Town) -> None:
    wednesdays, companies = town.actions["2.2"], town.actions["2.5"]
    Milestone.objects.create(
        action=wednesdays,
        title="Dalībnieki izvēlas nākamā gada tēmas",
        due_on=town.today + timedelta(days=40),
    )
    CostLine.objects.create(action=wednesdays, year=2027, category=CostCategory.STAFF, amount_cents=1_250_000)
    Risk.objects.create(
        action=companies,
        description="Sezonas darbu laikā uzņēmumi nepiesakās",
        likelihood=4,
        impact=2,
        mitigation="Nodarbības novembrī–martā",
        owner="Attīstības nodaļa",
        review_on=town.today + timedelta(days=120),
    )
    target = Target.objects.filter(indicator__plan=town.plan, indicator__code="P1").order_by("ends_on").last()
    if target is not None:
        target.value += 200
        target.save(update_fields=["value"])


def publish_results(town: Town) -> None:
    """The figures as they stood three weeks ago, so that there is something new to publish."""
    now = town.now - timedelta(days=PUBLISHED_DAYS_AGO)
    release = next_release(town.plan, timezone.localdate(now))
    publish(
        plan_id=town.plan.pk,
        seen=release.fingerprint,
        note="Demo dati",
        by=Actor(user=town.coordinator),
        now=now,
    )
