"""Why a service refused, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "not_yours": _("You may look at this plan but not change it. Its coordinator can."),
    "not_found": _("This is no longer there: somebody removed it while this page was open."),
    "changed_meanwhile": _(
        "Somebody changed this while you were writing. Your text is still here: compare it with what is "
        "stored now and save again."
    ),
    "code_taken": _("The code %(code)s is already used. Choose another one."),
    "number_taken": _("There is already an area number %(code)s. Choose another number."),
    "years_in_wrong_order": _("The last year cannot come before the first."),
    "dates_in_wrong_order": _("The end cannot come before the beginning."),
    "period_taken": _("There is already a target for this period. Change that one."),
    "area_of_another_plan": _("This area belongs to another plan."),
    "action_of_another_plan": _("This action belongs to another plan."),
    "objective_of_another_area": _(
        "The objective %(code)s belongs to another area. Choose one of this area."
    ),
    "objective_has_actions": _("Actions serve this objective. Give them another objective first."),
    "action_in_use": _(
        "Lessons serve the action %(code)s, so it stays in the plan. Set its status to “Stopped” instead."
    ),
    "action_has_values": _(
        "Values have been entered for indicators of the action %(code)s, so it stays in the plan. Set its "
        "status to “Stopped” instead."
    ),
    "indicator_has_values": _(
        "Values have been entered for the indicator %(code)s. They are evidence, so it stays in the plan."
    ),
    "not_a_plan_indicator": _("Only an indicator of the whole plan can receive contributions."),
    "not_an_action_indicator": _("Choose an indicator of an action of this plan."),
    "share_needs_reason": _("Write why this share is fair."),
    "value_is_counted": _("This indicator is counted from records. Nobody enters its value by hand."),
    "value_needs_evidence": _("Write where the value comes from: a link, or the number of a document."),
    "value_in_the_future": _("The date of the value is in the future."),
    "value_was_sent_back": _("This value was sent back. Enter it again with what was asked for."),
    "value_is_approved": _("This value is already approved."),
    "own_value": _("Somebody else must approve a value that you entered."),
    "note_needed": _("Write what is missing."),
    "decision_needed": _("Write the number of the council's decision."),
    "decision_in_the_future": _("The date of the decision is in the future."),
    "already_approved": _(
        "This version is already approved under another decision. Make a new version for a new decision."
    ),
    "content_was_changed": _(
        "The content of this version does not match its fingerprint. Do not approve it; tell the "
        "administrator."
    ),
    "import_differs": _(
        "The plan could not be stored exactly as the file says. Nothing has been changed. Tell the "
        "administrator."
    ),
}
