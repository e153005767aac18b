"""Reading the XML inside a workbook piece by piece, never more than we agreed to.

Sizes are counted while unpacking, because the sizes written in a ZIP file can lie. DTDs and entities are
refused; nothing outside the file is ever opened.
"""

import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from digitilts.kit.workbook_cells import Limits, UnreadableWorkbookError

CHUNK = 1 << 16
MEGABYTE = 1 << 20
Attributes = dict[str, str]


@dataclass
class Budget:
    """Bytes and seconds left for the whole workbook."""

    limits: Limits
    started: float = field(default_factory=time.monotonic)
    taken: int = 0

    def take(self, count: int) -> None:
        self.taken += count
        if self.taken > self.limits.megabytes_inside * MEGABYTE:
            raise UnreadableWorkbookError("too_large_inside")
        if time.monotonic() - self.started > self.limits.seconds:
            raise UnreadableWorkbookError("too_slow")


class Listener:
    """What happens at the beginning and end of each element; `text` holds the letters inside."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str, text: str) -> None:
        """An element ends."""


class Hearing:
    """Feeds one part of the workbook to a listener."""

    def __init__(self, listener: Listener, limits: Limits) -> None:
        self.listener, self.limits = listener, limits
        self.depth = 0
        self.letters: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            raise UnreadableWorkbookError("broken")
        self.letters.clear()
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.listener.start(name.rpartition(" ")[2], plain)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.listener.end(name.rpartition(" ")[2], "".join(self.letters))
        self.letters.clear()

    def refuse(self, *_ignored: object) -> None:
        raise UnreadableWorkbookError("has_dtd")


def hear(archive: zipfile.ZipFile, part: str, listener: Listener, budget: Budget) -> None:
    """Read one part of the archive through the listener.  Raises UnreadableWorkbookError."""
    hearing = Hearing(listener, budget.limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = hearing.start
    parser.EndElementHandler = hearing.end
    parser.CharacterDataHandler = hearing.letters.append
    parser.StartDoctypeDeclHandler = hearing.refuse
    parser.EntityDeclHandler = hearing.refuse
    try:
        with archive.open(part) as source:
            _feed(source.read, parser, budget)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise UnreadableWorkbookError("broken") from error


def _feed(read: Callable[[int], bytes], parser: expat.XMLParserType, budget: Budget) -> None:
    while chunk := read(CHUNK):
        budget.take(len(chunk))
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
