"""Kinds and activities are kept by the coordinator of their territory."""

import pytest

from digitilts.apps.learning.models import Activity, Kind
from digitilts.apps.learning.rules import Form, Topic
from digitilts.apps.learning.services.activities import (
    ActivityDetails,
    KindDetails,
    save_activity,
    save_kind,
)
from digitilts.kit.translated_text import TranslatedText
from digitilts.values.roles import Role
from digitilts.values.verdict import RefusedError
from tests.factories import (
    make_action,
    make_activity,
    make_actor,
    make_kind,
    make_municipality,
    make_other_territory,
    make_plan,
    municipality_of,
)

NAME = TranslatedText({"lv": "Stāstu vakars"})


def refusal(call):
    with pytest.raises(RefusedError) as caught:
        call()
    return caught.value.reason


def test_a_municipality_adds_its_own_kind_once(now):
    by, held = make_actor(Role.COORDINATOR), make_municipality()
    facts = KindDetails(code="story", name=NAME, form=Form.SINGLE, weekday=2)
    kind = save_kind(territory_id=held.pk, details=facts, by=by, now=now)
    assert (str(kind), kind.weekday) == ("Stāstu vakars", 2)
    assert refusal(lambda: save_kind(territory_id=held.pk, details=facts, by=by, now=now)) == (
        "kind_code_taken"
    )
    save_kind(territory_id=held.pk, details=facts, by=by, now=now, kind_id=kind.pk)
    assert Kind.objects.filter(code="story").count() == 1


def test_a_trainer_keeps_no_kinds(now):
    facts = KindDetails(code="story", name=NAME, form=Form.SINGLE)
    held, by = make_municipality(), make_actor(Role.TRAINER)
    assert refusal(lambda: save_kind(territory_id=held.pk, details=facts, by=by, now=now)) == "not_yours"


def test_an_activity_serves_an_action_of_its_own_municipality_only(now):
    held, by = make_municipality(), make_actor(Role.COORDINATOR)
    kind, action = make_kind(), make_action(plan=make_plan())
    facts = ActivityDetails(kind_id=kind.pk, title=NAME, topic=Topic.SAFETY, level=2, action_id=action.pk)
    activity = save_activity(territory_id=held.pk, details=facts, by=by, now=now)
    assert (activity.action, activity.level) == (action, 2)
    foreign = make_action(plan=make_plan(territory=municipality_of(make_other_territory())))
    wrong = ActivityDetails(kind_id=kind.pk, title=NAME, topic=Topic.SAFETY, level=2, action_id=foreign.pk)
    assert refusal(lambda: save_activity(territory_id=held.pk, details=wrong, by=by, now=now)) == (
        "of_other_territory"
    )


def test_another_municipalitys_coordinator_changes_nothing(now):
    activity = make_activity()
    by = make_actor(Role.COORDINATOR, municipality_of(make_other_territory()))
    facts = ActivityDetails(kind_id=activity.kind_id, title=NAME, topic=Topic.SAFETY, level=2)
    assert refusal(
        lambda: save_activity(
            territory_id=activity.territory_id, details=facts, by=by, now=now, activity_id=activity.pk
        )
    ) == ("not_yours")
    assert str(Activity.objects.get().title) != "Stāstu vakars"
