"""Questions and answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from digitilts.apps.notices.queries.words import CONVERSATION_STATUSES
from digitilts.kit.forms import Form, PhoneField
from digitilts.values.channels import Channel

NONE = "none"
ANSWER_BY = [
    (Channel.CALL.value, _("Call me")),
    (Channel.SMS.value, _("Send an SMS")),
    (Channel.EMAIL.value, _("Send an e-mail")),
    (Channel.LETTER.value, _("Send a letter")),
    (NONE, _("Nothing: I will call and say my code")),
]
NEEDED = {
    Channel.CALL.value: ("phone", _("Write your phone number, so that we can call you.")),
    Channel.SMS.value: ("phone", _("Write your phone number, so that we can send an SMS.")),
    Channel.EMAIL.value: ("email", _("Write your e-mail address, so that we can write to you.")),
    Channel.LETTER.value: ("address", _("Write your address, so that the letter finds you.")),
}
LONGEST_TEXT = 3000


class EntryForm(Form):
    text = forms.CharField(
        label=pgettext_lazy("field", "Text"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
    )


class QuestionForm(EntryForm):
    """Of somebody whom we know: signed in, or on the phone with a helper."""

    text = forms.CharField(
        label=_("Your question"), widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST_TEXT
    )


class AskForm(QuestionForm):
    """Of somebody without an account."""

    name = forms.CharField(
        label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    territory = forms.ChoiceField(label=_("Where do you live?"))
    answer_by = forms.ChoiceField(
        label=_("How shall we answer?"), choices=ANSWER_BY, widget=forms.RadioSelect
    )
    phone = PhoneField(label=_("Phone number"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(self, *args: Any, parishes: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("Choose")), *parishes]
        self.fields["territory"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        field, sentence = NEEDED.get(cleaned.get("answer_by", NONE), ("", ""))
        if field and not cleaned.get(field) and field not in self.errors:
            self.add_error(field, sentence)
        return cleaned

    @property
    def channel(self) -> Channel | None:
        chosen = self.cleaned_data["answer_by"]
        return None if chosen == NONE else Channel(chosen)


class CodeForm(Form):
    code = forms.CharField(
        label=_("Code"), help_text=_("Eight letters and digits, for example A7 K4 M3 P9."), max_length=20
    )


class ConversationFilter(Form):
    status = forms.ChoiceField(
        label=pgettext_lazy("field", "State"),
        choices=[("", _("All")), *CONVERSATION_STATUSES.items()],
        required=False,
    )
