"""Entering and editing a person."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.people.queries.words import CHANNELS, LANGUAGES, NEEDS, SEXES, TOPICS
from digitilts.apps.people.rules import channels_of
from digitilts.kit.forms import Form, PhoneField, not_ahead

Choices = Sequence[tuple[Any, Any]]
NOT_KNOWN = ("", _("Not known"))


class PersonForm(Form):
    """Only the name is needed."""

    given_name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    family_name = forms.CharField(
        label=_("Surname"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("Leave empty if there is none. Several people of a family may have the same number."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    home = forms.TypedChoiceField(
        label=_("Parish where they live"), required=False, coerce=int, empty_value=None
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=1900,
        validators=[not_ahead],
        help_text=_("Four digits."),
    )
    sex = forms.ChoiceField(
        label=pgettext_lazy("sex", "Sex, only for statistics"),
        required=False,
        choices=[NOT_KNOWN, *SEXES.items()],
    )
    address = forms.CharField(
        label=_("Address for letters"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language for messages"), choices=list(LANGUAGES.items()))
    channel = forms.ChoiceField(
        label=_("How they want to hear from us"),
        required=False,
        choices=[("", _("Did not say")), *CHANNELS.items()],
    )
    wants_easy_pages = forms.BooleanField(label=_("Prefers easy-to-read pages"), required=False)

    def __init__(self, data: Any = None, *, homes: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["home"].choices = [NOT_KNOWN, *homes]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The answers under the names that the service knows."""
        clean = {name: value for name, value in self.cleaned_data.items() if name in PersonForm.base_fields}
        clean.pop("submission_key", None)
        clean["home_id"] = clean.pop("home")
        clean["email"] = clean["email"] or None
        return clean


class NewPersonForm(PersonForm):
    """The second sending says that it is nobody whom we know already."""

    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EditPersonForm(PersonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class NeedsForm(Form):
    needs = forms.MultipleChoiceField(
        label=_("What helps this person take part?"),
        required=False,
        choices=list(NEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the person asks for. Never write down an illness."),
    )


class ChannelsForm(Form):
    """A switch per topic and channel: off means never in this way. A change of a lesson has none."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(data, **kwargs)
        for topic, label in TOPICS.items():
            self.fields[topic] = forms.MultipleChoiceField(
                label=str(label),
                required=False,
                choices=[(channel.value, CHANNELS[channel]) for channel in channels_of(topic)],
                widget=forms.CheckboxSelectMultiple,
            )


class SearchForm(Form):
    q = forms.CharField(label=_("Part of a name or of a phone number"), max_length=80)


class EraseForm(Form):
    name = forms.CharField(label=_("Write the person's name to confirm"), max_length=160)

    def __init__(self, data: Any = None, *, expected: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.expected = expected

    def clean_name(self) -> str:
        typed = " ".join(str(self.cleaned_data["name"]).split())
        if typed.casefold() != self.expected.casefold():
            raise forms.ValidationError(_("This is not the name of the person on this page."))
        return typed
