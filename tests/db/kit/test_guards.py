"""The guards that find bugs before users do: a page that is read writes nothing, a template asks nothing."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from digitilts.apps.people.models import Person
from digitilts.kit.pages import QueryWhileRenderingError, refuse_queries
from digitilts.kit.read_only import GetReadsOnlyMiddleware, WriteWhileReadingError
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def renames(_request) -> HttpResponse:
    Person.objects.update(given_name="Cits")
    return HttpResponse()


def test_a_page_that_is_read_may_not_write(rf: RequestFactory) -> None:
    make_person()
    with pytest.raises(WriteWhileReadingError):
        GetReadsOnlyMiddleware(renames)(rf.get("/"))


def test_a_form_that_is_sent_may_write(rf: RequestFactory) -> None:
    make_person()
    assert GetReadsOnlyMiddleware(renames)(rf.post("/")).status_code == 200
    assert Person.objects.get().given_name == "Cits"


def test_a_template_that_asks_the_database_is_refused() -> None:
    with connection.execute_wrapper(refuse_queries), pytest.raises(QueryWhileRenderingError):
        Person.objects.count()
