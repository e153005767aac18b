from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from digitilts.apps.audit.forms import SearchForm
from digitilts.apps.audit.queries.chain import newest_seal
from digitilts.apps.audit.queries.trail import READERS, Reader, trail
from digitilts.kit.doors import open_to
from digitilts.kit.pages import render_page


def reader_of(request: HttpRequest) -> Reader:
    """This app stands below people, so it knows the actor only by what it can do."""
    return cast("Reader", cast("Any", request).actor)


@open_to(*READERS)
def audit_trail(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = request.GET.get("page", "1")
    page, table = trail(
        reader_of(request), form.search(), page_number=int(wanted) if wanted.isdecimal() else 1
    )
    return render_page(
        request,
        "audit/audit_trail.html",
        {"form": form, "page": page, "table": table, "head": newest_seal()},
    )
