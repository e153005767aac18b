"""Reads about people. What other apps call stands here; the pages' own data in the submodules."""

from digitilts.apps.people.queries.search import counter_person, find_persons

__all__ = ["counter_person", "find_persons"]
