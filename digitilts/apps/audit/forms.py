"""What a reader of the trail may look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.audit.queries.trail import Search
from digitilts.apps.audit.queries.words import choices


class SearchForm(forms.Form):
    who = forms.CharField(label=_("Who: part of the name"), required=False, max_length=80)
    did = forms.ChoiceField(
        label=_("What was done"), required=False, choices=lambda: [("", _("everything")), *choices()]
    )
    object_id = forms.CharField(label=_("Number of the record"), required=False, max_length=40)
    since = forms.DateField(
        label=_("From which day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until which day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def search(self) -> Search:
        """The fields that were understood; a field with an error counts as empty."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})
