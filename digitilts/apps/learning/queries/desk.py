"""One lesson with everybody in it: what its trainer, a helper or the coordinator needs before it begins."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from digitilts.apps.learning.access import READS_DIARIES, leads, lessons_attended_with, own_lessons
from digitilts.apps.learning.models import Attendance, EquipmentBooking, Lesson, Registration
from digitilts.apps.learning.queries.lessons import numbered
from digitilts.apps.learning.queries.words import NEEDS, TRAVELS
from digitilts.apps.learning.rules import ACTIVE, WAS_THERE, Form, LessonStatus, RegistrationStatus, Travel
from digitilts.apps.learning.rules.lessons import LessonFacts, Readiness, lights
from digitilts.apps.notices.models import Message
from digitilts.apps.notices.rules import MessageStatus
from digitilts.apps.people.access import Actor, needs_visible_to
from digitilts.apps.people.models import Consent, Person
from digitilts.apps.people.rules import NeedCode, Purpose

LIFTS = {Travel.LIFT_THERE, Travel.LIFT_BACK, Travel.LIFT_BOTH}
TOLD = {MessageStatus.SENT, MessageStatus.PRINTED, MessageStatus.REACHED}


@dataclass(frozen=True)
class Participant:
    """Somebody with a seat, an offer or a waiting number. `times` and `level` tell of earlier lessons."""

    registration_id: UUID
    person_id: UUID
    number: int
    name: str
    phone: str
    status: str
    is_waiting: bool
    waiting_number: int
    offered_until: datetime | None
    slot_at: datetime | None
    travel: str
    wants_lift: bool
    with_companion: bool
    needs: Sequence[str]
    may_be_photographed: bool
    times: int
    level: int
    message: str  # "", "told", "waiting"


@dataclass(frozen=True)
class Desk:
    """The staff page of a lesson."""

    lesson: Lesson
    title: str
    kind: str
    trainers: str
    participants: list[Participant]
    waiting: list[Participant]
    lights: list[Readiness]
    equipment: list[str]
    needs_in_numbers: list[tuple[str, int]]
    people: int
    is_over: bool
    is_cancelled: bool
    is_held: bool
    may_change: bool
    may_mark: bool
    opens_diary: bool
    sees_needs: bool
    has_diary: bool
    was_there: int


def desk_of(lesson: Lesson, actor: Actor, now: datetime) -> Desk:
    """Everything on one page in a number of queries that does not grow with the people."""
    rows = list(
        lesson.registrations.filter(status__in=ACTIVE)
        .select_related("person")
        .order_by("waiting_number", "slot_at", "person__family_name", "person__given_name")
    )
    people = participants_of(lesson, rows, actor)
    seated = sorted((each for each in people if not each.is_waiting), key=_by_slot_and_name)
    waiting = sorted((each for each in people if each.is_waiting), key=lambda each: each.waiting_number)
    bookings = list(lesson.equipment_bookings.select_related("equipment"))
    trainers = list(lesson.trainers.all())
    is_open = lesson.status in {LessonStatus.OPEN, LessonStatus.DRAFT}
    is_mine = Lesson.objects.filter(own_lessons(actor), pk=lesson.pk).exists()
    return Desk(
        lesson=lesson,
        title=str(lesson.activity),
        kind=str(lesson.activity.kind),
        trainers=", ".join(str(trainer) for trainer in trainers),
        participants=seated,
        waiting=waiting,
        lights=_lights(lesson, bookings, trainers=len(trainers), people=people) if is_open else [],
        equipment=[f"{booked.equipment.name} × {booked.quantity}" for booked in bookings],
        needs_in_numbers=needs_in_numbers(row.person_id for row in rows if row.status in SEATED),
        people=len(people),
        is_over=lesson.ends_at < now,
        is_cancelled=lesson.status == LessonStatus.CANCELLED,
        is_held=lesson.status == LessonStatus.HELD,
        may_change=is_open and leads(actor, lesson),
        may_mark=Lesson.objects.filter(lessons_attended_with(actor), pk=lesson.pk).exists(),
        opens_diary=is_mine or (hasattr(lesson, "diary") and actor.has_role(*READS_DIARIES)),
        sees_needs=is_mine or any(each.needs for each in people),
        has_diary=hasattr(lesson, "diary"),
        was_there=lesson.attendances.filter(mark__in=WAS_THERE).count(),
    )


def _lights(
    lesson: Lesson, bookings: Sequence[EquipmentBooking], *, trainers: int, people: Sequence[Participant]
) -> list[Readiness]:
    facts = LessonFacts(
        trainers=trainers,
        seats=lesson.seats,
        seats_taken=lesson.seats_taken,
        min_turnout=lesson.min_turnout,
        equipment_short=sum(booked.quantity > booked.equipment.quantity for booked in bookings),
        not_reached=sum(each.message == "waiting" for each in people),
        lifts_wished=sum(each.wants_lift for each in people if not each.is_waiting),
        is_walk_in=lesson.activity.kind.form == Form.WALK_IN,
    )
    return lights(facts)


SEATED = {RegistrationStatus.REGISTERED, RegistrationStatus.OFFERED}


def participants_of(lesson: Lesson, rows: Sequence[Registration], actor: Actor) -> list[Participant]:
    people = [row.person_id for row in rows]
    needs = _needs(lesson, people, actor)
    photos = set(
        Consent.objects.filter(
            person__in=people, text__purpose=Purpose.PHOTOS, withdrawn_at=None
        ).values_list("person_id", flat=True)
    )
    earlier = _earlier_lessons(people)
    messages = _message_states(lesson, people)
    numbers = numbered(lesson)
    return [
        Participant(
            registration_id=row.pk,
            person_id=row.person_id,
            number=numbers[row.pk],
            name=row.person.name,
            phone=row.person.phone or "",
            status=row.status,
            is_waiting=row.status == RegistrationStatus.WAITING,
            waiting_number=row.waiting_number or 0,
            offered_until=row.offered_until if row.status == RegistrationStatus.OFFERED else None,
            slot_at=row.slot_at,
            travel=str(TRAVELS[Travel(row.travel)]),
            wants_lift=row.travel in LIFTS,
            with_companion=row.with_companion,
            needs=needs.get(row.person_id, ()),
            may_be_photographed=row.person_id in photos,
            times=earlier.get(row.person_id, (0, 0))[0],
            level=earlier.get(row.person_id, (0, 0))[1],
            message=messages.get(row.person_id, ""),
        )
        for row in rows
    ]


def _needs(lesson: Lesson, people: Sequence[UUID], actor: Actor) -> dict[UUID, list[str]]:
    """Only for helpers of the territory, and for the trainer of this very lesson."""
    is_mine = Lesson.objects.filter(own_lessons(actor), pk=lesson.pk)
    learners = Person.objects.filter(registrations__lesson__in=is_mine)
    found: dict[UUID, list[str]] = defaultdict(list)
    for need in needs_visible_to(actor, also=learners).filter(person__in=people):
        found[need.person_id].append(str(NEEDS[NeedCode(need.code)]))
    return found


def needs_in_numbers(people: object) -> list[tuple[str, int]]:
    """How many need what, without saying who: for preparing the room."""
    needs = Person.objects.filter(pk__in=list(people)).values_list("needs__code", flat=True)  # type: ignore[call-overload]
    counted = Counter(code for code in needs if code)
    return [(str(NEEDS[NeedCode(code)]), number) for code, number in sorted(counted.items())]


def _earlier_lessons(people: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    seen = (
        Attendance.objects.filter(person__in=people, mark__in=WAS_THERE)
        .values("person_id")
        .annotate(times=Count("pk"), level=Max("lesson__activity__level"))
        .order_by()
    )
    return {row["person_id"]: (row["times"], row["level"]) for row in seen}


def _message_states(lesson: Lesson, people: Sequence[UUID]) -> dict[UUID, str]:
    """The newest message about this lesson to each person: told, or still waiting to reach them."""
    about = Q(about_kind="learning.lesson", about_id=str(lesson.pk))
    rows = (
        Message.objects.filter(about, person__in=people)
        .exclude(status=MessageStatus.DROPPED)
        .order_by("created_at", "id")
        .values_list("person_id", "status")
    )
    return {
        person_id: "told" if status in TOLD else "waiting"
        for person_id, status in rows
        if person_id is not None
    }


def _by_slot_and_name(each: Participant) -> tuple[float, str]:
    return (each.slot_at.timestamp() if each.slot_at else 0.0, each.name.casefold())
