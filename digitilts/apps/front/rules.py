"""Where each role's working day begins. The first role in this order that a person holds decides."""

from digitilts.values.roles import Role

FIRST_PAGE: tuple[tuple[Role, str], ...] = (
    (Role.COORDINATOR, "results:dashboard"),
    (Role.HELPER, "learning:caller"),
    (Role.TRAINER, "learning:today"),
    (Role.BUDGET_PLANNER, "plan:plan_page"),
    (Role.AUDITOR, "audit:audit_trail"),
    (Role.ADMINISTRATOR, "people:role_list"),
)
RESIDENT_PAGE = "people:my_page"


def first_page(roles: frozenset[Role]) -> str:
    """URL name of the page to open after signing in; "" where a plain list of links serves better."""
    if not roles:
        return RESIDENT_PAGE
    return next((page for role, page in FIRST_PAGE if role in roles), "")
