"""Workbooks and text tables of what the screen shows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from digitilts.apps.people.access import actor_of
from digitilts.apps.results.access import READERS, sees_names
from digitilts.apps.results.forms.rows import RowsForm
from digitilts.apps.results.queries.exporting import figure_sheets, record_columns, record_rows, record_sheets
from digitilts.apps.results.queries.figures import IndicatorFigure
from digitilts.apps.results.queries.indicator_page import figure_of
from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.records import RecordLine, Records, records_of
from digitilts.apps.results.queries.rows_page import choices_of
from digitilts.apps.results.queries.words import names
from digitilts.apps.results.rules import Dim
from digitilts.apps.results.views.desk import plan_of
from digitilts.kit.doors import open_to
from digitilts.kit.workbooks import write_csv, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(*READERS)
def figures_workbook(request: HttpRequest) -> HttpResponse:
    plan = plan_of(request)
    today = timezone.localdate()
    book = write_workbook(figure_sheets(indicator_figures(plan, today).values()))
    return download(book, XLSX, f"raditaji-{today}.xlsx")


@open_to(*READERS)
def rows_workbook(request: HttpRequest, code: str) -> HttpResponse:
    figure, records, lines = _rows(request, code)
    return download(write_workbook(record_sheets(figure, records, lines)), XLSX, f"{figure.code}.xlsx")


@open_to(*READERS)
def rows_csv(request: HttpRequest, code: str) -> HttpResponse:
    figure, records, lines = _rows(request, code)
    text = write_csv(record_columns(records), record_rows(records, lines))
    return download(("\ufeff" + text).encode(), "text/csv; charset=utf-8", f"{figure.code}.csv")


def _rows(request: HttpRequest, code: str) -> tuple[IndicatorFigure, Records, list[RecordLine]]:
    """The same records as on the page with the same narrowing."""
    plan = plan_of(request)
    path = plan.territory.path
    figure = figure_of(plan, code, timezone.localdate())
    if figure is None or figure.scope is None:
        raise Http404
    form = RowsForm(request.GET, choices=choices_of(figure, path))
    if not form.is_valid():
        raise Http404
    records = records_of(figure, only=form.narrowing(), counted_only=form.cleaned_data["counted"])
    if records is None:
        raise Http404
    words = names(path, frozenset({Dim.PARISH}))
    lines = records.lines(words, with_names=sees_names(actor_of(request), plan))
    return figure, records, lines


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
