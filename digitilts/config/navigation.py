"""What stands in the menus: for each page its URL name, its words, who sees it, its icon, its section."""

from django.utils.translation import gettext_noop as _

from digitilts.values.roles import STAFF, Role

TEACHING = frozenset({Role.TRAINER, Role.HELPER, Role.COORDINATOR})
HELPING = frozenset({Role.HELPER, Role.COORDINATOR, Role.ADMINISTRATOR})
FINDING = HELPING | {Role.AUDITOR}
CHECKING = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR})
PLANNING = frozenset({Role.COORDINATOR, Role.BUDGET_PLANNER, Role.AUDITOR, Role.ADMINISTRATOR})
KEEPING_ROLES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
PREPARING = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})

TODAY, PEOPLE, LESSONS = _("Today"), _("People"), _("Lessons")
PLAN, RESULTS, PLACES = _("Plan"), _("Results"), _("Places")

Entry = tuple[str, str, frozenset[Role], str, str]

NAVIGATION: list[Entry] = [
    ("front:start", _("What needs me today"), STAFF, "house", TODAY),
    ("learning:today", _("Today's lessons"), TEACHING, "calendar-check", TODAY),
    ("learning:caller", _("Somebody is calling"), HELPING, "phone-incoming", PEOPLE),
    ("people:counter", _("At the counter"), HELPING, "concierge-bell", PEOPLE),
    ("people:person_list", _("Search for a person"), FINDING, "user-search", PEOPLE),
    ("notices:conversation_list", _("Conversations"), HELPING | {Role.AUDITOR}, "messages-square", PEOPLE),
    ("notices:call_list", _("Call list"), HELPING, "phone-outgoing", PEOPLE),
    ("notices:letter_list", _("Letters to print"), HELPING, "mail", PEOPLE),
    ("notices:outbox", _("Outgoing messages"), HELPING | {Role.AUDITOR}, "send", PEOPLE),
    ("people:role_list", _("Who works here"), KEEPING_ROLES, "users", PEOPLE),
    (
        "learning:activity_list",
        _("Activities and lessons"),
        TEACHING | {Role.AUDITOR},
        "calendar-days",
        LESSONS,
    ),
    (
        "learning:new_lesson",
        _("New lesson"),
        frozenset({Role.COORDINATOR, Role.TRAINER}),
        "calendar-plus",
        LESSONS,
    ),
    ("plan:plan_page", _("Our plan"), STAFF, "map", PLAN),
    ("plan:action_list", _("Actions"), PLANNING | {Role.TRAINER}, "list-checks", PLAN),
    ("plan:version_list", _("Versions of the plan"), PLANNING, "history", PLAN),
    ("results:dashboard", _("Results overview"), PLANNING, "chart-line", RESULTS),
    ("results:report", _("Report"), PLANNING, "file-text", RESULTS),
    ("audit:audit_trail", _("Audit trail"), CHECKING, "scroll-text", RESULTS),
    ("places:venue_list", _("Venues"), STAFF, "map-pin", PLACES),
    ("places:territory_list", _("Territories"), PREPARING, "map", PLACES),
]

# Public pages: no roles and no sections.
PUBLIC_NAVIGATION: list[tuple[str, str, str]] = [
    ("learning:catalogue", _("Find a lesson"), "search"),
    ("learning:find_registration", _("My registration"), "ticket"),
    ("notices:ask", _("Ask us"), "message-circle"),
    ("places:venue_list", _("Places to learn"), "map-pin"),
    ("results:public_results", _("What has been done"), "chart-column"),
]
