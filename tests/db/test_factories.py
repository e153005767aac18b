"""The factories make valid rows: every constraint of the database holds."""

import pytest

from tests import factories

MAKERS = sorted(name for name in vars(factories) if name.startswith("make_"))


@pytest.mark.parametrize("maker", MAKERS)
def test_every_factory_makes_a_valid_row_without_being_told_anything(maker: str) -> None:
    made = getattr(factories, maker)()
    if hasattr(made, "validate_constraints"):
        made.validate_unique()
        made.validate_constraints()
