"""The plan as a file: out as a workbook or text, in through a comparison that somebody confirms."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import EDITORS
from digitilts.apps.plan.forms.plan import UploadForm
from digitilts.apps.plan.forms.problems import problem_in_words
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.files import Analysis, analysed
from digitilts.apps.plan.queries.workbook import plan_workbook
from digitilts.apps.plan.rules.text_file import write_text
from digitilts.apps.plan.services.importing import import_content
from digitilts.apps.plan.views.action import XLSX
from digitilts.apps.plan.views.asking import asked_plan, form_page, refused
from digitilts.kit.doors import open_to, open_to_staff
from digitilts.kit.pages import render_page
from digitilts.values.verdict import RefusedError

SALT = "plan.import"
KEPT_FOR = 3600  # seconds in which a comparison can be confirmed


@open_to_staff
def export_workbook(request: HttpRequest) -> HttpResponse:
    """The draft as an Excel workbook in the form municipalities use."""
    data = plan_workbook(plan_content(asked_plan(request)))
    headers = {"Content-Disposition": 'attachment; filename="plans.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@open_to_staff
def export_text(request: HttpRequest) -> HttpResponse:
    """The draft as one readable text file."""
    text = write_text(plan_content(asked_plan(request)))
    headers = {"Content-Disposition": 'attachment; filename="plan.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)


@open_to(*EDITORS)
def import_plan(request: HttpRequest) -> HttpResponse:
    """Choose a file; the answer shows what would change, and nothing has changed yet."""
    plan = asked_plan(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return form_page(request, "plan/import_plan.html", form, back=reverse("plan:plan_page"))
    analysis = analysed(plan, form.cleaned_data["file"])
    context = {**_shown(analysis), "file_name": form.cleaned_data["file"].name, "form": UploadForm()}
    status = 200 if analysis.content is not None else 422
    return render_page(request, "plan/import_analysis.html", context, status=status)


def _shown(analysis: Analysis) -> dict[str, Any]:
    """The analysis in words, and the content sealed for the button that confirms it."""
    sealed = ""
    if analysis.content is not None and analysis.differences:
        kept = {"content": analysis.content, "seen": analysis.draft_sha256}
        sealed = signing.dumps(kept, salt=SALT, compress=True)
    return {
        "unreadable": analysis.unreadable,
        "errors": [problem_in_words(problem) for problem in analysis.errors],
        "warnings": [problem_in_words(problem) for problem in analysis.warnings],
        "differences": analysis.differences,
        "is_sound": analysis.content is not None,
        "sealed": sealed,
    }


@require_POST
@open_to(*EDITORS)
def confirm_import(request: HttpRequest) -> HttpResponse:
    """Put the compared content in the place of the draft."""
    plan = asked_plan(request)
    try:
        kept = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        messages.error(request, _("This comparison is too old. Send the file again."))
        return redirect("plan:import_plan")
    try:
        changes = import_content(
            plan_id=plan.pk,
            content=kept["content"],
            seen_sha256=kept["seen"],
            by=actor_of(request),
            now=timezone.now(),
        )
    except RefusedError as refusal:
        return refused(request, refusal, reverse("plan:import_plan"))
    said = ngettext(
        "%(count)s change taken from the file.", "%(count)s changes taken from the file.", changes
    )
    messages.success(request, said % {"count": changes})
    return redirect("plan:plan_page")
