"""The steps of registering. What was answered travels in the page itself, signed: no account, no session."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.rules import Travel
from digitilts.apps.people.queries.words import CHANNELS, LANGUAGES, NEEDS
from digitilts.kit.dates import clock
from digitilts.kit.forms import Form, PhoneField, not_ahead

MOST_IN_GROUP = 10
TRAVELS = [
    (Travel.ON_FOOT, _("On foot")),
    (Travel.OWN_CAR, _("By car")),
    (Travel.BUS, _("By bus")),
    (Travel.LIFT_BOTH, _("I need a lift there and back")),
    (Travel.LIFT_THERE, _("I need a lift there")),
    (Travel.LIFT_BACK, _("I need a lift back")),
    (Travel.NOT_SAID, _("I do not know yet")),
]


class SlotForm(Form):
    slot = forms.ChoiceField(label=_("At what time would you like to come?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, slots: Sequence[datetime], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["slot"].choices = [(slot.isoformat(), clock(slot)) for slot in slots]  # type: ignore[attr-defined]


class WhoForm(Form):
    who = forms.ChoiceField(
        label=_("Whom are you registering?"),
        choices=[
            ("me", _("Myself")),
            ("other", _("Somebody else: a relative, a neighbour, my child")),
            ("group", _("Several people together")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )


def name_field(label: Any, **kwargs: Any) -> forms.CharField:  # noqa: ANN401  # a lazily translated text
    return forms.CharField(
        label=label, max_length=80, error_messages={"required": _("Write the name.")}, **kwargs
    )


class ContactForm(Form):
    """The person who comes. Only a name is needed."""

    given_name = name_field(_("First name"), widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    family_name = forms.CharField(
        label=_("Surname"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("For example, 26 123 456."))
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=1900,
        validators=[not_ahead],
        help_text=_("Only for statistics. You may leave it empty."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    home = forms.TypedChoiceField(
        label=_("Parish where you live"), required=False, coerce=int, empty_value=None
    )
    speaker_name = forms.CharField(
        label=_("Whom may we call instead of you?"),
        max_length=80,
        required=False,
        help_text=_("If you have neither phone nor e-mail: the name of a relative or a neighbour."),
    )
    speaker_phone = PhoneField(label=_("Their phone"), required=False)

    def __init__(self, data: Any = None, *, homes: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["home"].choices = [("", _("Not said")), *homes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean = dict(self.cleaned_data)
        if clean.get("speaker_phone") and not clean.get("speaker_name"):
            self.add_error("speaker_name", _("Write the name of the person whom we may call."))
        return clean


class OtherForm(ContactForm):
    """Somebody registers another person: they say who they are, and hear from us."""

    field_order = ["speaker_name", "speaker_phone", "given_name", "family_name"]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(data, **kwargs)
        labels = {
            "speaker_name": _("Your own name"),
            "speaker_phone": _("Your own phone"),
            "given_name": _("First name of the person who comes"),
            "family_name": _("Surname of the person who comes"),
            "phone": _("Their phone"),
            "email": _("Their e-mail"),
            "birth_year": _("Their year of birth"),
            "home": _("Parish where they live"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["speaker_name"].required = True
        self.fields["speaker_name"].help_text = ""
        self.fields["speaker_name"].error_messages["required"] = _("Write your own name.")


LONGEST_NAME = 80


class GroupForm(OtherForm):
    """One person registers several."""

    field_order = ["speaker_name", "speaker_phone", "names"]
    names = forms.CharField(
        label=_("Who is coming? One name on each line."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=900,
        help_text=_("Write yourself too, if you are coming."),
        error_messages={"required": _("Write at least one name.")},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(data, **kwargs)
        for name in ("given_name", "family_name", "phone", "email", "birth_year"):
            del self.fields[name]

    def clean_names(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = [line for line in lines if line]
        if any(len(part) > LONGEST_NAME for name in names for part in name.split(" ", 1)):
            raise forms.ValidationError(
                _("One of the names is too long: at most %(most)s letters.") % {"most": LONGEST_NAME}
            )
        if len(names) > MOST_IN_GROUP:
            raise forms.ValidationError(
                _("At most %(most)s people at once. For more, call us.") % {"most": MOST_IN_GROUP}
            )
        return "\n".join(names)


class TravelForm(Form):
    """How they come, and what helps them."""

    travel = forms.ChoiceField(
        label=_("How will you come?"),
        choices=TRAVELS,
        widget=forms.RadioSelect,
        initial=Travel.NOT_SAID,
        error_messages={"required": _("Choose how you will come, or “I do not know yet”.")},
    )
    with_companion = forms.BooleanField(label=_("Somebody accompanies me"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("What would help you?"),
        choices=list(NEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick whatever fits. You may leave it empty."),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write to you?"), choices=list(LANGUAGES.items()), initial="lv"
    )
    channel = forms.ChoiceField(
        label=_("How shall we tell you news about the lesson?"),
        choices=[("", _("It does not matter")), *CHANNELS.items()],
        required=False,
    )


class CheckForm(Form):
    """The last step; a group that does not fit also chooses."""

    when_full = forms.ChoiceField(
        label=_("What shall we do?"),
        required=False,
        choices=[
            ("wait_together", _("We all wait until there are places for everyone")),
            ("split", _("The first ones take the free places, the others wait")),
        ],
        widget=forms.RadioSelect,
    )


class FindForm(Form):
    code = forms.CharField(
        label=_("Code of the registration"),
        max_length=20,
        help_text=_("Eight letters and digits, for example A7 K4 M3 P9."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the code. It stands in our message and on the printed sheet.")},
    )
    letters = forms.CharField(
        label=_("First letter of the first name"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the first letter of the name of the person who comes.")},
    )
