"""Addresses that no page of ours makes: the database could not even look for what they name."""

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

NUL = "\0"
# A number of more digits than any id has; columns of whole numbers end before that.
ENDLESS_NUMBER = re.compile(r"\d{19}")


class OddAddressesMiddleware:
    """Answers "not found" instead of breaking where the database refuses the sign or the number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = [value for values in dict(request.GET.lists()).values() for value in values]
        is_endless = any(ENDLESS_NUMBER.search(value) for value in asked)
        if is_endless or any(NUL in text for text in (request.path_info, *asked)):
            raise Http404
        return self.get_response(request)
