"""Whatever a plan says, both files carry it there and back unchanged."""

import io
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from digitilts.apps.plan.queries.workbook import plan_workbook, workbook_tables
from digitilts.apps.plan.rules import CostCategory, FundingStatus, Goal, PartnerRole, TargetGroup, Theme
from digitilts.apps.plan.rules.cells import clean_text
from digitilts.apps.plan.rules.content import canonical, empty_content
from digitilts.apps.plan.rules.differences import differences
from digitilts.apps.plan.rules.tables import read_tables
from digitilts.apps.plan.rules.text_file import read_text, write_text
from digitilts.kit.workbooks import open_workbook

WORDS = st.text(max_size=40).map(clean_text)
NAMED = WORDS.filter(bool)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31)).map(date.isoformat)
YEARS = st.integers(2000, 2100)
CENTS = st.integers(0, 10**11)
PERIODS = st.tuples(DAYS, DAYS).map(sorted)


def some(codes):
    return st.lists(st.sampled_from([code.value for code in codes]), unique=True).map(sorted)


def rows(*, key, **fields):
    made = st.fixed_dictionaries(fields)
    return st.lists(made, max_size=3, unique_by=lambda row: tuple(str(row[name]) for name in key))


def action(number: int):
    """One action with everything that may hang on it."""
    return st.builds(
        lambda row, period: {**row, "starts_on": period[0], "ends_on": period[1]},
        st.fixed_dictionaries(
            {
                "code": st.just(f"D{number}"),
                "title": NAMED,
                "area": st.just(1),
                "objective": st.sampled_from(["", "M1"]),
                "description": st.text(max_size=200).map(clean_text),
                "themes": some(Theme),
                "goals": some(Goal),
                "target_groups": some(TargetGroup),
                "lead": WORDS,
                "strategy_link": WORDS,
                "outputs": WORDS,
                "results": WORDS,
                "status": st.sampled_from(["idea", "planned", "running", "done", "stopped"]),
                "partners": rows(
                    key=("name",), name=NAMED, role=st.sampled_from([each.value for each in PartnerRole])
                ),
                "milestones": rows(
                    key=("title",), title=NAMED, due_on=DAYS, done_on=st.one_of(st.none(), DAYS)
                ),
                "costs": rows(
                    key=("year", "note"),
                    year=YEARS,
                    category=st.sampled_from([each.value for each in CostCategory]),
                    amount_cents=CENTS,
                    note=WORDS,
                ),
                "funding": rows(
                    key=("source",),
                    source=NAMED,
                    year=st.one_of(st.none(), YEARS),
                    amount_cents=CENTS,
                    status=st.sampled_from([each.value for each in FundingStatus]),
                ),
                "risks": rows(
                    key=("description",),
                    description=NAMED,
                    likelihood=st.integers(1, 5),
                    impact=st.integers(1, 5),
                    mitigation=WORDS,
                    owner=WORDS,
                    review_on=st.one_of(st.none(), DAYS),
                ),
            }
        ),
        PERIODS,
    )


@st.composite
def contents(draw):
    plan = empty_content(title=draw(NAMED), first_year=2025, last_year=2029)
    plan["vision"] = draw(st.text(max_size=300).map(clean_text))
    objectives = [{"code": "M1", "title": draw(NAMED)}]
    area = {"number": 1, "title": draw(NAMED), "description": draw(WORDS), "has_themes": draw(st.booleans())}
    plan["areas"] = [{**area, "objectives": objectives}]
    plan["actions"] = [draw(action(number)) for number in range(draw(st.integers(0, 2)))]
    return canonical(plan)


class File(io.BytesIO):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.name, self.size = "plans.xlsx", len(data)


@settings(
    max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(contents())
def test_the_text_file_carries_any_plan(content):
    read, problems = read_text(write_text(content).encode())
    assert (problems, differences(content, read or {})) == ([], [])
    assert read == content


@settings(
    max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(contents())
def test_the_workbook_carries_any_plan(content):
    tables, problems = workbook_tables(open_workbook(File(plan_workbook(content))))
    read, found = read_tables(tables)
    assert [*problems, *found] == []
    assert read == content
