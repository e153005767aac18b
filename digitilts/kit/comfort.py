"""Small wishes about the page itself: larger text, more time. Both work without JavaScript."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from digitilts.kit.doors import open_to_everyone, open_to_signed_in
from digitilts.kit.frame import SIZE_COOKIE, SIZES

YEAR = 365 * 24 * 3600


@open_to_everyone
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Remember the size of the text in this browser and return to the page."""
    wanted = request.POST.get("size", "")
    response = HttpResponseRedirect(_way_back(request))
    if wanted in SIZES:
        response.set_cookie(SIZE_COOKIE, wanted, max_age=YEAR, samesite="Lax", httponly=True)
    return response


@open_to_signed_in
@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """The person says that they are still there; the idle clock has begun anew by the time we answer."""
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return HttpResponseRedirect(_way_back(request))


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else "/"


@open_to_everyone
def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """Pages of the sign-in library that we do not offer: an e-mail address is changed by a person of ours."""
    raise Http404
