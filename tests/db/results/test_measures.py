"""Every measure equals brute force, splits add up, and queries do not grow with rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digitilts.apps.results.queries.indicators import indicator_figures
from digitilts.apps.results.queries.measures.measure import Scope
from digitilts.apps.results.queries.measures.registry import MEASURES
from digitilts.apps.results.queries.records import records_of
from digitilts.apps.results.queries.words import Names
from digitilts.apps.results.rules import MeasureKind
from tests.db.results.brute_force import BRUTE, Rows
from tests.db.results.town import build_town, indicator_for

SINCE, UNTIL = date(2026, 1, 1), date(2026, 3, 2)


def test_every_measure_is_recomputed_by_brute_force() -> None:
    assert set(BRUTE) == set(MEASURES)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_of_a_plan_equals_brute_force_over_the_rows(seed: int) -> None:
    plan = build_town(seed=seed)
    for key in MEASURES:
        indicator_for(plan, key, code=key[:16])
    figures = indicator_figures(plan, UNTIL)
    rows = Rows(SINCE, UNTIL)
    for key, brute in BRUTE.items():
        figure = figures[key[:16]]
        numerator, denominator, records = brute(rows)
        assert (figure.numerator, figure.denominator, figure.records) == (numerator, denominator, records), (
            key
        )


def test_an_actions_indicator_counts_only_its_own_records() -> None:
    plan = build_town()
    action = plan.actions.get(code="1.1")
    keys = [key for key, each in MEASURES.items() if "action_id" in each.filters]
    for key in keys:
        indicator_for(plan, key, code=key[:16], action=action)
    figures = indicator_figures(plan, UNTIL)
    rows = Rows(SINCE, UNTIL, action.pk)
    for key in keys:
        figure = figures[key[:16]]
        assert (figure.numerator, figure.denominator, figure.records) == BRUTE[key](rows), key


def test_every_split_adds_up_to_the_whole() -> None:
    plan = build_town()
    scope = Scope(plan.territory.path, date(2025, 1, 1), UNTIL)
    for key, measure in MEASURES.items():
        whole = measure.whole(scope)
        for dim in measure.dims:
            parts = measure.split(scope, dim)
            assert sum(part.numerator for part in parts) == whole.numerator, (key, dim)
            assert sum(part.records for part in parts) == whole.records, (key, dim)
            assert len({part.key for part in parts}) == len(parts), (key, dim)


def test_the_records_behind_a_figure_add_up_to_it() -> None:
    plan = build_town()
    for key in MEASURES:
        indicator_for(plan, key, code=key[:16])
    for figure in indicator_figures(plan, UNTIL).values():
        records = records_of(figure)
        assert records is not None
        lines = records.lines(Names({}, {}, {}), with_names=False)
        assert len(lines) == figure.records, figure.code
        assert sum(line.counted for line in lines) == figure.numerator, figure.code
        if records.measure.kind == MeasureKind.SHARE:
            assert sum(line.weight or 0 for line in lines) == figure.denominator, figure.code


def test_nobody_is_counted_twice_between_our_lessons_and_a_programme() -> None:
    plan = build_town()
    scope = Scope(plan.territory.path, date(2025, 1, 1), UNTIL)
    rows = Rows(date(2025, 1, 1), UNTIL)
    own = {mark.person_id for mark in rows.known if not mark.lesson.activity.kind.external_programme}
    only = MEASURES["external_only_participants"].whole(scope).numerator
    assert len(own) + only == MEASURES["residents_reached"].whole(scope).numerator


def test_another_municipalitys_records_are_never_counted() -> None:
    plan = build_town()
    for key, measure in MEASURES.items():
        elsewhere = Scope("LV/0040000/", date(2025, 1, 1), UNTIL)
        assert measure.whole(elsewhere).records == 0, key
        assert plan.territory.path != elsewhere.path


def test_queries_do_not_grow_with_records() -> None:
    plan = build_town(lessons=4)
    for key in MEASURES:
        indicator_for(plan, key, code=key[:16])
    with CaptureQueriesContext(connection) as few:
        indicator_figures(plan, UNTIL)
    build_more(plan)
    with CaptureQueriesContext(connection) as many:
        indicator_figures(plan, UNTIL)
    assert len(many) == len(few)


def build_more(plan) -> None:
    from digitilts.apps.learning.models import Lesson
    from tests import factories as make

    for lesson in list(Lesson.objects.all()):
        for _ in range(10):
            make.make_attendance(lesson=lesson)
