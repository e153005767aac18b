"""Opening pages as somebody, and counting the queries they cost."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_user


def client_of(role=None, territory=None, **given) -> Client:
    """A browser in which somebody with this role is signed in."""
    client = Client()
    client.force_login(
        make_user(role, territory, **given), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # what is loaded once per process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def text_of(response) -> str:
    """What the page says, with ordinary spaces."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
