import tomllib
from pathlib import Path

from digitilts.apps.demo.rules import STEPS, StepName, Traces, is_done

CONTENT = Path(__file__).parents[3] / "digitilts" / "apps" / "demo" / "content"


def test_the_thread_has_ten_steps() -> None:
    assert [rule.name for rule in STEPS] == list(StepName)
    assert len(STEPS) == 10


def test_a_step_is_done_only_by_its_record() -> None:
    traces = Traces(has_lesson=True, heard=frozenset({"phone"}))

    done = {step for step in StepName if is_done(step, traces)}

    assert done == {StepName.LESSON, StepName.PHONE}


def test_reading_steps_are_never_ticked() -> None:
    everything = Traces(True, frozenset({"own_click", "phone", "counter"}), True, True)

    assert not any(is_done(step, everything) for step in (StepName.PLAN, StepName.MOVED, StepName.PUBLIC))


def test_every_wish_continues_the_words_i_want_to() -> None:
    """The catalogue and the lesson's page say "I want to" themselves."""
    content = tomllib.loads((CONTENT / "activities.toml").read_text(encoding="utf-8"))
    wishes = [text for row in content["activity"] for text in row.get("i_want_to", {}).values()]

    assert wishes
    assert [wish for wish in wishes if wish[0].isupper() or wish.startswith(("gribu", "I want"))] == []
