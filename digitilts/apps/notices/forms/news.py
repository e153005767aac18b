"""A piece of news."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.kit.forms import Form, TranslatedTextField


class NewsForm(Form):
    territory = forms.ChoiceField(label=_("Territory"))
    heading = TranslatedTextField(label=_("Heading"), max_length=120)
    text = TranslatedTextField(
        label=_("Words of the message"),
        help_text=_("Short: it also travels by SMS. English is for people who read English."),
        rows=4,
        max_length=600,
    )

    def __init__(self, *args: Any, territories: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(*args, **kwargs)
        self.fields["territory"].choices = territories  # type: ignore[attr-defined]  # a ChoiceField
