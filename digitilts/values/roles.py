"""Who a person can be for the municipality. A role is always held within a territory."""

from enum import StrEnum


class Role(StrEnum):
    HELPER = "helper"  # librarian, customer service centre, phone operator
    TRAINER = "trainer"
    VOLUNTEER_COORDINATOR = "volunteer_coordinator"
    DISPATCHER = "dispatcher"
    DRIVER = "driver"
    COORDINATOR = "coordinator"  # of the programme
    BUDGET_PLANNER = "budget_planner"
    AUDITOR = "auditor"  # reads all, changes nothing
    ADMINISTRATOR = "administrator"


STAFF: frozenset[Role] = frozenset(Role)
