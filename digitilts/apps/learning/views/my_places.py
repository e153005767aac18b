"""A person's own place, opened by its code: see it, move it, give it up."""

from django.http import Http404, HttpRequest, HttpResponse

from digitilts.apps.learning.queries.codes import code_in
from digitilts.kit.doors import open_to_everyone


@open_to_everyone
def my_registration(request: HttpRequest, code: str) -> HttpResponse:
    raise Http404(code_in(code))
