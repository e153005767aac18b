"""Median response of the main pages at demo scale, with queries per page.

    python benchmarks/pages.py [--requests 30]

Builds the demo municipality (33,348 people) in a temporary SQLite file unless DATABASE_URL is set,
then asks each page through Django's test client: time in the program, without the network.
"Own work" is the processor time of this process alone: it does not change when the machine is busy.
The "peer" is Django itself answering the smallest page we have, in the same run: what no page can beat.
"""

import argparse
import statistics
import tempfile
import time
from io import StringIO
from typing import Any

import digitilts  # noqa: F401  # the packaged SQLite first
from digitilts.config.env import point_to_settings

# Label, who looks, address; what is searched goes by POST, because a name does not belong into an address.
PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("smallest page (peer)", "", "/about/", ""),
    ("front page", "", "/", ""),
    ("catalogue", "", "/learning/", ""),
    ("catalogue, filtered", "", "/learning/?level=1", ""),
    ("public results", "", "/results/", ""),
    ("caller screen, search", "operators", "/learning/caller/", "kaln"),
    ("caller screen, a person", "operators", "/learning/caller/?person={person}", ""),
    ("people search", "bibliotekare", "/people/", "bērz"),
    ("call list", "operators", "/notices/calls/", ""),
    ("trainer's day", "pasniedzeja", "/learning/today/", ""),
    ("dashboard", "koordinatore", "/results/dashboard/", ""),
    ("plan", "koordinatore", "/plan/", ""),
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=30)
    given = arguments.parse_args()
    prepare()
    print(f"{'page':28} {'median':>9} {'p95':>9} {'own work':>9} {'queries':>8} {'bytes':>8}")
    person = somebody_busy()
    for label, username, address, text in PAGES:
        row = measure(username, address.format(person=person), text, given.requests)
        times = "".join(f"{row[name]:7.1f}ms " for name in ("median", "p95", "own"))
        print(f"{label:28} {times}{row['queries']:8} {row['bytes']:8}")


def prepare() -> None:
    """A migrated database with the demo municipality in it."""
    import os

    if not os.environ.get("DATABASE_URL"):
        os.environ.setdefault("DIGITILTS_VAR", tempfile.mkdtemp(prefix="digitilts-bench-"))
    os.environ["DEMO"] = "1"
    point_to_settings("digitilts.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("prepare", demo=True, stdout=StringIO())


def somebody_busy() -> str:
    """The person with the most registrations: the fullest caller screen."""
    from django.db.models import Count

    from digitilts.apps.people.models import Person

    return str(Person.objects.annotate(times=Count("registrations")).order_by("-times", "pk")[0].pk)


def measure(username: str, address: str, text: str, requests: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client

    from digitilts.apps.people.models import User

    client = Client()
    if username:
        client.force_login(
            User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
        )
    if "person=" in address:
        client.post(f"/learning/caller/{address.rsplit('=', 1)[1]}/open/")

    def ask() -> Any:  # noqa: ANN401  # a test client's response
        return client.post(address, {"q": text}) if text else client.get(address)

    ask()  # the first one fills what is remembered between requests
    queries: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:  # noqa: ANN401  # Django's own signature
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        response = ask()
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    times, own_times = [], []
    for _ in range(requests):
        start, own_start = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - start) * 1000)
        own_times.append((time.process_time() - own_start) * 1000)
    times.sort()
    return {
        "median": statistics.median(times),
        "p95": times[int(len(times) * 0.95) - 1],
        "own": statistics.median(own_times),
        "queries": len(queries),
        "bytes": len(response.content),
    }


if __name__ == "__main__":
    main()
