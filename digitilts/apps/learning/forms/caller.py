"""What the helper at the phone or counter fills in: as little as possible."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.learning.forms.steps import named
from digitilts.apps.learning.queries.words import TRAVELS
from digitilts.apps.learning.rules import Travel
from digitilts.apps.people.queries.words import CHANNELS, LANGUAGES
from digitilts.kit.dates import clock
from digitilts.kit.forms import Form, PhoneField, not_ahead
from digitilts.values.channels import Heard

if TYPE_CHECKING:
    from digitilts.apps.people.services.persons import AllFacts

HEARD = [
    (Heard.PHONE, _("The person, by phone")),
    (Heard.COUNTER, _("The person, here at the counter")),
    (Heard.RELATIVE, _("A relative")),
    (Heard.PAPER, _("A letter or a list on paper")),
]
ROUTES = [(travel.value, words or pgettext_lazy("travel", "not asked")) for travel, words in TRAVELS.items()]


def heard_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who told us?"), choices=HEARD, initial=Heard.PHONE, widget=forms.RadioSelect
    )


class FindForm(Form):
    q = forms.CharField(
        label=_("Part of the name or of the phone number"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RegisterForm(Form):
    """Two clicks: the lesson on the caller screen, then this."""

    travel = forms.ChoiceField(
        label=_("How do they come?"), choices=ROUTES, initial=Travel.NOT_SAID, widget=forms.RadioSelect
    )
    with_companion = forms.BooleanField(label=_("Somebody comes along"), required=False)
    heard = heard_field()
    on_word_of = forms.ChoiceField(label=_("Which relative or guardian?"), required=False)
    slot = forms.ChoiceField(label=_("At what time?"), required=False)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # Django's own
        *,
        speakers: Sequence[tuple[str, str]],
        slots: Sequence[datetime],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **kwargs)
        if speakers:
            nobody = ("", _("Nobody: the person decides alone"))
            self.fields["on_word_of"].choices = [nobody, *speakers]  # type: ignore[attr-defined]
        else:
            del self.fields["on_word_of"]
        if slots:
            times = [(slot.isoformat(), clock(slot)) for slot in slots]
            self.fields["slot"].choices = times  # type: ignore[attr-defined]
        else:
            del self.fields["slot"]

    def speaker_id(self) -> UUID | None:
        chosen = self.cleaned_data.get("on_word_of")
        return UUID(chosen) if chosen else None

    def slot_at(self) -> datetime | None:
        chosen = self.cleaned_data.get("slot")
        return datetime.fromisoformat(chosen) if chosen else None


class ChangeForm(Form):
    """Move, cancel, accept or decline for somebody."""

    heard = heard_field()


class NewCallerForm(Form):
    """Somebody who calls for the first time: a name is enough."""

    given_name = forms.CharField(
        label=_("First name"), max_length=80, error_messages={"required": _("Write at least the first name.")}
    )
    family_name = forms.CharField(label=_("Surname"), max_length=80, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    home = forms.TypedChoiceField(
        label=_("Parish where they live"), required=False, coerce=int, empty_value=None
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, validators=[not_ahead]
    )
    language = forms.ChoiceField(label=_("Language for messages"), choices=list(LANGUAGES.items()))
    channel = forms.ChoiceField(
        label=_("How they want to hear from us"),
        required=False,
        choices=[("", _("Did not say")), *CHANNELS.items()],
    )
    speaker_name = forms.CharField(
        label=_("No phone and no e-mail: whom may we call?"),
        max_length=80,
        required=False,
        help_text=_("A relative or a neighbour. Left empty, the news comes to you in the call list."),
    )
    speaker_phone = PhoneField(label=_("Their phone"), required=False)

    def __init__(self, data: Any = None, *, homes: Sequence[tuple[Any, Any]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["home"].choices = [("", _("Not known")), *homes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean = dict(self.cleaned_data)
        if clean.get("speaker_phone") and not clean.get("speaker_name"):
            self.add_error("speaker_name", _("Write the name of the person whom we may call."))
        return clean

    def facts(self) -> dict[str, Any]:
        """The answers under the names that the service knows."""
        clean = self.cleaned_data
        facts: AllFacts = {
            "given_name": clean["given_name"],
            "family_name": clean["family_name"],
            "phone": clean["phone"],
            "email": clean["email"] or None,
            "home_id": clean["home"],
            "birth_year": clean["birth_year"],
            "language": clean["language"],
            "channel": clean["channel"],
        }
        speaker: AllFacts | None = None
        if clean["speaker_name"]:
            speaker = {
                **named(clean["speaker_name"]),
                "phone": clean["speaker_phone"],
                "home_id": clean["home"],
                "language": clean["language"],
            }
        return {"facts": facts, "speaker": speaker}
