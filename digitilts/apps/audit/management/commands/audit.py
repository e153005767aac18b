from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from digitilts.apps.audit.queries.chain import broken_link, newest_seal
from digitilts.apps.audit.rules import Break
from digitilts.apps.audit.services import seal

SENTENCES = {
    "number_missing": "Link {number} is missing: somebody removed it.",
    "entry_missing": "Link {number}: the entry it sealed is gone.",
    "changed": "Link {number}: entry {entry_id} is not what was sealed.",
    "cut_off": "The chain ends before link {number}, but a later head was given: its end was cut off.",
}


class Command(BaseCommand):
    help = "verify: recompute the chain over the audit trail. seal: add links for new entries now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify", "seal"])
        parser.add_argument("--head", help="NUMBER:MAC that was written down earlier", default="")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's own signature
        if options["act"] == "seal":
            self.stdout.write(f"{seal(now=timezone.now())} new links")
            return
        broken = broken_link(head=_head(options["head"]))
        if broken:
            raise CommandError(sentence_of(broken), returncode=1)
        last = newest_seal()
        self.stdout.write(f"The chain holds. Head: {last.number}:{last.mac}" if last else "No links yet.")


def sentence_of(broken: Break) -> str:
    return SENTENCES[broken.reason].format(number=broken.number, entry_id=broken.entry_id)


def _head(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    number, colon, mac = text.partition(":")
    if not (colon and number.isdecimal()):
        raise CommandError(f"--head {text!r} is not NUMBER:MAC", returncode=2)
    return int(number), mac
