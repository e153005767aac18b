"""`digitilts plan export|import`: the plan as a file, without a browser."""

from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from digitilts.apps.people.access import Actor
from digitilts.apps.plan.forms.problems import problem_in_words
from digitilts.apps.plan.forms.reasons import REASONS
from digitilts.apps.plan.models import Plan
from digitilts.apps.plan.queries.content import plan_content
from digitilts.apps.plan.queries.files import Analysis, analysed
from digitilts.apps.plan.queries.workbook import plan_workbook
from digitilts.apps.plan.rules.text_file import write_text
from digitilts.apps.plan.services.importing import import_content
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError


class Upload(BytesIO):
    """A file on disk, as the reader of uploads expects it."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        super().__init__(data)
        self.name, self.size = path.name, len(data)


class Command(BaseCommand):
    help = "Write the plan into a file (.xlsx or .toml), or read it from one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("do", choices=("export", "import"))
        parser.add_argument("file", type=Path, help="plan.xlsx or plan.toml")
        parser.add_argument("--territory", default="", help="code of the municipality, if there are several")
        parser.add_argument("--check", action="store_true", help="import: only say what would change")

    def handle(self, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        plan = self._plan(options["territory"])
        if options["do"] == "export":
            self._export(plan, options["file"])
        else:
            # The headings of the form are Latvian; so are the sentences about it.
            with translation.override("lv"):
                self._import(plan, options["file"], only_check=options["check"])

    def _plan(self, territory: str) -> Plan:
        found = Plan.objects.select_related("territory").order_by("-first_year", "pk")
        plans = list(found.filter(territory__code=territory) if territory else found)
        if not plans:
            raise CommandError("There is no plan yet. Begin one in the browser: Our plan > New plan.")
        if len({plan.territory_id for plan in plans}) > 1:
            codes = ", ".join(sorted({plan.territory.code for plan in plans}))
            raise CommandError(f"There are several municipalities. Add --territory with one of: {codes}")
        return plans[0]

    def _export(self, plan: Plan, path: Path) -> None:
        content = plan_content(plan)
        is_text = path.suffix.lower() == ".toml"
        data = write_text(content).encode() if is_text else plan_workbook(content)
        try:
            path.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{plan.title}: {path}")

    def _import(self, plan: Plan, path: Path, *, only_check: bool) -> None:
        try:
            analysis = analysed(plan, Upload(path))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from error
        content = self._sound(analysis)
        for line in analysis.differences:
            self.stdout.write(
                " ".join(f"{line.change}: {line.where} {line.field} {line.before} → {line.after}".split())
            )
        if only_check:
            return
        by = Actor(given_roles=[(Role.COORDINATOR, plan.territory.path)])
        try:
            changes = import_content(
                plan_id=plan.pk,
                content=content,
                seen_sha256=analysis.draft_sha256,
                by=by,
                now=timezone.now(),
            )
        except RefusedError as refusal:
            raise CommandError(str(REASONS[refusal.reason]) % refusal.details) from refusal
        self.stdout.write(f"{plan.title}: {changes}")

    def _sound(self, analysis: Analysis) -> dict[str, Any]:
        """Say everything that is wrong; go on only if nothing is.  Raises CommandError."""
        for problem in analysis.warnings:
            self.stdout.write(problem_in_words(problem))
        if analysis.content is None:
            raise CommandError(
                analysis.unreadable or "\n".join(problem_in_words(problem) for problem in analysis.errors)
            )
        return analysis.content
