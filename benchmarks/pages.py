"""Median response of the main pages at demo scale, with queries per page.

    python benchmarks/pages.py [--requests 30]

Builds the demo municipality (33,348 people) in a temporary SQLite file unless DATABASE_URL is set,
then asks each page through Django's test client: time in the program, without the network.
The "peer" is Django itself answering the smallest page we have, in the same run: what no page can beat.
"""

import argparse
import statistics
import tempfile
import time
from typing import Any

import digitilts  # noqa: F401  # the packaged SQLite first
from digitilts.config.env import point_to_settings

PAGES = (
    ("smallest page (peer)", "", "/about/"),
    ("front page", "", "/"),
    ("catalogue", "", "/learning/"),
    ("catalogue, filtered", "", "/learning/?level=1"),
    ("public results", "", "/results/public/"),
    ("caller screen, search", "operators", "/learning/caller/?q=kaln"),
    ("people search", "operators", "/people/?q=berz"),
    ("trainer's day", "pasniedzeja", "/learning/today/"),
    ("dashboard", "koordinatore", "/results/"),
    ("plan", "koordinatore", "/plan/"),
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requests", type=int, default=30)
    given = arguments.parse_args()
    prepare()
    print(f"{'page':28} {'median':>9} {'p95':>9} {'queries':>8} {'bytes':>8}")
    for label, username, address in PAGES:
        row = measure(username, address, given.requests)
        print(f"{label:28} {row['median']:7.1f}ms {row['p95']:7.1f}ms {row['queries']:8} {row['bytes']:8}")


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
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("demo", "--if-empty", stdout=open(os.devnull, "w"))  # noqa: SIM115  # closed at exit


def measure(username: str, address: str, requests: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from digitilts.apps.people.models import User

    client = Client()
    if username:
        client.force_login(
            User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
        )
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    times = []
    for _ in range(requests):
        start = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "median": statistics.median(times),
        "p95": times[int(len(times) * 0.95) - 1],
        "queries": len(captured),
        "bytes": len(response.content),
    }


if __name__ == "__main__":
    main()
