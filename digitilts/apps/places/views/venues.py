"""Venues: for everyone to find, for coordinators to keep."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.places.access import KEEPS_VENUES, actor_of
from digitilts.apps.places.forms.reasons import REASONS
from digitilts.apps.places.forms.venues import (
    EditVenueForm,
    EquipmentForm,
    PositionForm,
    VenueFilterForm,
    VenueForm,
)
from digitilts.apps.places.models import Venue
from digitilts.apps.places.queries.territories import municipality_choices, territory_choices
from digitilts.apps.places.queries.venues import (
    VenueFilter,
    equipment_of,
    keepable_venue,
    parish_choices,
    venue_lines,
    venue_map,
    venue_sheet,
)
from digitilts.apps.places.services.venues import create_venue, save_equipment
from digitilts.apps.places.services.venues import edit_venue as save_venue
from digitilts.apps.places.services.venues import set_position as save_position
from digitilts.kit.doors import open_to, open_to_everyone
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page


@open_to_everyone
def venue_list(request: HttpRequest) -> HttpResponse:
    """Where lessons are held; with what one needs there."""
    form = VenueFilterForm(request.GET, parishes=parish_choices())
    chosen = VenueFilter()
    if form.is_valid():
        chosen = VenueFilter(**{name: form.cleaned_data[name] for name in VenueFilter.__dataclass_fields__})
    lines = venue_lines(chosen, timezone.now())
    page = {
        "form": form,
        "lines": lines,
        "map": venue_map(lines, _("Where lessons are held")),
        "may_enter": actor_of(request).has_role(*KEEPS_VENUES),
    }
    return render_page(request, "places/venue_list.html", page)


@open_to_everyone
def venue_page(request: HttpRequest, venue_id: int) -> HttpResponse:
    """What to expect at one place."""
    sheet = venue_sheet(venue_id, actor_of(request), timezone.now())
    if sheet is None:
        raise Http404
    return render_page(request, "places/venue_page.html", {"sheet": sheet})


@open_to(*KEEPS_VENUES)
def new_venue(request: HttpRequest) -> HttpResponse:
    """Enter a place."""
    actor = actor_of(request)
    form = VenueForm(
        request.POST or None, territories=territory_choices(), municipalities=municipality_choices(actor)
    )
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=FIELD_OF_REASON):
            venue = create_venue(by=actor, now=timezone.now(), **form.facts())
            messages.success(request, _("The place is entered."))
            return redirect("places:venue_page", venue_id=venue.pk)
    return render_page(request, "places/new_venue.html", {"form": form, "stale": None, "venue": None})


FIELD_OF_REASON = {
    "venue_exists": "name",
    "hours_not_understood": "opening_hours",
    "position_half": "latitude",
    "position_swapped": "latitude",
    "position_elsewhere": "latitude",
}


@open_to(*KEEPS_VENUES)
def edit_venue(request: HttpRequest, venue_id: int) -> HttpResponse:
    """Correct what is known about a place. If somebody was faster, both are shown."""
    actor, venue = actor_of(request), _kept_or_404(request, venue_id)
    initial = {name: getattr(venue, name) for name in EditVenueForm.base_fields if hasattr(venue, name)}
    initial |= {"territory": venue.territory_id, "serves": venue.serves_id, **_position(venue)}
    form = EditVenueForm(
        request.POST or None,
        territories=territory_choices(),
        municipalities=municipality_choices(actor),
        initial=initial,
    )
    stale = None
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=FIELD_OF_REASON):
            save_venue(venue_id=venue_id, by=actor, now=timezone.now(), **form.facts())
            messages.success(request, _("Saved."))
            return redirect("places:venue_page", venue_id=venue_id)
        stale = _stale(form, venue)
    page = {"form": form, "venue": venue, "stale": stale}
    return render_page(request, "places/edit_venue.html", page)


@open_to(*KEEPS_VENUES)
def set_position(request: HttpRequest, venue_id: int) -> HttpResponse:
    """Put a place on the map."""
    venue = _kept_or_404(request, venue_id)
    initial = {**_position(venue), "is_approximate": False, "version": venue.version}
    form = PositionForm(request.POST or None, initial=initial)
    stale = None
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=FIELD_OF_REASON):
            save_position(
                venue_id=venue_id,
                version=form.cleaned_data["version"],
                latitude=form.cleaned_data["latitude"],
                longitude=form.cleaned_data["longitude"],
                is_approximate=form.cleaned_data["is_approximate"],
                by=actor_of(request),
                now=timezone.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("places:venue_page", venue_id=venue_id)
        stale = _stale(form, venue)
    page = {"form": form, "venue": venue, "stale": stale}
    return render_page(request, "places/set_position.html", page)


@open_to(*KEEPS_VENUES)
def equipment(request: HttpRequest, venue_id: int) -> HttpResponse:
    """What a lesson can book at this place. The same name again changes the number."""
    venue = _kept_or_404(request, venue_id)
    form = EquipmentForm(request.POST or None)
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            save_equipment(
                venue_id=venue_id,
                name=form.cleaned_data["name"],
                quantity=form.cleaned_data["quantity"],
                may_travel=form.cleaned_data["may_travel"],
                by=actor_of(request),
                now=timezone.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("places:equipment", venue_id=venue_id)
    page = {"form": form, "venue": venue, "things": equipment_of(venue)}
    return render_page(request, "places/equipment.html", page)


def _stale(form: Form, venue: Venue) -> Venue | None:
    """The place as somebody else left it meanwhile; the next sending is made knowing that."""
    if form.cleaned_data["version"] == venue.version:
        return None
    form.data = {**dict(form.data.items()), "version": str(venue.version)}
    return venue


def _position(venue: Venue) -> dict[str, float | None]:
    """Six digits after the comma are a hand's breadth; more only confuse."""
    if venue.latitude is None or venue.longitude is None:
        return {"latitude": None, "longitude": None}
    return {"latitude": round(venue.latitude, 6), "longitude": round(venue.longitude, 6)}


def _kept_or_404(request: HttpRequest, venue_id: int) -> Venue:
    venue = keepable_venue(venue_id, actor_of(request))
    if venue is None:
        raise Http404
    return venue
