"""What the pages about people show, as plain data."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from digitilts.apps.audit.models import Viewing
from digitilts.apps.people.access import EDITS_PEOPLE, Actor, needs_visible_to, persons_visible_to
from digitilts.apps.people.models import Merge, Need, Person, PreferredChannel, Proxy, RoleAssignment, User
from digitilts.apps.people.queries.words import (
    CHANNELS,
    HEARD,
    LANGUAGES,
    MATTERS,
    NEEDS,
    PROXY_KINDS,
    ROLES,
    TOPICS,
    word,
)
from digitilts.apps.people.rules import channels_of
from digitilts.apps.people.rules.minors import may_act_alone
from digitilts.apps.places.models import Territory
from digitilts.kit.dates import short_date
from digitilts.kit.phones import readable
from digitilts.values.roles import Role

# A page stays open to the same helper for a working day; then it is opened, and noted, again.
OPEN_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class ProxyLine:
    id: int
    other: Person
    kind: str
    matters: list[str]
    since: date
    until: date | None
    proof: str
    is_over: bool


@dataclass(frozen=True)
class MergeLine:
    id: int
    name: str
    at: datetime


@dataclass(frozen=True)
class PersonSheet:
    """All that the page of one person shows."""

    person: Person
    home: str
    language: str
    channel: str
    heard: str
    entered_by: str
    needs: list[str]
    sees_needs: bool
    has_needs: bool
    needs_guardian: bool
    proxies: list[ProxyLine]
    acts_for: list[ProxyLine]
    merges: list[MergeLine]
    switched_off: list[str]
    may_edit: bool


def person_sheet(person: Person, actor: Actor, today: date) -> PersonSheet:
    """One person for one reader: needs only for those who may see them."""
    sees_needs = person.pk == actor.person_id or actor.has_role(Role.HELPER)
    needs = need_codes(person.pk, actor)
    proxies = Proxy.objects.filter(Q(acts_for=person) | Q(person=person)).select_related("person", "acts_for")
    lines = [(proxy.acts_for_id == person.pk, _proxy_line(proxy, person, today)) for proxy in proxies]
    return PersonSheet(
        person=person,
        home=person.home.name if person.home else "",
        language=word(LANGUAGES, person.language),
        channel=word(CHANNELS, person.channel),
        heard=word(HEARD, person.entered_how),
        entered_by=str(person.entered_by) if person.entered_by else "",
        needs=[word(NEEDS, code) for code in needs],
        sees_needs=sees_needs,
        has_needs=Need.objects.filter(person=person).exists(),
        needs_guardian=not may_act_alone(person.birth_year, today.year),
        proxies=[line for is_for, line in lines if is_for],
        acts_for=[line for is_for, line in lines if not is_for],
        merges=_merges(person),
        switched_off=_switched_off(person),
        may_edit=persons_visible_to(actor, *EDITS_PEOPLE).filter(pk=person.pk).exists(),
    )


def need_codes(person_id: UUID, actor: Actor) -> list[str]:
    """The codes of a person's needs, for those who may see them."""
    return list(needs_visible_to(actor).filter(person=person_id).values_list("code", flat=True))


def visible_person(person_id: UUID, actor: Actor, *roles: Role) -> Person | None:
    """The person with home and who entered them, if this actor may see them."""
    people = persons_visible_to(actor, *roles).select_related("home", "entered_by")
    return people.filter(pk=person_id).first()


def merged_into(person_id: UUID) -> UUID | None:
    """Where a merged record went, so that an old address still leads to the person."""
    return Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()


def recently_opened(actor: Actor, person_id: UUID, now: datetime) -> bool:
    """Has this user noted that they open this person's page? One's own page needs no note."""
    if actor.person_id == person_id:
        return True
    return Viewing.objects.filter(user_id=actor.user_id, person_id=person_id, at__gt=now - OPEN_FOR).exists()


def recent_people(actor: Actor, now: datetime, limit: int = 10) -> list[Person]:
    """Whom this helper opened last."""
    viewings = Viewing.objects.filter(user_id=actor.user_id, at__gt=now - OPEN_FOR).order_by("-at")
    ids = list(dict.fromkeys(viewings.values_list("person_id", flat=True)[:50]))[:limit]
    people = {
        person.pk: person for person in persons_visible_to(actor).filter(pk__in=ids).select_related("home")
    }
    return [people[pk] for pk in ids if pk in people]


def home_choices(actor: Actor) -> list[tuple[int, str]]:
    """Parishes for the form: of the actor's municipality first, then every other."""
    territories = list(Territory.objects.exclude(kind="country").order_by("path"))
    paths = tuple(path for _role, path in actor.roles)
    tops = tuple("/".join(path.split("/")[:2]) for path in paths)
    near = [place for place in territories if tops and place.path.startswith(tops)]
    far = [place for place in territories if place not in near]
    return [(place.pk, place.name) for place in [*near, *far]]


def switches_of(person_id: UUID) -> dict[str, list[str]]:
    """Per topic the channels that are on. A channel without a switch is on."""
    off = set(PreferredChannel.objects.filter(person=person_id, is_on=False).values_list("topic", "channel"))
    topics = ("registration", "reminder", "conversation", "news")
    return {topic: [c.value for c in channels_of(topic) if (topic, c.value) not in off] for topic in topics}


@dataclass(frozen=True)
class RoleLine:
    id: int
    role: str
    territory: str
    since: date
    until: date | None
    is_over: bool
    is_own: bool


@dataclass(frozen=True)
class Colleague:
    user: User
    roles: list[RoleLine]
    waits_for_invitation: bool


def colleagues(actor: Actor, today: date) -> list[Colleague]:
    """Everybody who holds or held a role in the administrator's territory."""
    held = (
        RoleAssignment.objects.filter(
            actor.within("territory__path", Role.ADMINISTRATOR, Role.AUDITOR), territory__isnull=False
        )
        .select_related("user", "territory")
        .order_by("user__display_name", "user__username", "role")
    )
    found: dict[int, Colleague] = {}
    for row in held:
        new = Colleague(row.user, [], waits_for_invitation=not row.user.has_usable_password())
        found.setdefault(row.user_id, new).roles.append(_role_line(row, actor, today))
    return list(found.values())


def grantable_territories(actor: Actor) -> list[tuple[int, str]]:
    """Where this administrator may give roles, indented by level."""
    rows = Territory.objects.filter(actor.within("path", Role.ADMINISTRATOR)).order_by("path")
    return [(row.pk, f"{'– ' * (row.path.count('/') - 1)}{row.name}") for row in rows]


def _role_line(row: RoleAssignment, actor: Actor, today: date) -> RoleLine:
    is_over = row.until is not None and row.until < today
    return RoleLine(
        row.pk,
        word(ROLES, row.role),
        row.territory.name,
        row.since,
        row.until,
        is_over,
        row.user_id == actor.user_id,
    )


def _proxy_line(proxy: Proxy, person: Person, today: date) -> ProxyLine:
    other = proxy.person if proxy.acts_for_id == person.pk else proxy.acts_for
    return ProxyLine(
        id=proxy.pk,
        other=other,
        kind=word(PROXY_KINDS, proxy.kind),
        matters=[word(MATTERS, matter) for matter in proxy.matters],
        since=proxy.since,
        until=proxy.until,
        proof=proxy.proof,
        is_over=proxy.until is not None and proxy.until <= today,
    )


def _merges(person: Person) -> list[MergeLine]:
    rows = Merge.objects.filter(kept=person, undone_at=None).select_related("dropped")
    return [MergeLine(row.pk, row.dropped.name, row.merged_at) for row in rows]


def _switched_off(person: Person) -> list[str]:
    rows = PreferredChannel.objects.filter(person=person, is_on=False)
    return [f"{word(TOPICS, row.topic)}: {word(CHANNELS, row.channel)}" for row in rows]


def merge_sides(kept: Person, dropped: Person) -> list[tuple[str, str, str]]:
    """The two records side by side: field name, of the one that stays, of the other."""
    return [
        (name, ours, theirs)
        for (name, ours), (_name, theirs) in zip(_facts(kept), _facts(dropped), strict=True)
    ]


def _facts(person: Person) -> list[tuple[str, str]]:
    return [
        ("name", person.name),
        ("phone", readable(person.phone) if person.phone else ""),
        ("email", person.email or ""),
        ("birth_year", str(person.birth_year or "")),
        ("home", person.home.name if person.home else ""),
        ("address", person.address),
        ("language", word(LANGUAGES, person.language)),
        ("entered_at", short_date(person.entered_at)),
    ]


def colleague_user(user_id: int, actor: Actor) -> User | None:
    """Somebody with a role in this administrator's territory."""
    held = RoleAssignment.objects.filter(actor.within("territory__path", Role.ADMINISTRATOR), user=user_id)
    return User.objects.filter(pk__in=held.values("user")).first()


def user_for(user_id: int) -> User | None:
    """An active sign-in, for checking an invitation."""
    return User.objects.filter(pk=user_id, is_active=True).first()
