"""Territories."""

from django.http import Http404, HttpRequest, HttpResponse

from digitilts.apps.places.access import KEEPS_VENUES, actor_of
from digitilts.apps.places.queries.territories import territory_sheet, territory_tree
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page


@open_to_everyone
def territory_list(request: HttpRequest) -> HttpResponse:
    """The tree: countries, municipalities, parishes."""
    page = {"tree": territory_tree(), "may_import": actor_of(request).has_role(*KEEPS_VENUES)}
    return render_page(request, "places/territory_list.html", page)


@open_to_everyone
def territory_page(request: HttpRequest, code: str) -> HttpResponse:
    """Who lives here, and where lessons are held."""
    sheet = territory_sheet(code)
    if sheet is None:
        raise Http404
    return render_page(request, "places/territory_page.html", {"sheet": sheet})
