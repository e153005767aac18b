"""Differences between two contents of a plan."""

from copy import deepcopy

from digitilts.apps.plan.rules.content import empty_content, sha256
from digitilts.apps.plan.rules.differences import Change, differences


def content():
    plan = empty_content(title="Plāns", first_year=2025, last_year=2029)
    plan["areas"] = [{"number": 1, "title": "Joma", "description": "", "has_themes": False, "objectives": []}]
    plan["indicators"] = [{"code": "R1", "title": "Rādītājs", "targets": []}]
    return plan


def test_a_plan_does_not_differ_from_itself():
    assert differences(content(), content()) == []


def test_a_changed_field_is_named_with_both_values():
    after = deepcopy(content())
    after["areas"][0]["title"] = "Cita"
    [found] = differences(content(), after)
    assert found.kind == Change.CHANGED
    assert found.path == (("areas", "1"), ("title", ""))
    assert (found.before, found.after) == ("Joma", "Cita")


def test_what_is_added_one_way_is_removed_the_other_way():
    after = deepcopy(content())
    after["indicators"][0]["targets"] = [{"starts_on": "2026-01-01", "ends_on": "2026-12-31", "value": "5"}]
    there, back = differences(content(), after), differences(after, content())
    assert [each.kind for each in there] == [Change.ADDED]
    assert [each.kind for each in back] == [Change.REMOVED]
    assert there[0].path == back[0].path == (("indicators", "R1"), ("targets", "2026-01-01 · 2026-12-31"))


def test_the_order_of_rows_makes_no_difference():
    after = deepcopy(content())
    after["areas"].insert(0, {**after["areas"][0], "number": 7})
    turned = {**after, "areas": list(reversed(after["areas"]))}
    assert differences(after, turned) == []
    assert sha256(after) == sha256(turned)
