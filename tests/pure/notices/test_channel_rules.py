"""docs/rules/channels.md, row by row, and what must hold for every person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitilts.apps.notices.rules import ChannelFacts, Reach, Through, Topic, choose_channel
from digitilts.values.channels import Channel
from tests.pure.notices.pages import name_of, rows_of

ROWS = rows_of("channels.md")
LETTERS = {"s": "sms", "e": "email", "c": "call", "l": "letter"}


def reach(typed: str) -> Reach:
    return Reach(**{LETTERS[letter]: True for letter in typed.split()})


def switches(typed: str) -> dict[Channel, bool]:
    pairs = [one.split() for one in typed.split(",") if one.strip()]
    return {Channel(channel): state == "on" for channel, state in pairs}


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_message_travels_as_the_page_says(row):
    way = choose_channel(
        ChannelFacts(
            topic=Topic(row["Topic"]),
            own=reach(row["Own"]),
            proxies=(reach(row["Proxy"]),) if row["Proxy"] else (),
            preferred=Channel(row["Prefers"]) if row["Prefers"] else None,
            switches=switches(row["Switches"]),
            agreed_to_news=row["Agreed to news"] == "yes",
        )
    )
    assert (way.why_not or way.channel, way.through) == (row["Goes by"], row["Through"])


def test_the_page_speaks_of_every_topic():
    assert {row["Topic"] for row in ROWS} == set(Topic)


reaches = st.builds(Reach, sms=st.booleans(), email=st.booleans(), call=st.booleans(), letter=st.booleans())
people = st.builds(
    ChannelFacts,
    topic=st.sampled_from(Topic),
    own=reaches,
    proxies=st.lists(reaches, max_size=3).map(tuple),
    preferred=st.none() | st.sampled_from(Channel),
    switches=st.dictionaries(st.sampled_from(Channel), st.booleans()),
    agreed_to_news=st.booleans(),
)


@given(people)
def test_a_change_finds_a_way_to_everybody(facts):
    facts = ChannelFacts(**{**vars(facts), "topic": Topic.CHANGE})
    assert choose_channel(facts).through != Through.NOBODY


@given(people)
def test_a_chosen_way_exists(facts):
    way = choose_channel(facts)
    if way.through == Through.SELF:
        assert facts.own.has(way.channel)
    if way.through == Through.PROXY:
        assert facts.proxies[way.proxy].has(way.channel)


@given(people)
def test_a_switched_off_channel_stays_off_except_for_a_change(facts):
    way = choose_channel(facts)
    if facts.topic != Topic.CHANGE and way.through == Through.SELF:
        assert not facts.is_off(way.channel)


@given(people)
def test_news_never_goes_to_somebody_who_did_not_agree(facts):
    if facts.topic == Topic.NEWS and not facts.agreed_to_news:
        assert choose_channel(facts).through == Through.NOBODY


@given(people)
def test_what_was_asked_for_comes_first(facts):
    wanted = facts.preferred
    has_other_wish = any(facts.switches.values())
    if wanted and facts.own.has(wanted) and not facts.is_off(wanted) and not has_other_wish:
        way = choose_channel(facts)
        assert way.why_not == "no_consent" or (way.channel, way.through) == (wanted, Through.SELF)
