"""Two whole municipalities, alike to the last row: ours and somebody else's.

What every-page tests walk through: the permission matrix, the count of queries, the languages.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import URLResolver, get_resolver
from django.utils import timezone

from digitilts.apps.learning.queries.codes import signed
from digitilts.apps.learning.rules import LessonStatus, RegistrationStatus
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.models import Merge, Person, User
from digitilts.apps.places.models import Territory
from digitilts.apps.results.queries.publications import next_release
from digitilts.values.channels import Channel
from digitilts.values.roles import Role
from tests import factories as f

ANONYMOUS, RESIDENT = "anonymous", "resident"
VISITORS = (ANONYMOUS, RESIDENT, *Role)


@dataclass(frozen=True)
class Page:
    """One named address of ours."""

    name: str  # "learning:lesson_page"
    route: str
    arguments: tuple[str, ...]
    door: Any  # "everyone", "signed_in" or a frozenset of roles


def all_pages() -> list[Page]:
    """Every route of our own apps, in the order of the resolver; allauth's pages are tested by allauth."""
    return sorted(_pages(get_resolver(), "", ""), key=lambda page: page.name)


def _pages(resolver: URLResolver, namespace: str, route: str) -> list[Page]:
    found: list[Page] = []
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            found += _pages(pattern, inner, here)
        elif namespace and getattr(pattern.callback, "__module__", "").startswith("digitilts."):
            door = getattr(pattern.callback, "door", None)
            arguments = tuple(pattern.pattern.converters)
            found.append(Page(f"{namespace}{pattern.name}", here, arguments, door))
    return found


@dataclass
class World:
    """A municipality with at least one row of everything, and one user for each role."""

    municipality: Territory
    parish: Territory
    users: dict[str, User] = field(default_factory=dict)
    # Value for each argument that a route may have; "plan/action/|code" wins over "code" on such routes.
    arguments: dict[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()  # texts that nobody of another municipality may ever see

    def address_arguments(self, page: Page) -> dict[str, Any]:
        return {name: self._argument(page, name) for name in page.arguments}

    def _argument(self, page: Page, name: str) -> Any:
        """The value for this page, for routes that begin alike, or for every page."""
        fitting = [
            key
            for key in self.arguments
            if key.endswith(f"|{name}") and page.route.startswith(key.removesuffix(f"|{name}"))
        ]
        return self.arguments[max(fitting, key=len) if fitting else name]


def make_world(code: str, name: str) -> World:
    municipality = f.make_municipality(code, f"{name} novads")
    parish = f.make_territory(f"{code}-P", f"{name} pagasts", municipality)
    world = World(municipality, parish)
    resident = f.make_person(given_name=name, family_name="Iedzīvotāja", home=parish, phone="+37150000001")
    world.users[RESIDENT] = f.make_user(username=f"resident-{code}", person=resident)
    for role in Role:
        world.users[role] = f.make_user(
            role, municipality, username=f"{role}-{code}", display_name=f"{name} {role}"
        )
    _fill_plan(world, name)
    _fill_people(world, name, resident)
    _fill_learning(world, name)
    _fill_notices(world, name)
    world.arguments["code"] = parish.code
    world.arguments["territory_id"] = parish.pk
    world.names = (f"{name}Slepenā", f"{name} slepenā sarakste")
    return world


def _fill_plan(world: World, name: str) -> None:
    plan = f.make_plan(territory=world.municipality, title=f"{name} plāns")
    area = f.make_area(plan=plan, number=1, title="Kapacitāte")
    objective = f.make_objective(area=area, code="M1")
    letter = name[0]
    action = f.make_action(area=area, code=f"{letter}1", title=f"{name} darbība")
    indicator = f.make_indicator(plan=plan, action=action, code=f"{letter}1.1", measure="attendances")
    top = f.make_indicator(plan=plan, code=f"{letter}P", measure="residents_reached")
    manual = f.make_indicator(plan=plan, code=f"{letter}Q")
    world.arguments |= {
        "plan_id": plan.pk,
        "area_id": area.pk,
        "objective_id": objective.pk,
        "action_id": action.pk,
        "indicator_id": indicator.pk,
        "milestone_id": f.make_milestone(action=action).pk,
        "cost_id": f.make_cost_line(action=action).pk,
        "funding_id": f.make_funding_line(action=action).pk,
        "partner_id": f.make_partner(action=action).pk,
        "risk_id": f.make_risk(action=action).pk,
        "target_id": f.make_target(indicator=indicator).pk,
        "contribution_id": f.make_contribution(plan_indicator=top, action_indicator=indicator).pk,
        "value_id": f.make_manual_value(indicator=manual, entered_by=world.users[Role.BUDGET_PLANNER]).pk,
        "kind": "milestones",
        "plan/action/|code": action.code,
        "plan/indicator/|code": indicator.code,
        "results/indicator/|code": indicator.code,
        "results/about/|code": top.code,
        "results/action/|code": action.code,
        "plan": plan,
        "action": action,
    }
    world.arguments["part_id"] = world.arguments["milestone_id"]
    # Their version has another number, so that a foreign number is a foreign version.
    version = f.make_plan_version(plan=plan, number=1 if name == "Mūsu" else 7)
    world.arguments["plan/versions/|number"] = version.number
    f.make_publication(plan=plan, figures=next_release(plan, timezone.localdate()).content)


def _fill_people(world: World, name: str, resident: Person) -> None:
    person = f.make_person(
        given_name=f"{name}Slepenā",
        family_name="Kalniņa",
        home=world.parish,
        birth_year=1948,
        phone="+37150000002",
    )
    twin = f.make_person(
        given_name=f"{name}Slepenā", family_name="Kalniņa", home=world.parish, birth_year=1948
    )
    helper = world.users[Role.HELPER]
    merge = Merge.objects.create(
        kept=person,
        dropped=f.make_person(given_name=f"{name}Slepenā", home=world.parish, merged_into=person),
        merged_at=timezone.now(),
        merged_by=helper,
    )
    world.arguments |= {
        "person_id": person.pk,
        "kept_id": person.pk,
        "dropped_id": twin.pk,
        "key": "none",
        "token": "none",
        "consent_id": f.make_consent(person=person).pk,
        "proxy_id": f.make_proxy(person=resident, acts_for=person).pk,
        "merge_id": merge.pk,
        "assignment_id": helper.role_assignments.get().pk,
        "user_id": helper.pk,
        "person": person,
    }
    f.make_need(person=person)
    venue = f.make_venue(territory=world.parish, name=f"{name} telpa")
    world.arguments |= {"venue_id": venue.pk, "venue": venue}


def _fill_learning(world: World, name: str) -> None:
    kind = f.make_kind(territory=world.municipality, gives_certificate=True)
    activity = f.make_activity(
        territory=world.municipality,
        kind=kind,
        action=world.arguments["action"],
        title=f.texts(f"{name} stunda"),
    )
    venue = world.arguments["venue"]
    trainer = world.users[Role.TRAINER]
    ahead = f.make_lesson(activity=activity, venue=venue, trainers=[trainer])
    held = f.make_lesson(
        activity=activity,
        venue=venue,
        trainers=[trainer],
        starts_at=timezone.now() - timedelta(days=3),
        status=LessonStatus.HELD,
    )
    person = world.arguments["person"]
    registration = f.make_registration(lesson=ahead, person=person)
    f.make_registration(
        lesson=ahead, person=f.make_person(home=world.parish), status=RegistrationStatus.WAITING
    )
    past = f.make_registration(lesson=held, person=person)
    f.make_attendance(lesson=held, registration=past, person=person, home=world.parish, age_band="75+")
    diary = f.make_diary(lesson=held, written_by=trainer)
    for _version in (1, 2):
        f.make_lesson_plan(activity=activity)
    world.arguments |= {
        "lesson_id": ahead.pk,
        "activity_id": activity.pk,
        "kind_id": kind.pk,
        "registration_id": registration.pk,
        "attendance_id": held.attendances.get().pk,
        "tag_id": f.make_diary_tag(diary=diary).pk,
        "diary_id": diary.pk,
        "question_id": f.make_diary_question(territory=world.municipality).pk,
        "certificate_id": f.make_certificate(person=person, activity=activity).pk,
        "equipment_id": f.make_equipment(venue=venue).pk,
        "learning/my/|code": registration.code,
        "learning/registered/|code": signed(registration.code),
        "learning/calendar/kind/|code": kind.code,
        "older": 1,
        "newer": 2,
        "secret": f.make_feed(person=person).secret,
    }


def _fill_notices(world: World, name: str) -> None:
    person = world.arguments["person"]
    call = f.make_message(person=person, channel=Channel.CALL, status=MessageStatus.TO_CALL)
    f.make_message(person=person, channel=Channel.LETTER, status=MessageStatus.TO_PRINT)
    f.make_receipt(message=f.make_message(person=person, status=MessageStatus.SENT))
    conversation = f.make_conversation(
        person=person, territory=world.parish, subject=f"{name} slepenā sarakste"
    )
    f.make_conversation_entry(conversation=conversation)
    world.arguments |= {
        "message_id": call.pk,
        "conversation_id": conversation.pk,
        "notices/my/|code": conversation.code,
    }
