"""Reads about people. What other apps call stands here; the pages' own data in the submodules."""

from digitilts.apps.people.queries.consents import has_consent
from digitilts.apps.people.queries.duplicates import likely_duplicates
from digitilts.apps.people.queries.export import export_of
from digitilts.apps.people.queries.search import counter_person, find_persons

__all__ = ["counter_person", "export_of", "find_persons", "has_consent", "likely_duplicates"]
