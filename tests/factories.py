"""The smallest valid row of each kind. A test names only what matters to it.

Everything is written straight to the tables: a factory is the state before the test, not a user's act.
"""

import hashlib
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from digitilts.apps.audit.models import Entry
from digitilts.apps.learning.models import (
    Activity,
    Attendance,
    CalendarFeed,
    Certificate,
    Diary,
    DiaryQuestion,
    DiaryTag,
    EquipmentBooking,
    Kind,
    Lesson,
    LessonPlan,
    Registration,
)
from digitilts.apps.learning.rules import Form, LessonStatus, Mark, RegistrationStatus, TagKind
from digitilts.apps.learning.rules import Topic as LearningTopic
from digitilts.apps.notices.models import CallAttempt, Conversation, ConversationEntry, Message, Receipt
from digitilts.apps.notices.rules import Author, CallOutcome, ConversationStatus, MessageStatus, Topic
from digitilts.apps.people.access import Actor
from digitilts.apps.people.models import (
    Consent,
    ConsentText,
    CounterSession,
    Need,
    Person,
    PreferredChannel,
    Proxy,
    RoleAssignment,
    User,
)
from digitilts.apps.people.rules import ConsentHow, Matter, NeedCode, ProxyKind, Purpose
from digitilts.apps.places.models import Equipment, Population, Territory, Venue
from digitilts.apps.places.rules import TerritoryKind, VenueKind
from digitilts.apps.plan.models import (
    Action,
    Area,
    Contribution,
    CostLine,
    FundingLine,
    Indicator,
    ManualValue,
    Milestone,
    Objective,
    Partner,
    Plan,
    PlanVersion,
    Risk,
    Target,
)
from digitilts.apps.plan.rules import (
    CostCategory,
    FundingStatus,
    IndicatorKind,
    PartnerRole,
)
from digitilts.apps.results.models import Publication
from digitilts.values.channels import Channel, Heard
from digitilts.values.codes import new_code
from digitilts.values.roles import Role

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)
COUNTRY, MUNICIPALITY, PARISH = "LV", "0054000", "0054010"


def texts(latvian: str) -> dict[str, str]:
    return {"lv": latvian, "en": f"{latvian} (en)"}


# --- places -----------------------------------------------------------------------------------------


def make_country() -> Territory:
    return Territory.objects.get_or_create(
        code=COUNTRY, defaults={"kind": TerritoryKind.COUNTRY, "name": "Latvija", "path": f"{COUNTRY}/"}
    )[0]


def make_municipality(code: str = MUNICIPALITY, name: str = "Jelgavas novads") -> Territory:
    return Territory.objects.get_or_create(
        code=code,
        defaults={
            "kind": TerritoryKind.MUNICIPALITY,
            "name": name,
            "parent": make_country(),
            "path": f"{COUNTRY}/{code}/",
        },
    )[0]


def make_territory(
    code: str = PARISH, name: str = "Elejas pagasts", municipality: Territory | None = None
) -> Territory:
    """A parish under its municipality under Latvia; the same code gives the same row."""
    above = municipality or make_municipality()
    return Territory.objects.get_or_create(
        code=code,
        defaults={
            "kind": TerritoryKind.PARISH,
            "name": name,
            "parent": above,
            "path": f"{above.path}{code}/",
        },
    )[0]


def make_other_territory() -> Territory:
    """A parish of another municipality: somebody else's."""
    return make_territory("0040010", "Kandavas pagasts", make_municipality("0040000", "Tukuma novads"))


def municipality_of(territory: Territory) -> Territory:
    while territory.kind != TerritoryKind.MUNICIPALITY and territory.parent is not None:
        territory = territory.parent
    return territory


def make_population(**given: Any) -> Population:
    given.setdefault("territory", given.get("territory") or make_territory())
    defaults = {"age_band": "", "people": 1000, "as_of": date(2026, 1, 1), "source": "PMLP"}
    return Population.objects.create(**{**defaults, **given})


def make_venue(**given: Any) -> Venue:
    territory = given.pop("territory", None) or make_territory()
    defaults = {
        "territory": territory,
        "serves": municipality_of(territory),
        "name": f"Elejas bibliotēka {next(_numbers)}",
        "kind": VenueKind.LIBRARY,
        "seats": 12,
    }
    return Venue.objects.create(**{**defaults, **given})


def make_equipment(**given: Any) -> Equipment:
    venue = given.pop("venue", None) or make_venue()
    return Equipment.objects.create(**{"venue": venue, "name": "LAIPA datori", "quantity": 10, **given})


# --- people -----------------------------------------------------------------------------------------


def make_person(**given: Any) -> Person:
    """Only a name, as for somebody a neighbour told us about: no phone, no e-mail."""
    number = next(_numbers)
    defaults = {
        "given_name": "Velta",
        "family_name": f"Kalniņa{number}",
        "home": given["home"] if "home" in given else make_territory(),
        "entered_at": timezone.now(),
    }
    return Person.objects.create(**{**defaults, **given})


def make_user(
    role: Role | None = None,
    territory: Territory | None = None,
    *,
    roles: tuple[Role, ...] = (),
    **given: Any,
) -> User:
    """A sign-in; with a role it is staff of the municipality of `territory` (or exactly of `territory`)."""
    given.setdefault("username", f"user{next(_numbers)}")
    user = User.objects.create(**given)
    for each in ((role,) if role else ()) + roles:
        RoleAssignment.objects.create(
            user=user, role=each, territory=territory or make_municipality(), since=LONG_AGO
        )
    return user


def make_actor(role: Role | None = Role.HELPER, territory: Territory | None = None, **given: Any) -> Actor:
    return Actor(user=make_user(role, territory, **given))


def make_need(**given: Any) -> Need:
    person = given.pop("person", None) or make_person()
    return Need.objects.create(**{"person": person, "code": NeedCode.LARGER_TEXT, **given})


def make_proxy(**given: Any) -> Proxy:
    defaults = {
        "person": given.get("person") or make_person(given_name="Ivars"),
        "acts_for": given.get("acts_for") or make_person(),
        "kind": ProxyKind.RELATIVE,
        "matters": [Matter.LESSONS.value, Matter.MESSAGES.value],
        "since": LONG_AGO,
    }
    return Proxy.objects.create(**{**defaults, **given})


def make_consent_text(**given: Any) -> ConsentText:
    words = given.setdefault("text", "Piekrītu saņemt ziņas par nodarbībām.")
    defaults = {
        "purpose": Purpose.NEWS,
        "version": next(_numbers) + 1000,
        "language": "lv",
        "sha256": hashlib.sha256(words.encode()).hexdigest(),
        "in_force_from": LONG_AGO,
    }
    return ConsentText.objects.create(**{**defaults, **given})


def make_consent(**given: Any) -> Consent:
    person = given.pop("person", None) or make_person()
    defaults = {
        "person": person,
        "given_by": person,
        "text": given.get("text") or make_consent_text(),
        "how": ConsentHow.READ_ALOUD,
        "given_at": timezone.now(),
    }
    return Consent.objects.create(**{**defaults, **given})


def make_counter_session(**given: Any) -> CounterSession:
    opened_at = given.setdefault("opened_at", timezone.now())
    defaults = {
        "helper": given.get("helper") or make_user(Role.HELPER),
        "person": given.get("person") or make_person(),
        "expires_at": opened_at + timedelta(minutes=10),
    }
    return CounterSession.objects.create(**{**defaults, **given})


def make_preferred_channel(**given: Any) -> PreferredChannel:
    person = given.pop("person", None) or make_person()
    defaults = {"person": person, "topic": Topic.REMINDER, "channel": Channel.SMS, "is_on": False}
    return PreferredChannel.objects.create(**{**defaults, **given})


# --- audit ------------------------------------------------------------------------------------------


def make_entry(**given: Any) -> Entry:
    defaults = {
        "at": timezone.now(),
        "did": "tests.made",
        "object_kind": "people.person",
        "object_id": str(next(_numbers)),
    }
    return Entry.objects.create(**{**defaults, **given})


# --- plan -------------------------------------------------------------------------------------------


def make_plan(**given: Any) -> Plan:
    territory = given.pop("territory", None) or make_municipality()
    defaults = {
        "territory": territory,
        "title": f"Digitālās iekļaušanas plāns {next(_numbers)}",
        "first_year": 2025,
        "last_year": 2030,
    }
    return Plan.objects.create(**{**defaults, **given})


def make_plan_version(**given: Any) -> PlanVersion:
    plan = given.pop("plan", None) or make_plan()
    defaults = {
        "plan": plan,
        "number": plan.versions.count() + 1,
        "content": {},
        "sha256": hashlib.sha256(b"{}").hexdigest(),
        "made_at": timezone.now(),
    }
    return PlanVersion.objects.create(**{**defaults, **given})


def make_area(**given: Any) -> Area:
    plan = given.pop("plan", None) or make_plan()
    number = given.pop("number", None) or plan.areas.count() + 1
    return Area.objects.create(**{"plan": plan, "number": number, "title": "Digitālās prasmes", **given})


def make_objective(**given: Any) -> Objective:
    area = given.pop("area", None) or make_area()
    defaults = {"area": area, "code": f"M{next(_numbers)}", "title": "Katrs prot pieteikties ārstam"}
    return Objective.objects.create(**{**defaults, **given})


def make_action(**given: Any) -> Action:
    area = given.pop("area", None) or make_area(plan=given.get("plan"))
    defaults = {
        "plan": area.plan,
        "area": area,
        "code": f"D{next(_numbers)}",
        "title": "Digitālās trešdienas bibliotēkās",
    }
    return Action.objects.create(**{**defaults, **given})


def make_partner(**given: Any) -> Partner:
    action = given.pop("action", None) or make_action()
    return Partner.objects.create(
        **{"action": action, "name": "Jelgavas bibliotēka", "role": PartnerRole.DELIVERS, **given}
    )


def make_milestone(**given: Any) -> Milestone:
    action = given.pop("action", None) or make_action()
    return Milestone.objects.create(
        **{"action": action, "title": "Pirmās nodarbības", "due_on": date(2026, 6, 30), **given}
    )


def make_cost_line(**given: Any) -> CostLine:
    action = given.pop("action", None) or make_action()
    defaults = {"action": action, "year": 2026, "category": CostCategory.STAFF, "amount_cents": 100_000}
    return CostLine.objects.create(**{**defaults, **given})


def make_funding_line(**given: Any) -> FundingLine:
    action = given.pop("action", None) or make_action()
    defaults = {
        "action": action,
        "source": "Pašvaldības budžets",
        "amount_cents": 100_000,
        "status": FundingStatus.CONFIRMED,
    }
    return FundingLine.objects.create(**{**defaults, **given})


def make_risk(**given: Any) -> Risk:
    action = given.pop("action", None) or make_action()
    defaults = {"action": action, "description": "Trūkst pasniedzēju", "likelihood": 3, "impact": 3}
    return Risk.objects.create(**{**defaults, **given})


def make_indicator(**given: Any) -> Indicator:
    """Of the plan; with `action=` it belongs to that action."""
    action = given.get("action")
    plan = given.pop("plan", None) or (action.plan if action else make_plan())
    defaults = {
        "plan": plan,
        "kind": IndicatorKind.OUTPUT,
        "code": f"R{next(_numbers)}",
        "title": "Apmācīto iedzīvotāju skaits",
        "unit": "cilvēki",
    }
    return Indicator.objects.create(**{**defaults, **given})


def make_target(**given: Any) -> Target:
    indicator = given.pop("indicator", None) or make_indicator()
    defaults = {
        "indicator": indicator,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "value": 100,
    }
    return Target.objects.create(**{**defaults, **given})


def make_contribution(**given: Any) -> Contribution:
    plan_indicator = given.pop("plan_indicator", None) or make_indicator()
    action_indicator = given.pop("action_indicator", None) or make_indicator(
        action=make_action(plan=plan_indicator.plan)
    )
    defaults = {
        "plan_indicator": plan_indicator,
        "action_indicator": action_indicator,
        "note": "Tie paši cilvēki",
    }
    return Contribution.objects.create(**{**defaults, **given})


def make_manual_value(**given: Any) -> ManualValue:
    indicator = given.pop("indicator", None) or make_indicator()
    defaults = {
        "indicator": indicator,
        "as_of": date(2025, 12, 31),
        "value": 10,
        "evidence": "Akts Nr. 1",
        "entered_at": timezone.now(),
    }
    return ManualValue.objects.create(**{**defaults, **given})


# --- learning ---------------------------------------------------------------------------------------


def make_kind(**given: Any) -> Kind:
    territory = given.pop("territory", None) or make_municipality()
    defaults = {
        "territory": territory,
        "code": f"workshop{next(_numbers)}",
        "name": texts("Darbnīca"),
        "form": Form.SINGLE,
    }
    return Kind.objects.create(**{**defaults, **given})


def make_activity(**given: Any) -> Activity:
    territory = given.pop("territory", None) or make_municipality()
    defaults = {
        "territory": territory,
        "kind": given.get("kind") or make_kind(territory=territory),
        "title": texts("Kā pieteikties ārstam"),
        "i_want_to": texts("pieteikties pie ārsta"),
        "topic": LearningTopic.HEALTH,
        "level": 1,
    }
    return Activity.objects.create(**{**defaults, **given})


def make_lesson_plan(**given: Any) -> LessonPlan:
    activity = given.pop("activity", None) or make_activity()
    defaults = {
        "activity": activity,
        "version": activity.lesson_plans.count() + 1,
        "content": "Iepazīšanās. E-veselība. Jautājumi.",
        "made_at": timezone.now(),
    }
    return LessonPlan.objects.create(**{**defaults, **given})


def make_lesson(seats: int = 10, **given: Any) -> Lesson:
    """Open for registration, in three days' time, two hours long, at a venue of the parish."""
    trainers = given.pop("trainers", ())
    starts_at: datetime = given.pop("starts_at", None) or timezone.now() + timedelta(days=3)
    defaults = {
        "activity": given.get("activity") or make_activity(),
        "venue": given.get("venue") or make_venue(),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "registration_closes_at": starts_at,
        "status": LessonStatus.OPEN,
        "made_at": min(timezone.now(), starts_at),
    }
    lesson = Lesson.objects.create(seats=seats, **{**defaults, **given})
    lesson.trainers.set(trainers)
    return lesson


def make_equipment_booking(**given: Any) -> EquipmentBooking:
    lesson = given.pop("lesson", None) or make_lesson()
    equipment = given.pop("equipment", None) or make_equipment(venue=lesson.venue)
    return EquipmentBooking.objects.create(
        **{"lesson": lesson, "equipment": equipment, "quantity": 5, **given}
    )


def make_registration(**given: Any) -> Registration:
    """Somebody's place; takes the seat or the next waiting number of the lesson, as the service does."""
    lesson: Lesson = given.pop("lesson", None) or make_lesson()
    status = given.setdefault("status", RegistrationStatus.REGISTERED)
    defaults = {
        "lesson": lesson,
        "person": given.get("person") or make_person(),
        "code": new_code(),
        "heard": Heard.PHONE,
        "submission_key": uuid4(),
        "created_at": timezone.now(),
    }
    if status in (RegistrationStatus.REGISTERED, RegistrationStatus.OFFERED):
        lesson.seats_taken += 1
    if status in (RegistrationStatus.WAITING, RegistrationStatus.OFFERED):
        lesson.last_waiting_number += 1
        defaults["waiting_number"] = lesson.last_waiting_number
    if status == RegistrationStatus.OFFERED:
        defaults["offered_until"] = timezone.now() + timedelta(hours=12)
    lesson.save(update_fields=["seats_taken", "last_waiting_number"])
    return Registration.objects.create(**{**defaults, **given})


def make_attendance(**given: Any) -> Attendance:
    """A mark; PRESENT for a registered person unless told otherwise."""
    mark = given.setdefault("mark", Mark.PRESENT)
    registration = given.get("registration")
    lesson = given.pop("lesson", None) or (registration.lesson if registration else make_lesson())
    if mark != Mark.ANONYMOUS and given.get("person") is None:
        given["person"] = registration.person if registration else make_person()
    defaults = {"lesson": lesson, "marked_at": timezone.now(), "heard": Heard.OWN_CLICK}
    return Attendance.objects.create(**{**defaults, **given})


def make_diary_question(**given: Any) -> DiaryQuestion:
    territory = given.pop("territory", None) or make_municipality()
    defaults = {"territory": territory, "number": next(_numbers), "text": texts("Kas izdevās labi?")}
    return DiaryQuestion.objects.create(**{**defaults, **given})


def make_diary(**given: Any) -> Diary:
    lesson = given.pop("lesson", None) or make_lesson()
    return Diary.objects.create(
        **{"lesson": lesson, "answers": {"1": "Izdevās."}, "written_at": timezone.now(), **given}
    )


def make_diary_tag(**given: Any) -> DiaryTag:
    diary = given.pop("diary", None) or make_diary()
    return DiaryTag.objects.create(
        **{"diary": diary, "kind": TagKind.CHANGE, "text": "Vairāk laika parolēm", **given}
    )


def make_certificate(**given: Any) -> Certificate:
    person = given.pop("person", None) or make_person()
    defaults = {
        "person": person,
        "activity": given.get("activity") or make_activity(),
        "number": f"JN-{next(_numbers)}",
        "lessons_attended": 4,
        "hours": 8,
        "issued_on": timezone.localdate(),
    }
    return Certificate.objects.create(**{**defaults, **given})


def make_feed(**given: Any) -> CalendarFeed:
    if "user" not in given and "person" not in given:
        given["person"] = make_person()
    return CalendarFeed.objects.create(**{"secret": uuid4().hex, "made_at": timezone.now(), **given})


# --- notices ----------------------------------------------------------------------------------------


def make_message(**given: Any) -> Message:
    defaults = {
        "person": given["person"] if "person" in given else make_person(),
        "topic": Topic.REGISTRATION,
        "template": "learning/seat_confirmed",
        "language": "lv",
        "channel": Channel.SMS,
        "address": "+37120000001",
        "body": "Jūs esat pieteikta.",
        "dedupe_key": uuid4().hex,
        "status": MessageStatus.QUEUED,
        "not_before": timezone.now(),
        "created_at": timezone.now(),
    }
    return Message.objects.create(**{**defaults, **given})


def make_receipt(**given: Any) -> Receipt:
    message = given.pop("message", None) or make_message()
    defaults = {
        "message": message,
        "at": timezone.now(),
        "channel": message.channel,
        "is_success": True,
        "provider": "fake",
    }
    return Receipt.objects.create(**{**defaults, **given})


def make_call_attempt(**given: Any) -> CallAttempt:
    message = given.pop("message", None) or make_message(
        channel=Channel.CALL, address="", status=MessageStatus.TO_CALL
    )
    defaults = {
        "message": message,
        "at": timezone.now(),
        "outcome": CallOutcome.NO_ANSWER,
        "submission_key": uuid4(),
    }
    return CallAttempt.objects.create(**{**defaults, **given})


def make_conversation(**given: Any) -> Conversation:
    person = given.pop("person", None) or make_person()
    defaults = {
        "person": person,
        "territory": given.get("territory") or person.home or make_territory(),
        "subject": "Kad būs nākamā nodarbība?",
        "status": ConversationStatus.OPEN,
        "code": new_code(),
        "opened_at": timezone.now(),
        "last_entry_at": timezone.now(),
    }
    return Conversation.objects.create(**{**defaults, **given})


def make_conversation_entry(**given: Any) -> ConversationEntry:
    conversation = given.pop("conversation", None) or make_conversation()
    defaults = {
        "conversation": conversation,
        "author": Author.RESIDENT,
        "text": "Kad būs nākamā nodarbība?",
        "at": timezone.now(),
        "submission_key": uuid4(),
    }
    return ConversationEntry.objects.create(**{**defaults, **given})


# --- results ----------------------------------------------------------------------------------------


def make_publication(**given: Any) -> Publication:
    plan = given.pop("plan", None) or make_plan()
    defaults = {
        "plan": plan,
        "number": plan.publications.count() + 1,
        "as_of": timezone.localdate(),
        "figures": {},
        "approved_at": timezone.now(),
    }
    return Publication.objects.create(**{**defaults, **given})
