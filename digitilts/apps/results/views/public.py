"""Results for everybody: only what was published, small cells already hidden."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language

from digitilts.apps.results.models import Publication
from digitilts.apps.results.queries.open_data import CSV_COLUMNS, csv_rows, package_of
from digitilts.apps.results.queries.public_page import public_figure, public_map, public_page_of
from digitilts.apps.results.queries.publications import latest_publication
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page
from digitilts.kit.workbooks import write_csv


def published_or_404() -> Publication:
    found = latest_publication()
    if found is None:
        raise Http404
    return found


@open_to_everyone
def public_results(request: HttpRequest) -> HttpResponse:
    """Before the first publication the page says so instead of being missing."""
    found = latest_publication()
    context: dict[str, Any] = {"publication": found, "page": None, "map": None}
    if found is not None:
        rows = found.figures["indicators"]
        first = next((row for row in rows if row["tier"] == "plan" and "parish" in row["splits"]), None)
        context["page"] = public_page_of(found.figures)
        if first:
            context["map"] = public_map(found.figures, first, found.plan.territory.path)
    return render_page(request, "results/public_results.html", context)


@open_to_everyone
def public_indicator(request: HttpRequest, code: str) -> HttpResponse:
    found = published_or_404()
    row = next((row for row in found.figures["indicators"] if row["code"] == code), None)
    if row is None:
        raise Http404
    return render_page(
        request,
        "results/public_indicator.html",
        {
            "publication": found,
            "figure": public_figure(found.figures, row),
            "map": public_map(found.figures, row, found.plan.territory.path),
            "smallest_shown": found.figures["smallest_shown"],
        },
    )


@open_to_everyone
def open_data(request: HttpRequest) -> HttpResponse:
    """What the files hold, column by column."""
    return render_page(
        request,
        "results/open_data.html",
        {"publication": latest_publication(), "columns": list(CSV_COLUMNS.items())},
    )


@open_to_everyone
def open_data_json(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view takes it
    found = published_or_404()
    content = {"publication": found.number, "published_at": found.approved_at.isoformat(), **found.figures}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_to_everyone
def open_data_csv(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # every view takes it
    found = published_or_404()
    text = write_csv(list(CSV_COLUMNS), csv_rows(found))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="digitilts-results.csv"'
    return response


@open_to_everyone
def datapackage(request: HttpRequest) -> HttpResponse:
    """The description of the files as a Data Package (datapackage.org)."""
    found = published_or_404()
    address = request.build_absolute_uri(reverse("results:open_data_csv"))
    package = package_of(found, address, get_language() or "lv")
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False, "indent": 1})
