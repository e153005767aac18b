"""Milestones, costs, funding, risks and partners of an action: add, change, remove, put back."""

from typing import Any

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from digitilts.apps.people.access import actor_of
from digitilts.apps.plan.access import MONEY_EDITORS
from digitilts.apps.plan.forms.action import PART_FORMS
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.models import Action
from digitilts.apps.plan.queries.finding import action_or_404, part_or_404
from digitilts.apps.plan.queries.part_tables import ADD, CHANGE, part_values
from digitilts.apps.plan.rules import PartKind
from digitilts.apps.plan.services import parts
from digitilts.apps.plan.views.asking import asked_plan, form_page, refused
from digitilts.kit.doors import open_to
from digitilts.kit.forms import refusals_shown_on
from digitilts.values.verdict import RefusedError

REMOVED = "plan_removed_part"  # in the session: the row that one press puts back


def _opened(request: HttpRequest, code: str, kind: str) -> tuple[Action, PartKind, str]:
    """The action, the list and the place on the page to come back to."""
    if kind not in set(PartKind):
        raise Http404
    action = action_or_404(asked_plan(request), code)
    return action, PartKind(kind), reverse("plan:action_page", args=[code]) + f"#{kind}"


@open_to(*MONEY_EDITORS)
def edit_part(request: HttpRequest, code: str, kind: str, part_id: int | None = None) -> HttpResponse:
    """Add a row to one of the lists, or change one."""
    action, part, back = _opened(request, code, kind)
    names = parts.PARTS[part].fields
    row = part_or_404(action, part, part_id) if part_id else None
    form = PART_FORMS[part](request.POST or None, initial=part_values(row, names) if row else None)
    if form.is_valid():
        given: dict[str, Any] = {
            "action_id": action.pk,
            "kind": part,
            "fields": {name: form.cleaned_data[name] for name in names},
            "by": actor_of(request),
            "now": timezone.now(),
        }
        with refusals_shown_on(form, REASONS):
            if part_id:
                parts.edit_part(part_id=part_id, **given)
            else:
                parts.add_part(**given)
            request.session.pop(REMOVED, None)
            return redirect(back)
    context = {"action": action, "heading": str(CHANGE[part] if row else ADD[part])}
    return form_page(request, "plan/edit_part.html", form, back=back, context=context)


@require_POST
@open_to(*MONEY_EDITORS)
def remove_part(request: HttpRequest, code: str, kind: str, part_id: int) -> HttpResponse:
    """No question first: the page that follows offers to put the row back."""
    action, part, back = _opened(request, code, kind)
    try:
        fields = parts.remove_part(
            action_id=action.pk, kind=part, part_id=part_id, by=actor_of(request), now=timezone.now()
        )
    except RefusedError as refusal:
        return refused(request, refusal, back)
    if fields is not None:
        plain = DjangoJSONEncoder().encode(fields)
        request.session[REMOVED] = {"action": action.pk, "kind": part.value, "fields": plain}
    return redirect(reverse("plan:action_page", args=[code]))


def removed_part(request: HttpRequest, action: Action) -> dict[str, Any] | None:
    """The row of this action that was removed last, for the offer to put it back."""
    removed: dict[str, Any] | None = request.session.get(REMOVED)
    return removed if removed and removed["action"] == action.pk else None


@require_POST
@open_to(*MONEY_EDITORS)
def restore_part(request: HttpRequest, code: str) -> HttpResponse:
    """Put the row back that was removed last."""
    action = action_or_404(asked_plan(request), code)
    removed = removed_part(request, action)
    back = reverse("plan:action_page", args=[code])
    if removed is None:
        return redirect(back)
    kind = PartKind(removed["kind"])
    try:
        parts.add_part(
            action_id=action.pk,
            kind=kind,
            fields=parts.fields_from_text(kind, removed["fields"]),
            by=actor_of(request),
            now=timezone.now(),
        )
    except RefusedError as refusal:
        return refused(request, refusal, back)
    del request.session[REMOVED]
    messages.success(request, _("The row is back."))
    return redirect(f"{back}#{kind}")
