from digitilts.apps.demo.rules import STEPS, StepName, Traces, is_done


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
