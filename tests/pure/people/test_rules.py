"""docs/rules/people.md, row by row."""

import pytest

from digitilts.apps.people.rules import Matter, ProxyKind, Purpose
from digitilts.apps.people.rules.duplicates import Card, blocks, is_likely, points
from digitilts.apps.people.rules.minors import may_act_alone, may_be_proxy, may_consent
from tests.pure.people.pages import rows


def card(text: str) -> Card:
    names, phone, email, year = [], None, None, None
    for word in text.split():
        if word.startswith("+"):
            phone = word
        elif "@" in word:
            email = word
        elif word.isdigit():
            year = int(word)
        else:
            names.append(word)
    return Card(names[0], " ".join(names[1:]), year, phone, email)


def year(text: str) -> int | None:
    return None if text == "unknown" else int(text)


def answer(verdict) -> str:
    return "yes" if verdict else verdict.reason


@pytest.mark.parametrize("row", rows("people.md", "One record"), ids=str)
def test_duplicates_are_likely_as_the_page_says(row):
    one, other = card(row["One record"]), card(row["Other record"])

    assert points(one, other) == points(other, one) == int(row["Points"])
    assert is_likely(one, other) == (row["Likely"] == "yes")


@pytest.mark.parametrize("row", rows("people.md", "One record"), ids=str)
def test_likely_duplicates_meet_in_a_block(row):
    one, other = card(row["One record"]), card(row["Other record"])

    if row["Likely"] == "yes":
        assert set(blocks(one)) & set(blocks(other))


@pytest.mark.parametrize("row", rows("people.md", "Born", "In"), ids=str)
def test_children_need_a_guardian_as_the_page_says(row):
    assert answer(may_act_alone(year(row["Born"]), int(row["In"]))) == row["Acts alone"]


@pytest.mark.parametrize("row", rows("people.md", "Purpose"), ids=str)
def test_consents_are_given_as_the_page_says(row):
    verdict = may_consent(
        Purpose(row["Purpose"]),
        birth_year=year(row["Born"]),
        in_year=int(row["In"]),
        is_self=row["Given by"] == "self",
        is_guardian=row["Given by"] == "guardian",
    )

    assert answer(verdict) == row["Answer"]


@pytest.mark.parametrize("row", rows("people.md", "As"), ids=str)
def test_proxies_act_as_the_page_says(row):
    verdict = may_be_proxy(
        ProxyKind(row["As"]),
        own_birth_year=year(row["Own birth"]),
        birth_year=year(row["Acts for one born"]),
        in_year=int(row["In"]),
        matters=[Matter(word.strip()) for word in row["Matters"].split(",") if word.strip()],
        proof=row["Proof"],
    )

    assert answer(verdict) == row["Answer"]
