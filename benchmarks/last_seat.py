"""The last seat over HTTP: 200 people, 20 seats, one running server.

    digitilts serve &                 # or make demo
    python benchmarks/last_seat.py http://127.0.0.1:8000 <lesson number>

The lesson must be open, no part of a course, have 20 free seats and nobody waiting. Prints how many got a
seat, how many wait, the answers that were no confirmation, and the times of the last step. Ends with 1 when
something is wrong.
"""

import argparse
import http.cookiejar
import re
import statistics
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

PEOPLE = 200
SEATS = 20
CLICKS = 5  # each person clicks the last button so often
ANSWERS = (
    {"who": "me"},
    {"given_name": "Pārbaude"},
    {"travel": "on_foot", "language": "lv", "channel": ""},
)


@dataclass
class Visitor:
    """A browser without JavaScript that answers all questions and waits before the last click."""

    url: str
    number: int
    answers: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def send(self, fields: dict[str, str] | None = None) -> tuple[str, str]:
        """Address and content after the redirect."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.url, data=data, headers={"Referer": self.url})  # noqa: S310  # our own server
        with self.opener.open(request, timeout=120) as answer:
            return answer.url, answer.read().decode()

    def fill_in(self) -> dict[str, str]:
        page = self.send()[1]
        for fields in ANSWERS:
            own = {**fields, "family_name": str(self.number)} if "given_name" in fields else fields
            page = self.send({**hidden(page), **own})[1]
        return hidden(page)

    def click(self, last: dict[str, str]) -> None:
        begun = time.perf_counter()
        try:
            url, page = self.send(last)
        except urllib.error.HTTPError as error:
            url, page = f"HTTP {error.code}", ""
        self.seconds.append(time.perf_counter() - begun)
        self.answers.append(outcome(url, page))


def hidden(page: str) -> dict[str, str]:
    names = ("csrfmiddlewaretoken", "answers", "step")
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in names}


def outcome(url: str, page: str) -> str:
    """ "seat", "waiting 17" or what went wrong."""
    if "/registered/" not in url:
        return url
    place = re.search(r"numurs rindā: (\d+)", page)
    return f"waiting {place[1]}" if place else "seat"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("site")
    arguments.add_argument("lesson", type=int)
    arguments.add_argument("--people", type=int, default=PEOPLE)
    given = arguments.parse_args()
    url = f"{given.site}/learning/lesson/{given.lesson}/register/"
    visitors = [Visitor(url, number) for number in range(given.people)]
    with ThreadPoolExecutor(20) as pool:
        last_forms = list(pool.map(Visitor.fill_in, visitors))
    barrier = Barrier(given.people)

    def all_clicks(pair: tuple[Visitor, dict[str, str]]) -> None:
        barrier.wait()
        for _click in range(CLICKS):
            pair[0].click(pair[1])

    with ThreadPoolExecutor(given.people) as pool:
        list(pool.map(all_clicks, zip(visitors, last_forms, strict=True)))
    return report(visitors)


def report(visitors: list[Visitor]) -> int:
    first = [visitor.answers[0] for visitor in visitors]
    seats = first.count("seat")
    waiting = sum(answer.startswith("waiting") for answer in first)
    wrong = [
        answer for visitor in visitors for answer in visitor.answers if answer.startswith(("HTTP", "http"))
    ]
    changed = sum(len({answer.split(" ")[0] for answer in visitor.answers}) > 1 for visitor in visitors)
    times = sorted(second for visitor in visitors for second in visitor.seconds)
    print(f"{seats} seats, {waiting} waiting, {len(wrong)} errors {wrong[:3]}, {changed} heard two answers")
    print(f"last click: median {statistics.median(times):.2f} s, 95 % {times[int(0.95 * len(times))]:.2f} s")
    return int(seats != SEATS or waiting != len(visitors) - SEATS or bool(wrong) or changed > 0)


if __name__ == "__main__":
    sys.exit(main())
