"""What can be learnt, where and when; one lesson's own page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from digitilts.apps.learning.forms.catalogue import CatalogueForm
from digitilts.apps.learning.queries import catalogue as catalogue_queries
from digitilts.apps.learning.queries.lesson_page import lesson_detail
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page

CARDS_PER_PAGE = 12


@open_to_everyone
def catalogue(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = CatalogueForm(request.GET, parishes=catalogue_queries.parish_choices())
    filters = form.filters()
    found = catalogue_queries.upcoming(filters, now)
    page = Paginator(found, CARDS_PER_PAGE).get_page(request.GET.get("page"))
    is_first_look = filters == catalogue_queries.Filters() and page.number == 1
    context = {
        "form": form,
        "page": page,
        "count": len(found),
        "is_narrowed": form.is_narrowed,
        "wishes": catalogue_queries.wishes(now) if is_first_look else [],
        "parish": filters.parish,
    }
    return render_page(request, "learning/catalogue.html", context)


@open_to_everyone
def lesson_page(request: HttpRequest, lesson_id: int) -> HttpResponse:
    detail = lesson_detail(lesson_id, timezone.now())
    if detail is None:
        raise Http404
    return render_page(request, "learning/lesson_page.html", {"lesson": detail, "card": detail.card})
