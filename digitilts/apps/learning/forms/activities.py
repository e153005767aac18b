"""Activities and their kinds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.queries.words import AUDIENCES, FORMS, LANGUAGES, LEVELS, TOPICS, WEEKDAYS
from digitilts.apps.learning.rules import Audience, Topic
from digitilts.apps.learning.rules import Form as KindForm
from digitilts.apps.learning.services.activities import ActivityDetails, KindDetails
from digitilts.kit.forms import Form, TranslatedTextField
from digitilts.kit.translated_text import TranslatedText

Choices = Sequence[tuple[str, str]]
NONE_CHOSEN = ("", "—")


class ActivityForm(Form):
    territory = forms.TypedChoiceField(label=_("Territory"), coerce=int)
    kind = forms.TypedChoiceField(label=_("Kind of activity"), coerce=int)
    action = forms.TypedChoiceField(
        label=_("Action of the plan that it serves"), coerce=int, required=False, empty_value=None
    )
    title = TranslatedTextField(label=_("Title"), max_length=120)
    i_want_to = TranslatedTextField(
        label=_("I want to…"),
        max_length=120,
        required=False,
        help_text=_("Ends the sentence “I want to…” in the catalogue: see my grandchildren on the screen."),
    )
    description = TranslatedTextField(label=_("Description"), rows=3, required=False)
    bring_along = TranslatedTextField(label=_("Bring along"), max_length=200, required=False)
    topic = forms.TypedChoiceField(label=_("Topic"), choices=list(TOPICS.items()), coerce=Topic)
    level = forms.TypedChoiceField(
        label=_("Level"), choices=list(LEVELS.items()), coerce=int, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of the lessons"), choices=list(LANGUAGES.items()))
    min_age = forms.IntegerField(label=_("From which age"), min_value=0, max_value=100, required=False)
    is_active = forms.BooleanField(label=_("Offered at present"), required=False, initial=True)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        territories: Choices,
        kinds: Choices,
        actions: Choices,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["territory"].choices = territories  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["action"].choices = [NONE_CHOSEN, *actions]  # type: ignore[attr-defined]

    def details(self) -> ActivityDetails:
        said: dict[str, Any] = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"territory", "kind", "action", "submission_key"}
        }
        for name in ("i_want_to", "description", "bring_along"):
            said[name] = said[name] or TranslatedText()
        return ActivityDetails(
            kind_id=self.cleaned_data["kind"], action_id=self.cleaned_data["action"], **said
        )


class KindOfActivityForm(Form):
    territory = forms.TypedChoiceField(label=_("Territory"), coerce=int)
    name = TranslatedTextField(label=_("Title"), max_length=80)
    code = forms.SlugField(
        label=_("Code"),
        max_length=30,
        help_text=_("Short, for exports; letters and digits: course, workshop."),
    )
    form = forms.TypedChoiceField(
        label=_("How it takes place"),
        choices=list(FORMS.items()),
        coerce=KindForm,
        widget=forms.RadioSelect,
    )
    audience = forms.TypedChoiceField(
        label=_("For whom"),
        choices=list(AUDIENCES.items()),
        coerce=Audience,
        widget=forms.RadioSelect,
        help_text=_("Municipal staff are counted apart and never as residents."),
    )
    weekday = forms.TypedChoiceField(
        label=_("Always on"),
        choices=[("", _("any day")), *WEEKDAYS.items()],
        coerce=int,
        required=False,
        empty_value=None,
    )
    icon = forms.CharField(label=_("Picture"), max_length=30, initial="book-open")
    gives_certificate = forms.BooleanField(label=_("Gives a certificate"), required=False)
    counts_in_results = forms.BooleanField(label=_("Counts in results"), required=False, initial=True)
    external_programme = forms.CharField(
        label=_("Another programme that reports these people too"),
        max_length=60,
        required=False,
        help_text=_("For example IZM. Each person is then counted once, not in both reports."),
    )

    def __init__(self, data: Any = None, *, territories: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["territory"].choices = territories  # type: ignore[attr-defined]

    def details(self) -> KindDetails:
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"territory", "submission_key"}
        }
        return KindDetails(**said)
