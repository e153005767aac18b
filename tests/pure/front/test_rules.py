from digitilts.apps.front.rules import first_page
from digitilts.values.roles import Role


def test_a_resident_begins_with_what_is_theirs() -> None:
    assert first_page(frozenset()) == "people:my_page"


def test_the_coordinators_page_wins_over_the_trainers() -> None:
    assert first_page(frozenset({Role.TRAINER, Role.COORDINATOR})) == "results:dashboard"


def test_roles_without_a_page_of_their_own_get_a_list() -> None:
    assert first_page(frozenset({Role.DRIVER})) == ""
