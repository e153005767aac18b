"""All components on one page, with every state: what the accessibility and screenshot tests visit."""

from django.http import HttpRequest, HttpResponse

from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page


@open_to_everyone
def gallery(request: HttpRequest) -> HttpResponse:
    return render_page(request, "kit/gallery.html", {})
