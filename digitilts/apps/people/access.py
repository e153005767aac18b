"""Who is acting, in which roles, and over which territories."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID, uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as account_context
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.people.models import CounterSession, Need, Person, RoleAssignment, User
from digitilts.apps.places.models import Territory
from digitilts.gateways.deliveries import Parcel
from digitilts.gateways.email import SmtpCarrier
from digitilts.values.roles import Role

# Who finds people at all. Trainers meet only the people of their own lessons, which learning hands to them;
# drivers, dispatchers and budget planners need no register of people.
FINDS_PEOPLE = (Role.HELPER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)
EDITS_PEOPLE = (Role.HELPER, Role.COORDINATOR, Role.ADMINISTRATOR)
# A trainer enters somebody who walked into the lesson.
ENTERS_PEOPLE = (*EDITS_PEOPLE, Role.TRAINER)
# Needs tell something about health: a coordinator or auditor sees only that there are some.
SEES_NEEDS = (Role.HELPER,)

# Between two people at the counter only these open, so the back button finds nothing.
DESK_PAGES = frozenset(
    f"people:{name}"
    for name in (
        "counter",
        "counter_ended",
        "open_counter",
        "finish_counter",
        "stay_at_counter",
        "leave_counter",
    )
)
# While somebody is served: pages that show that one person only. Public pages open always.
COUNTER_PAGES = frozenset(
    {
        *(
            f"people:{name}"
            for name in (
                "person_page", "open_person", "edit_person", "needs", "channels", "proxies", "end_proxy",
                "consents", "withdraw", "consent_form", "export", "undo_merge", "erase",
            )
        ),
        "learning:caller",
        "learning:open_caller",
        "learning:register_for",
        "learning:change_place",
        "notices:new_conversation",
        "notices:conversation",
    }
)  # fmt: skip


@dataclass
class Actor:
    """The one who acts. Built from a request, a command or a test; services take it as `by`."""

    user: User | None = None
    on: date | None = None
    given_roles: Iterable[tuple[Role, str]] | None = field(default=None, repr=False)
    at: datetime | None = field(default=None, repr=False)

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def person_id(self) -> UUID | None:
        return self.user.person_id if self.user else None

    @cached_property
    def roles(self) -> tuple[tuple[Role, str], ...]:
        """Pairs of role and territory path, in force today."""
        if self.given_roles is not None:
            return tuple(self.given_roles)
        if self.user is None or not self.user.is_active:
            return ()
        day = self.on or timezone.localdate()
        held = RoleAssignment.objects.filter(
            Q(until=None) | Q(until__gte=day), user=self.user, since__lte=day
        )
        return tuple((Role(role), path) for role, path in held.values_list("role", "territory__path"))

    @cached_property
    def counter(self) -> CounterSession | None:
        """The counter session that this helper has not left yet; it may already have run out."""
        if self.user is None:
            return None
        left_open = CounterSession.objects.filter(helper=self.user, closed_at=None)
        return left_open.select_related("person").first()

    @property
    def serves_at_counter(self) -> UUID | None:
        """The one person whom the helper may see now, while a counter session runs."""
        session = self.counter
        if session is None or session.expires_at <= (self.at or timezone.now()):
            return None
        return session.person_id

    @property
    def acting_role(self) -> str:
        """For the audit: the first role, or how an outsider came."""
        return self.roles[0][0] if self.roles else ("resident" if self.user else "public")

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    def has_role(self, *roles: Role) -> bool:
        return any(role in roles for role, _path in self.roles)

    def may(self, *roles: Role, in_path: str) -> bool:
        """Does one of these roles reach the territory with this path?"""
        return any(role in roles and in_path.startswith(path) for role, path in self.roles)

    def within(self, path_field: str, *roles: Role) -> Q:
        """A filter for rows whose territory path lies under one of these roles; matches nothing without."""
        found = Q(pk__in=[])
        for role, path in self.roles:
            if role in roles:
                found |= Q(**{f"{path_field}__startswith": path})
        return found


PUBLIC = Actor()


def system_actor() -> Actor:
    """The worker and the demo builder: acts for nobody, holds no role."""
    return Actor()


def persons_visible_to(actor: Actor, *roles: Role, also: QuerySet[Person] | None = None) -> QuerySet[Person]:
    """People whom this actor may see: living in, or entered in, a territory of theirs; and always oneself.

    `roles` narrows to what some roles may (default: those that find people). `also` adds people whom a
    higher app vouches for, such as a trainer's own learners. At the counter only the one in front.
    """
    people = Person.objects.filter(is_ghost=False, merged_into=None)
    if actor.serves_at_counter:
        people = people.filter(pk=actor.serves_at_counter)
    territories = Territory.objects.filter(actor.within("path", *(roles or FINDS_PEOPLE)))
    reach = Q(pk=actor.person_id) | Q(home__in=territories) | Q(entered_in__in=territories)
    if also is not None:
        reach |= Q(pk__in=also.values("pk"))
    return people.filter(reach)


def can_see_person(actor: Actor, person_id: UUID, *roles: Role) -> bool:
    """Is this one of the people whom the actor may see?"""
    return persons_visible_to(actor, *roles).filter(pk=person_id).exists()


def needs_visible_to(actor: Actor, *, also: QuerySet[Person] | None = None) -> QuerySet[Need]:
    """Needs are for helpers, for the person, and for a trainer's own learners (learning passes `also`)."""
    return Need.objects.filter(person__in=persons_visible_to(actor, *SEES_NEEDS, also=also).values("pk"))


class ActorMiddleware:
    """Gives every request its `actor`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        cast("Any", request).actor = Actor(user=user)
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The typed way to read `request.actor`."""
    return cast("Actor", cast("Any", request).actor)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator or from a known e-mail address; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sign-in mail goes through our own mail server; without one a demo shows the text on the page."""
        request = account_context.request
        filled = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        mail = self.render_mail(template_prefix, email, filled)
        if settings.EMAIL_URL:
            carrier = SmtpCarrier(settings.EMAIL_URL, settings.EMAIL_FROM)
            carrier.send(Parcel(str(uuid4()), email, str(mail.body), str(mail.subject)))
        elif settings.DEMO and "code" in context:
            messages.info(request, _("Demo: the code is %(code)s.") % {"code": context["code"]})
