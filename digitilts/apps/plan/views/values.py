"""Values entered by hand: one person enters, another approves or sends back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import MONEY_EDITORS
from digitilts.apps.plan.forms.indicator import SendBackForm, ValueForm
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.queries.finding import indicator_or_404, value_or_404
from digitilts.apps.plan.services import values
from digitilts.apps.plan.views.asking import asked_plan, form_page, refused
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.values.verdict import RefusedError

TYPED = ("as_of", "value", "numerator", "denominator", "evidence")
PLACES = {"value_in_the_future": "as_of", "value_needs_evidence": "evidence"}


@open_to(*MONEY_EDITORS)
def enter_value(request: HttpRequest, code: str) -> HttpResponse:
    indicator = indicator_or_404(asked_plan(request), code)
    form = ValueForm(request.POST or None)
    back = reverse("plan:indicator_page", args=[code]) + "#values"
    if form.is_valid():
        with refusals_shown_on(form, REASONS, at=PLACES):
            values.enter_value(
                indicator_id=indicator.pk,
                by=actor_of(request),
                now=timezone.now(),
                **{name: form.cleaned_data[name] for name in TYPED},
            )
            messages.success(
                request, _("The value is entered. It counts when somebody else has approved it.")
            )
            return redirect(back)
    return form_page(request, "plan/enter_value.html", form, back=back, context={"indicator": indicator})


@require_POST
@open_to(*MONEY_EDITORS)
def approve_value(request: HttpRequest, value_id: int) -> HttpResponse:
    entered = value_or_404(asked_plan(request), value_id)
    back = reverse("plan:indicator_page", args=[entered.indicator.code])
    try:
        values.approve_value(value_id=value_id, by=actor_of(request), now=timezone.now())
    except RefusedError as refusal:
        return refused(request, refusal, back)
    messages.success(request, _("The value is approved and counts from now on."))
    return redirect(f"{back}#values")


@open_to(*MONEY_EDITORS)
def send_back_value(request: HttpRequest, value_id: int) -> HttpResponse:
    """Say what is missing."""
    entered = value_or_404(asked_plan(request), value_id)
    form = SendBackForm(request.POST or None)
    back = reverse("plan:indicator_page", args=[entered.indicator.code]) + "#values"
    if form.is_valid():
        with refusals_shown_on(form, REASONS):
            note = form.cleaned_data["note"]
            values.send_back_value(value_id=value_id, note=note, by=actor_of(request), now=timezone.now())
            return redirect(back)
    return form_page(request, "plan/send_back_value.html", form, back=back, context={"value": entered})
