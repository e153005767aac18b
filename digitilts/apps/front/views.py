from django.http import HttpRequest, HttpResponse

from digitilts.kit.doors import open_to_everyone, open_to_signed_in
from digitilts.kit.pages import render_page


@open_to_everyone
def home(request: HttpRequest) -> HttpResponse:
    return render_page(request, "front/home.html")


@open_to_signed_in
def start(request: HttpRequest) -> HttpResponse:
    return render_page(request, "front/start.html")
