"""What everybody may read: the plan as the council approved it."""

from django.http import HttpRequest, HttpResponse

from digitilts.apps.plan.queries.finding import public_plans
from digitilts.apps.plan.queries.reading import readable
from digitilts.kit.doors import open_to_everyone
from digitilts.kit.pages import render_page


@open_to_everyone
def public_plan(request: HttpRequest) -> HttpResponse:
    """The approved version; `?municipality=` chooses between several."""
    plans = public_plans()
    wanted = request.GET.get("municipality", "")
    chosen = next((pair for pair in plans if pair[0].territory.code == wanted), plans[0] if plans else None)
    context = {
        "content": readable(chosen[1].content) if chosen else None,
        "version": chosen[1] if chosen else None,
        "municipality": chosen[0].territory if chosen else None,
        "others": [plan.territory for plan, _version in plans if chosen and plan.pk != chosen[0].pk],
    }
    return render_page(request, "plan/public_plan.html", context)
