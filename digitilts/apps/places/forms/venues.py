"""Venues, equipment, filters, import."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.places.queries.words import INTERNET, VENUE_KINDS
from digitilts.kit.forms import Form, PhoneField

Choices = Sequence[tuple[Any, Any]]


class VenueFilterForm(Form):
    """Sent with GET, so that a filtered list has an address."""

    parish = forms.ChoiceField(label=_("Parish"), required=False)
    step_free = forms.BooleanField(label=_("Step-free"), required=False)
    internet = forms.BooleanField(label=_("With internet"), required=False)
    computers = forms.BooleanField(label=_("With computers"), required=False)

    def __init__(self, data: Any = None, *, parishes: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["parish"].choices = [("", _("All parishes")), *parishes]  # type: ignore[attr-defined]


class VenueForm(Form):
    """What a clerk knows about a place."""

    name = forms.CharField(label=_("Name of the place"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of place"), choices=list(VENUE_KINDS.items()))
    territory = forms.TypedChoiceField(label=_("Where it stands"), coerce=int)
    serves = forms.TypedChoiceField(
        label=_("Which municipality it serves"),
        coerce=int,
        help_text=_("A place in the city may serve the municipality around it."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    how_to_get_in = forms.CharField(
        label=_("How to get in"),
        max_length=300,
        required=False,
        help_text=_("For example: entrance from the yard."),
    )
    phone = PhoneField(label=_("Phone of the place"), required=False)
    opening_hours = forms.CharField(
        label=_("Opening hours"),
        max_length=200,
        required=False,
        help_text=_("For example: Mo-Fr 09:00-17:00; Sa 10:00-14:00; PH off"),
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=0, max_value=2000, initial=0)
    computers = forms.IntegerField(label=_("Computers that stay here"), min_value=0, max_value=500, initial=0)
    internet = forms.ChoiceField(label=_("Internet"), choices=list(INTERNET.items()))
    is_step_free = forms.BooleanField(label=_("Step-free: you can get in without a step"), required=False)
    has_accessible_toilet = forms.BooleanField(label=_("Accessible toilet"), required=False)
    has_power = forms.BooleanField(label=_("Power sockets at the seats"), required=False, initial=True)
    latitude = forms.FloatField(label=_("Latitude"), required=False, localize=True)
    longitude = forms.FloatField(label=_("Longitude"), required=False, localize=True)
    position_is_approximate = forms.BooleanField(label=_("The position is approximate"), required=False)
    is_active = forms.BooleanField(label=_("Lessons can be held here"), required=False, initial=True)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # Django's own
        *,
        territories: Choices,
        municipalities: Choices,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["territory"].choices = territories  # type: ignore[attr-defined]
        self.fields["serves"].choices = municipalities  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        clean = dict(self.cleaned_data)
        clean.pop("submission_key", None)
        clean["territory_id"], clean["serves_id"] = clean.pop("territory"), clean.pop("serves")
        clean["phone"] = clean["phone"] or ""
        return clean


class EditVenueForm(VenueForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PositionForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    latitude = forms.FloatField(
        label=_("Latitude"), localize=True, help_text=_("About 57, for example 56,4130")
    )
    longitude = forms.FloatField(
        label=_("Longitude"), localize=True, help_text=_("About 23, for example 23,6970")
    )
    is_approximate = forms.BooleanField(label=_("The position is approximate"), required=False)


class EquipmentForm(Form):
    name = forms.CharField(
        label=_("What is it?"), max_length=120, help_text=_("For example: LAIPA computers, projector.")
    )
    quantity = forms.IntegerField(label=_("How many?"), min_value=0, max_value=500, initial=1)
    may_travel = forms.BooleanField(label=_("Can be taken to another place"), required=False)


class ImportForm(Form):
    file = forms.FileField(label=_("File: .xlsx, .csv or .geojson"))
