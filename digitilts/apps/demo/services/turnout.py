"""Who registered, who came, and what the leaders wrote."""

import uuid
from collections import defaultdict
from datetime import timedelta
from typing import Any

from digitilts.apps.demo.services.content import BATCH, Town, content
from digitilts.apps.learning.models import (
    Attendance,
    Certificate,
    Diary,
    DiaryTag,
    Lesson,
    LessonPlan,
    Registration,
)
from digitilts.apps.learning.rules import (
    ACTIVE,
    Audience,
    Form,
    LessonStatus,
    Mark,
    RegistrationStatus,
    TagKind,
    Travel,
)
from digitilts.apps.learning.services.lesson_news import BY_LESSON
from digitilts.apps.people.models import Person
from digitilts.values.age_bands import age_band
from digitilts.values.channels import Heard
from digitilts.values.codes import ALPHABET, LENGTH

MARKS = [Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.NO_SHOW]
MARK_WEIGHTS = [78, 6, 6, 10]
HEARD = [Heard.OWN_CLICK, Heard.PHONE, Heard.COUNTER, Heard.RELATIVE]
HEARD_WEIGHTS = [34, 33, 26, 7]
TRAVELS = [Travel.ON_FOOT, Travel.OWN_CAR, Travel.BUS, Travel.LIFT_BOTH, Travel.LIFT_THERE, Travel.NOT_SAID]
TRAVEL_WEIGHTS = [30, 26, 14, 9, 2, 19]
FROM_THE_SAME_PARISH = 0.7
# Who comes to lessons that are not for everybody.
AGES = {Audience.YOUTH: (13, 25), Audience.STAFF: (24, 64), Audience.ENTERPRISE: (20, 64)}
TRAINER_FORMS = {Form.WALK_IN}


class Turnout:
    """Collects rows for one bulk insert per table."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.by_parish: dict[int, list[Person]] = defaultdict(list)
        self.by_audience: dict[str, list[Person]] = {
            audience: [person for person in town.learners if first <= self.age(person) <= last]
            for audience, (first, last) in AGES.items()
        }
        for person in town.learners:
            self.by_parish[person.home_id or 0].append(person)
        self.registrations: list[Registration] = []
        self.attendances: list[Attendance] = []
        self.codes: set[str] = set()
        self.runs: dict[tuple[Any, ...], tuple[uuid.UUID, list[Person]]] = {}

    def age(self, person: Person) -> int:
        return self.town.today.year - (person.birth_year or 0)

    def fill(self, lesson: Lesson) -> None:
        form = lesson.activity.kind.form
        people = [] if form == Form.WALK_IN else self.people_for(lesson, form)
        key = self.key()
        series = self.runs.get(self.run_of(lesson), (None, []))[0] if form == Form.SERIES else None
        taken = given_up = 0
        for number, person in enumerate(people):
            registration = self.registration(lesson, person, number, taken, key, series)
            if registration.status == RegistrationStatus.REGISTERED and taken + given_up >= lesson.seats:
                # The seat was somebody else's first: this person waited for it and got it.
                lesson.last_waiting_number += 1
                registration.waiting_number = lesson.last_waiting_number
            taken += registration.status == RegistrationStatus.REGISTERED
            given_up += registration.status == RegistrationStatus.CANCELLED
            self.registrations.append(registration)
            if lesson.status == LessonStatus.HELD and registration.status == RegistrationStatus.REGISTERED:
                self.mark(lesson, person, registration)
            if lesson.status == LessonStatus.CANCELLED:
                self.close(lesson, registration)
        lesson.seats_taken = 0 if lesson.status == LessonStatus.CANCELLED else taken
        if lesson.status == LessonStatus.HELD:
            self.unregistered(lesson, form, {person.pk for person in people})

    def close(self, lesson: Lesson, registration: Registration) -> None:
        """After a cancelled lesson nobody holds or waits for a seat in it."""
        if registration.status in ACTIVE:
            registration.status = RegistrationStatus.CANCELLED
            registration.cancelled_at = lesson.cancelled_at
            registration.cancelled_how = BY_LESSON

    def people_for(self, lesson: Lesson, form: str) -> list[Person]:
        """The same people through a series; otherwise mostly neighbours."""
        run = self.run_of(lesson)
        if form == Form.SERIES and run in self.runs:
            return self.runs[run][1]
        rng = self.town.rng
        fullness = rng.choice([0.5, 0.65, 0.8, 0.9, 1.0, 1.15])
        if lesson.starts_at > self.town.now:
            fullness *= 0.75 if (lesson.starts_at - self.town.now).days > 14 else 1.0
        everybody = self.by_audience.get(lesson.activity.kind.audience) or self.town.learners
        fits = {person.pk for person in everybody}
        near = [p for p in self.by_parish.get(lesson.venue.territory_id, ()) if p.pk in fits] or everybody
        chosen: dict[uuid.UUID, Person] = {}
        for _ in range(round(lesson.seats * fullness)):
            pool = near if rng.random() < FROM_THE_SAME_PARISH else everybody
            person = rng.choice(pool)
            chosen[person.pk] = person
        people = list(chosen.values())
        if form == Form.SLOTS:
            people = people[: lesson.seats]
        if form == Form.SERIES:
            self.runs[run] = (self.key(), people)
        return people

    def run_of(self, lesson: Lesson) -> tuple[Any, ...]:
        weekday = lesson.starts_at.weekday()
        number = round((lesson.starts_at.date() - self.town.today).days / 7)
        length = 5
        return (lesson.activity_id, lesson.venue_id, weekday, lesson.starts_at.hour, number // length)

    def registration(  # the facts of one registration
        self,
        lesson: Lesson,
        person: Person,
        number: int,
        taken: int,
        key: uuid.UUID,
        series: uuid.UUID | None,
    ) -> Registration:
        rng = self.town.rng
        heard = rng.choices(HEARD, weights=HEARD_WEIGHTS)[0]
        is_coming = lesson.starts_at > self.town.now
        days_before = rng.randint(0 if is_coming else 2, 25)
        made = min(lesson.starts_at, self.town.now) - timedelta(days=days_before, minutes=30 + number)
        row = Registration(
            id=uuid.UUID(int=rng.getrandbits(128), version=4),
            lesson=lesson,
            person=person,
            status=RegistrationStatus.REGISTERED,
            code=self.code(),
            travel=rng.choices(TRAVELS, weights=TRAVEL_WEIGHTS)[0],
            with_companion=rng.random() < 0.05,
            series_key=series,
            heard=heard,
            entered_by=None if heard == Heard.OWN_CLICK else self.town.users["operators"],
            submission_key=key,
            created_at=made,
        )
        if rng.random() < 0.06:
            row.status = RegistrationStatus.CANCELLED
            row.cancelled_at = made + timedelta(days=1)
            row.cancelled_how = Heard.PHONE
        elif taken >= lesson.seats:
            lesson.last_waiting_number += 1
            row.status, row.waiting_number = RegistrationStatus.WAITING, lesson.last_waiting_number
        elif lesson.slot_minutes:
            row.slot_at = lesson.starts_at + timedelta(minutes=lesson.slot_minutes * taken)
        return row

    def mark(self, lesson: Lesson, person: Person, registration: Registration) -> None:
        mark = self.town.rng.choices(MARKS, weights=MARK_WEIGHTS)[0]
        self.attendances.append(self.attendance(lesson, mark, person, registration))

    def unregistered(self, lesson: Lesson, form: str, known: set[uuid.UUID]) -> None:
        rng = self.town.rng
        extra = rng.randint(4, 12) if form == Form.WALK_IN else rng.choice([0, 0, 0, 1, 1, 2])
        for _ in range(extra):
            person = rng.choice(self.by_parish.get(lesson.venue.territory_id) or self.town.learners)
            if rng.random() < 0.35 or person.pk in known:
                self.attendances.append(self.attendance(lesson, Mark.ANONYMOUS, None, None))
            else:
                known.add(person.pk)
                self.attendances.append(self.attendance(lesson, Mark.WALKED_IN, person, None))

    def attendance(
        self, lesson: Lesson, mark: Mark, person: Person | None, registration: Registration | None
    ) -> Attendance:
        return Attendance(
            lesson=lesson,
            registration=registration,
            person=person,
            mark=mark,
            age_band=age_band(person.birth_year if person else None, in_year=lesson.starts_at.year),
            sex=person.sex if person else "",
            home_id=person.home_id if person else None,
            marked_at=lesson.ends_at,
            marked_by=lesson.demo_trainer,  # type: ignore[attr-defined]
            heard=Heard.PAPER if self.town.rng.random() < 0.3 else Heard.OWN_CLICK,
            submission_key=self.key(),
        )

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.town.rng.getrandbits(128), version=4)

    def code(self) -> str:
        while True:
            code = "".join(self.town.rng.choices(ALPHABET, k=LENGTH))
            if code not in self.codes:
                self.codes.add(code)
                return code


def build_turnout(town: Town) -> list[Registration]:
    turnout = Turnout(town)
    for lesson in town.lessons:
        turnout.fill(lesson)
    Lesson.objects.bulk_update(town.lessons, ["seats_taken", "last_waiting_number"], batch_size=200)
    Registration.objects.bulk_create(turnout.registrations, batch_size=BATCH)
    Attendance.objects.bulk_create(turnout.attendances, batch_size=BATCH)
    build_diaries(town)
    build_certificates(town, turnout)
    return turnout.registrations


def build_diaries(town: Town) -> None:
    words = content("activities")["diary"]
    rng = town.rng
    held = [lesson for lesson in town.lessons if lesson.status == LessonStatus.HELD]
    diaries = [
        Diary(
            lesson=lesson,
            answers={
                str(number): rng.choice(words[name])
                for number, name in enumerate(["went_well", "was_hard", "next_time", "at_home"], start=1)
            },
            written_by=lesson.demo_trainer,  # type: ignore[attr-defined]
            written_at=lesson.ends_at + timedelta(hours=3),
        )
        for lesson in held
        if rng.random() < 0.88
    ]
    Diary.objects.bulk_create(diaries, batch_size=BATCH)
    second = second_lesson_plans(town)
    tags = []
    for diary in diaries:
        for kind, share in ((TagKind.KEEP, 0.5), (TagKind.CHANGE, 0.35)):
            if rng.random() < share:
                is_old = (town.now - diary.lesson.ends_at).days > 60
                taken = second.get(diary.lesson.activity_id) if is_old else None
                tags.append(DiaryTag(diary=diary, kind=kind, text=rng.choice(words[kind]), taken_up_in=taken))
    DiaryTag.objects.bulk_create(tags, batch_size=BATCH)


def second_lesson_plans(town: Town) -> dict[int, LessonPlan]:
    """What the diaries said has already changed how the first four activities are led."""
    return {
        activity.pk: LessonPlan.objects.create(
            activity=activity,
            version=2,
            content="Iepazīšanās 10 min. PIN kodi un lādētāji 5 min. Pāros darbojas 60 min. Kartītes līdzi.",
            why_changed="Dienasgrāmatās: vairāk laika mēģināt pašiem",
            made_at=town.now - timedelta(days=60),
            made_by=town.coordinator,
        )
        for activity, _row in town.activities[:4]
    }


def build_certificates(town: Town, turnout: Turnout) -> None:
    """For people who came to at least four lessons of a course."""
    attended: dict[tuple[uuid.UUID, int], int] = defaultdict(int)
    activities = {}
    for row in turnout.attendances:
        if (
            row.person_id
            and row.mark in {Mark.PRESENT, Mark.LATE}
            and row.lesson.activity.kind.gives_certificate
        ):
            attended[row.person_id, row.lesson.activity_id] += 1
            activities[row.lesson.activity_id] = row.lesson.activity
    done = sorted(((key, count) for key, count in attended.items() if count >= 4), key=str)
    Certificate.objects.bulk_create(
        (
            Certificate(
                person_id=person_id,
                activity=activities[activity_id],
                number=f"JN-{town.today.year}-{number:05d}",
                lessons_attended=count,
                hours=count * 1.5,
                issued_on=town.today - timedelta(days=20),
                issued_by=town.coordinator,
            )
            for number, ((person_id, activity_id), count) in enumerate(done, start=1)
        ),
        batch_size=BATCH,
    )
