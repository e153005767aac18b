"""An uploaded plan compared with the draft: what would change, and what is wrong."""

from dataclasses import dataclass, field
from typing import Any

from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.versions import DifferenceLine, difference_lines
from digitilts.apps.plan.queries.workbook import workbook_tables
from digitilts.apps.plan.rules.content import Content, sha256
from digitilts.apps.plan.rules.problems import Problem
from digitilts.apps.plan.rules.tables import MOST_PROBLEMS, read_tables
from digitilts.apps.plan.rules.text_file import read_text
from digitilts.kit.workbooks import Limits, UnreadableWorkbookError, open_workbook

TEXT_ENDINGS = (".toml", ".txt")
LIMITS = Limits(megabytes=5, megabytes_inside=40, rows=5000, columns=100)


@dataclass(frozen=True)
class Analysis:
    """`content` is None when something is wrong; then nothing can be confirmed."""

    content: Content | None
    problems: list[Problem]
    unreadable: str = ""  # the file as a whole, in a sentence
    differences: list[DifferenceLine] = field(default_factory=list)
    draft_sha256: str = ""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_warning]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_warning]


def read_plan_file(upload: Any) -> Analysis:  # noqa: ANN401  # Django's upload or a file of the command
    """Read a workbook or a text file. Never raises for what is in the file."""
    name = (upload.name or "").lower()
    if name.endswith(TEXT_ENDINGS):
        content, problems = read_text(upload.read())
        return Analysis(content, problems[:MOST_PROBLEMS])
    try:
        book = open_workbook(upload, limits=LIMITS)
    except UnreadableWorkbookError as error:
        return Analysis(None, [], unreadable=error.sentence)
    tables, problems = workbook_tables(book)
    content, found = read_tables(tables)
    missing = {problem.place.sheet for problem in problems if problem.code in SHEET_IS_LOST}
    # A sheet that is not there explains every reference into it; saying so a hundred times helps nobody.
    found = [problem for problem in found if not (missing and problem.code.startswith("unknown_"))]
    found = [problem for problem in found if not (problem.place.sheet in missing and not problem.place.row)]
    everything = [*problems, *found]
    sound = all(problem.is_warning for problem in everything)
    return Analysis(content if sound else None, everything[:MOST_PROBLEMS])


SHEET_IS_LOST = frozenset({"sheet_missing", "sheet_twice", "headings_missing"})


def analysed(plan: Plan, upload: Any) -> Analysis:  # noqa: ANN401  # see read_plan_file
    """The file against the draft as it is now."""
    reading = read_plan_file(upload)
    draft = plan_content(plan)
    found = difference_lines(draft, reading.content) if reading.content is not None else []
    return Analysis(reading.content, reading.problems, reading.unreadable, found, sha256(draft))
