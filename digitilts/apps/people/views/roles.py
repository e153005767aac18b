"""Who works here: roles, invitations."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.people.forms.details import PasswordForm, RoleForm, StaffUserForm
from digitilts.apps.people.forms.reasons import REASONS
from digitilts.apps.people.models import User
from digitilts.apps.people.queries.pages import colleague_user, colleagues, grantable_territories, user_for
from digitilts.apps.people.services.roles import accept_invitation, create_staff_user
from digitilts.apps.people.services.roles import end_role as stop_role
from digitilts.apps.people.services.roles import grant_role as give_role
from digitilts.kit.doors import open_to, open_to_everyone
from digitilts.kit.forms import refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


@open_to(Role.ADMINISTRATOR, Role.AUDITOR)
def role_list(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, with their roles."""
    actor = actor_of(request)
    page = {
        "colleagues": colleagues(actor, timezone.localdate()),
        "may_change": actor.has_role(Role.ADMINISTRATOR),
    }
    return render_page(request, "people/role_list.html", page)


@open_to(Role.ADMINISTRATOR)
def grant_role(request: HttpRequest, user_id: int) -> HttpResponse:
    """One more role for somebody who works here."""
    actor = actor_of(request)
    user = _colleague_or_404(request, user_id)
    form = RoleForm(request.POST or None, territories=grantable_territories(actor))
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            give_role(
                user_id=user_id,
                role=Role(form.cleaned_data["role"]),
                territory_id=form.cleaned_data["territory"],
                by=actor,
                now=timezone.now(),
            )
            messages.success(request, _("The role is given."))
            return redirect("people:role_list")
    return render_page(request, "people/grant_role.html", {"form": form, "colleague": user})


@open_to(Role.ADMINISTRATOR)
@require_POST
def end_role(request: HttpRequest, assignment_id: int) -> HttpResponse:
    try:
        stop_role(assignment_id=assignment_id, by=actor_of(request), now=timezone.now())
        messages.success(request, _("The role has ended. It can be given again at any time."))
    except RefusedError as refusal:
        if refusal.reason == "not_yours":
            raise Http404 from refusal
        messages.error(request, str(REASONS[refusal.reason]))
    return redirect("people:role_list")


@open_to(Role.ADMINISTRATOR)
def new_staff_user(request: HttpRequest) -> HttpResponse:
    """A new colleague; the next page shows the invitation link."""
    actor = actor_of(request)
    form = StaffUserForm(request.POST or None, territories=grantable_territories(actor))
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            clean = form.cleaned_data
            user = create_staff_user(
                username=clean["username"],
                display_name=clean["display_name"],
                email=clean["email"],
                role=Role(clean["role"]),
                territory_id=clean["territory"],
                by=actor,
                now=timezone.now(),
            )
            return redirect("people:invitation_link", user_id=user.pk)
    return render_page(request, "people/new_staff_user.html", {"form": form})


@open_to(Role.ADMINISTRATOR)
def invitation_link(request: HttpRequest, user_id: int) -> HttpResponse:
    """The link to hand over; it works until a password is chosen, and for three days."""
    user = _colleague_or_404(request, user_id)
    if user.has_usable_password():
        raise Http404
    key = urlsafe_base64_encode(str(user.pk).encode())
    path = reverse("people:invitation", args=[key, default_token_generator.make_token(user)])
    page = {"colleague": user, "link": f"{settings.SITE_URL}{path}"}
    return render_page(request, "people/invitation_link.html", page)


@open_to_everyone
def invitation(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """The invited colleague chooses a password."""
    user = _invited(key, token)
    if user is None:
        return render_page(request, "people/invitation.html", {"form": None}, status=404)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at={"password_too_weak": "password"}):
            accept_invitation(user_id=user.pk, password=form.cleaned_data["password"], now=timezone.now())
            messages.success(request, _("Your password is saved. Sign in with it now."))
            return redirect("account_login")
    response = render_page(request, "people/invitation.html", {"form": form, "username": user.username})
    response["Cache-Control"] = "no-store"
    return response


def _invited(key: str, token: str) -> User | None:
    try:
        user = user_for(int(urlsafe_base64_decode(key)))
    except (ValueError, OverflowError):
        return None
    if user is None or user.has_usable_password() or not default_token_generator.check_token(user, token):
        return None
    return user


def _colleague_or_404(request: HttpRequest, user_id: int) -> User:
    user = colleague_user(user_id, actor_of(request))
    if user is None:
        raise Http404
    return user
