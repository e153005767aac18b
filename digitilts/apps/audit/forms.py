"""What a reader of the trail may look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.audit.queries import Search


class SearchForm(forms.Form):
    did = forms.CharField(label=_("What was done (code)"), required=False, max_length=60)
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
