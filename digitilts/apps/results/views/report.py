"""The report on paper: the published figures as a tagged PDF."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from digitilts.apps.results.queries.reporting import report_data
from digitilts.apps.results.views.public import published_or_404
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pdf import render_pdf


@open_to_everyone
def report(request: HttpRequest) -> HttpResponse:
    found = published_or_404(request)
    data = report_data(found)
    data["help"] = f"{settings.HELP_NAME}, {settings.HELP_PHONE}"
    data["demo"] = _("Demo data") if settings.DEMO else ""
    pdf = render_pdf(template="results/report.typ", data=data)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = (
        f'inline; filename="rezultati-{timezone.localdate(found.approved_at)}.pdf"'
    )
    return response
