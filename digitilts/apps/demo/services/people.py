"""Invented residents and the people who work here."""

import uuid
from datetime import timedelta
from typing import Any

from digitilts.apps.demo.services.content import BATCH, Town, content
from digitilts.apps.people.models import Need, Person, Proxy, RoleAssignment, User, search_key
from digitilts.apps.people.rules import Matter, NeedCode, ProxyKind
from digitilts.apps.places.models import Population, Territory
from digitilts.values.age_bands import BANDS
from digitilts.values.channels import Channel, Heard
from digitilts.values.folded import fold
from digitilts.values.roles import Role

# Numbers that begin with 5 are given to nobody in Latvia; example.org belongs to no one.
FIRST_PHONE = 50_000_000
LEARNERS = 2600
YOUNGEST_LEARNER = 10
WOMAN_SHARE = 0.53
# How likely a resident of this age comes to lessons, relative to the others.
EAGERNESS = {"0-15": 0.1, "16-24": 0.7, "25-54": 0.7, "55-64": 2.2, "65-74": 4.5, "75+": 3.6}


def build_people(town: Town) -> None:
    build_staff(town)
    build_residents(town)
    choose_learners(town)
    give_needs_and_relatives(town)


def build_staff(town: Town) -> None:
    territories = {"LV": town.country, "JN": town.municipality, **town.parishes}
    for username, name, role, code in content("people")["staff"]:
        user = User(username=username, display_name=name, is_staff=True, is_demo=True)
        user.set_unusable_password()
        user.save()
        town.users[username] = user
        RoleAssignment.objects.create(
            user=user, role=Role(role), territory=territories[code], since=town.today - timedelta(days=600)
        )


def build_residents(town: Town) -> None:
    words = content("people")
    bands = {band.code: band for band in BANDS}
    counts = (
        Population.objects.exclude(age_band="").filter(territory__kind="parish").select_related("territory")
    )
    number = 0
    for count in counts.order_by("territory__path", "age_band"):
        band = bands[count.age_band]
        for _ in range(count.people):
            age = town.rng.randint(band.first, min(band.last, 96))
            town.persons.append(resident(town, words, count.territory, age, number))
            number += 1
    Person.objects.bulk_create(town.persons, batch_size=BATCH)


def resident(town: Town, words: dict[str, Any], home: Territory, age: int, number: int) -> Person:
    rng = town.rng
    is_woman = rng.random() < WOMAN_SHARE
    given = rng.choice(words["women"] if is_woman else words["men"])
    family = rng.choice(words["families"])[1 if is_woman else 0]
    has_phone = age >= 10 and rng.random() < (0.55 if age >= 75 else 0.8)
    has_email = age >= 14 and rng.random() < (0.08 if age >= 75 else 0.35)
    phone = f"+371{FIRST_PHONE + number}" if has_phone else None
    centre = home.name.removesuffix(" pagasts")
    return Person(
        id=uuid.UUID(int=rng.getrandbits(128), version=4),
        given_name=given,
        family_name=family,
        search_key=search_key(given, family, phone),
        phone=phone,
        email=f"{fold(given)}.{fold(family)}.{number}@example.org" if has_email else None,
        address=f"Izdomātā iela {1 + number % 60}, {centre} pag., Jelgavas nov.",
        birth_year=town.today.year - age,
        sex="f" if is_woman else "m",
        home=home,
        language="ru" if rng.random() < 0.08 else "lv",
        channel=preferred_channel(town, has_phone, has_email, age),
        entered_how=Heard.IMPORT,
        entered_at=town.now - timedelta(days=560),
        is_demo=True,
    )


def preferred_channel(town: Town, has_phone: bool, has_email: bool, age: int) -> str:
    if has_phone and age >= 75:
        return Channel.CALL
    if has_phone and town.rng.random() < 0.7:
        return Channel.SMS
    return Channel.EMAIL if has_email else ""


def choose_learners(town: Town) -> None:
    """People who come to lessons: older, and more women, as everywhere."""
    bands = [(band.code, band) for band in BANDS]

    def weight(person: Person) -> float:
        age = town.today.year - (person.birth_year or town.today.year)
        if age < YOUNGEST_LEARNER:
            return 0.0
        code = next((code for code, band in bands if band.first <= age <= band.last), "75+")
        return EAGERNESS[code] * (1.6 if person.sex == "f" else 1.0)

    weights = [weight(person) for person in town.persons]
    chosen = town.rng.choices(range(len(town.persons)), weights=weights, k=LEARNERS)
    town.learners = [town.persons[index] for index in dict.fromkeys(chosen)]


def give_needs_and_relatives(town: Town) -> None:
    needs, proxies = [], []
    for person in town.learners:
        age = town.today.year - (person.birth_year or 0)
        if town.rng.random() < (0.3 if age >= 75 else 0.07):
            codes = town.rng.sample(list(NeedCode), k=town.rng.choice([1, 1, 2]))
            needs += [Need(person=person, code=code) for code in codes]
        if age >= 75 and town.rng.random() < 0.2:
            relative = town.rng.choice(town.persons)
            if relative.phone and relative.pk != person.pk:
                proxies.append(relative_of(town, person, relative))
    Need.objects.bulk_create(needs)
    Proxy.objects.bulk_create(proxies)


def relative_of(town: Town, person: Person, relative: Person) -> Proxy:
    return Proxy(
        person=relative,
        acts_for=person,
        kind=ProxyKind.RELATIVE,
        matters=[Matter.LESSONS, Matter.MESSAGES],
        since=town.today - timedelta(days=300),
        proof="Pateica pa tālruni",
    )
