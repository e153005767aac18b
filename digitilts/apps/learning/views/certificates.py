"""Certificates: who has earned one, issuing them, and the paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext

from digitilts.apps.learning.access import activities_with_lessons_by
from digitilts.apps.learning.forms.staff_reasons import STAFF_REASONS
from digitilts.apps.learning.models import Certificate
from digitilts.apps.learning.queries.activities import activity_or_404
from digitilts.apps.learning.queries.certificates import certificate_data, earned_by
from digitilts.apps.learning.services import certificates as services
from digitilts.apps.people.access import actor_of
from digitilts.kit.doors import open_to
from digitilts.kit.forms import Form, refusals_shown_on
from digitilts.kit.pages import render_page
from digitilts.kit.pdf import render_pdf
from digitilts.values.roles import Role


@open_to(Role.TRAINER, Role.COORDINATOR)
def certificate_list(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Everybody who came to the course, with what is missing; chosen ones are issued."""
    actor = actor_of(request)
    activity = activity_or_404(activity_id, activities_with_lessons_by(actor))
    form = Form(request.POST or None)
    if form.is_valid():
        chosen = [UUID(each) for each in request.POST.getlist("person") if _is_uuid(each)]
        with refusals_shown_on(form, STAFF_REASONS):
            issued = services.issue_certificates(
                activity_id=activity.pk, person_ids=chosen, by=actor, now=timezone.now()
            )
            words = ngettext("%(n)s certificate is issued.", "%(n)s certificates are issued.", len(issued))
            messages.success(request, words % {"n": len(issued)})
            return redirect("learning:certificate_list", activity_id=activity.pk)
    context = {"form": form, "activity": activity, "earned": earned_by(activity)}
    return render_page(request, "learning/certificate_list.html", context)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@open_to(Role.TRAINER, Role.COORDINATOR)
def certificate(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """The paper itself, made from the row each time."""
    activities = activities_with_lessons_by(actor_of(request))
    found = Certificate.objects.select_related("person", "activity__territory", "issued_by")
    row = get_object_or_404(found, pk=certificate_id)
    activity_or_404(row.activity_id, activities)
    content = render_pdf(template="learning/certificate.typ", data=certificate_data(row))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="aplieciba-{row.number}.pdf"'},
    )
