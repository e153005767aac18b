"""Proxies, consents, roles."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.people.queries.words import CONSENT_HOW, MATTERS, PROXY_KINDS, PURPOSES, ROLES
from digitilts.apps.people.rules import ConsentHow
from digitilts.kit.forms import Form

Choices = Sequence[tuple[Any, Any]]
# Staff record what was read or signed; a click of one's own is made on one's own page.
BY_STAFF = [(how, CONSENT_HOW[how]) for how in (ConsentHow.READ_ALOUD, ConsentHow.SIGNED_PAPER)]


class ProxyForm(Form):
    """Who acts, as what, in which matters."""

    proxy = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Who is this to the person?"), choices=list(PROXY_KINDS.items()), widget=forms.RadioSelect
    )
    matters = forms.MultipleChoiceField(
        label=_("In which matters?"), choices=list(MATTERS.items()), widget=forms.CheckboxSelectMultiple
    )
    proof = forms.CharField(
        label=_("How do we know?"),
        max_length=200,
        required=False,
        help_text=_("For example: the person said so by phone; court decision seen."),
    )


class ConsentForm(Form):
    """One consent that was read aloud or signed."""

    purpose = forms.ChoiceField(choices=list(PURPOSES.items()), widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("How was it given?"), choices=BY_STAFF)
    given_by = forms.TypedChoiceField(label=_("Who gives it?"), required=False, empty_value=None)

    def __init__(self, data: Any = None, *, givers: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["given_by"].choices = [("", _("The person")), *givers]  # type: ignore[attr-defined]


class WithdrawForm(Form):
    purpose = forms.ChoiceField(choices=list(PURPOSES.items()), widget=forms.HiddenInput)
    how = forms.ChoiceField(choices=list(CONSENT_HOW.items()), widget=forms.HiddenInput)


class RoleForm(Form):
    """One more role for somebody who already signs in."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    territory = forms.TypedChoiceField(label=_("Territory"), coerce=int)

    def __init__(self, data: Any = None, *, territories: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["territory"].choices = territories  # type: ignore[attr-defined]


class StaffUserForm(RoleForm):
    """A colleague who will sign in here."""

    display_name = forms.CharField(label=_("Name and surname"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    username = forms.CharField(
        label=_("User name"), max_length=150, help_text=_("Letters and digits, as they will type it.")
    )
    field_order = ["display_name", "email", "username", "role", "territory"]


class PasswordForm(Form):
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words work well."),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("password") != clean.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return clean
