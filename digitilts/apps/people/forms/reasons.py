"""Why the services of this app refuse, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from digitilts.apps.people.queries.words import CONFLICTS, OTHER_CONFLICT


def merge_conflicts(*, kinds: list[str]) -> str:
    return " ".join(str(CONFLICTS.get(kind, OTHER_CONFLICT)) for kind in kinds)


REASONS: dict[str, Any] = {
    "not_yours": _("This person is not in your territory, or you may only look."),
    "name_missing": _("Write at least a name."),
    "phone_not_understood": _("This does not look like a phone number. Write, for example, 26 123 456."),
    "changed_meanwhile": _(
        "Somebody changed this record while you were writing. Compare, and save again to keep what you wrote."
    ),
    "nobody_is_own_proxy": _("Nobody needs a proxy for themselves. Choose another person."),
    "name_the_matters": _("Tick at least one matter. Nobody acts for a person in everything."),
    "proxy_must_be_adult": _("The one who acts must be at least 18 years old."),
    "guardian_needs_birth_year": _("A guardian acts for a child. First enter the child's year of birth."),
    "adult_decides": _("This person is an adult and decides alone."),
    "child_has_guardian": _("A child has a guardian, not a trustee."),
    "trustee_needs_proof": _("Write which court decision you have seen."),
    "not_a_guardian": _("Only the person, or the guardian of a child, can give a consent."),
    "guardian_must_give": _("A guardian must give this consent. First enter the guardian as a proxy."),
    "needs_guardian": _("A child under 13 needs a guardian."),
    "own_click_is_own": _("Only the person can click for themselves. Choose how the consent was given."),
    "same_person": _("Choose two different people."),
    "merge_conflicts": merge_conflicts,
    "merge_already_undone": _("This merge has already been undone."),
    "undo_later_merge_first": _("This record was merged again later. Undo the later merge first."),
    "ends_roles_first": _("This person works here. An administrator must end their roles first."),
    "username_taken": _("Somebody already has this user name or e-mail."),
    "not_for_yourself": _("Another administrator must change your own roles."),
    "password_too_weak": "%(problems)s",
}
