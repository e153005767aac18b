"""Results for everybody: only what was published, small cells already hidden."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language

from digitilts.apps.people.access import actor_of
from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.open_data import CSV_COLUMNS, csv_rows, package_of
from digitilts.apps.results.queries.public_page import public_figure, public_map, public_page_of
from digitilts.apps.results.queries.publications import PublicChoice, public_choice
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page
from digitilts.kit.workbooks import write_csv
from digitilts.values.roles import STAFF


def choice_of(request: HttpRequest) -> PublicChoice:
    """`?municipality=` chooses among several; an unknown one is not found."""
    mine = actor_of(request).within("plan__territory__path", *STAFF)
    found = public_choice(request.GET.get("municipality", ""), mine)
    if found is None:
        raise Http404
    return found


def published_or_404(request: HttpRequest) -> Publication:
    found = choice_of(request).publication
    if found is None:
        raise Http404
    return found


@open_to_everyone
def public_results(request: HttpRequest) -> HttpResponse:
    """Before the first publication the page says so instead of being missing."""
    choice = choice_of(request)
    found = choice.publication
    context: dict[str, Any] = {"publication": found, "choice": choice, "page": None, "map": None}
    if found is not None:
        rows = found.figures["indicators"]
        first = next((row for row in rows if row["tier"] == "plan" and "parish" in row["splits"]), None)
        context["page"] = public_page_of(found.figures, query=choice.query)
        if first:
            context["map"] = public_map(found.figures, first, found.plan.territory.path)
    return render_page(request, "results/public_results.html", context)


@open_to_everyone
def public_indicator(request: HttpRequest, code: str) -> HttpResponse:
    choice = choice_of(request)
    found = choice.publication
    rows = found.figures["indicators"] if found else []
    row = next((row for row in rows if row["code"] == code), None)
    if found is None or row is None:
        raise Http404
    return render_page(
        request,
        "results/public_indicator.html",
        {
            "publication": found,
            "choice": choice,
            "figure": public_figure(found.figures, row),
            "map": public_map(found.figures, row, found.plan.territory.path),
            "smallest_shown": found.figures["smallest_shown"],
        },
    )


@open_to_everyone
def open_data(request: HttpRequest) -> HttpResponse:
    """What the files hold, column by column."""
    choice = choice_of(request)
    return render_page(
        request,
        "results/open_data.html",
        {"publication": choice.publication, "choice": choice, "columns": list(CSV_COLUMNS.items())},
    )


@open_to_everyone
def open_data_json(request: HttpRequest) -> HttpResponse:
    found = published_or_404(request)
    content = {"publication": found.number, "published_at": found.approved_at.isoformat(), **found.figures}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_to_everyone
def open_data_csv(request: HttpRequest) -> HttpResponse:
    found = published_or_404(request)
    text = write_csv(list(CSV_COLUMNS), csv_rows(found))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="digitilts-results.csv"'
    return response


@open_to_everyone
def datapackage(request: HttpRequest) -> HttpResponse:
    """The description of the files as a Data Package (datapackage.org)."""
    choice = choice_of(request)
    found = choice.publication
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("results:open_data_csv") + choice.query)
    package = package_of(found, address, get_language() or "lv")
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False, "indent": 1})
