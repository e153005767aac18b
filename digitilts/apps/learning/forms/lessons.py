"""Making, changing and cancelling lessons."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.rules.lessons import MOST_LESSONS_AT_ONCE, at_wall_time, weekly
from digitilts.apps.learning.services.lessons import LessonDetails
from digitilts.kit.forms import DateField, Form, TimeField

Choices = Sequence[tuple[str, str]]
ONCE, TIMES, UNTIL = "once", "times", "until"


class LessonForm(Form):
    """One date. Equipment fields are made from what the venues have."""

    venue = forms.TypedChoiceField(label=_("Venue"), coerce=int)
    day = DateField(label=_("Day"))
    begins = TimeField(label=_("From"))
    ends = TimeField(label=_("Until"))
    room = forms.CharField(label=_("Room"), max_length=80, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)
    min_turnout = forms.IntegerField(
        label=_("Fewest people for it to take place"),
        min_value=0,
        max_value=500,
        help_text=_("With fewer, you see a warning before the lesson. Nothing is cancelled by itself."),
    )
    trainers = forms.TypedMultipleChoiceField(
        label=_("Trainers"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_hours = forms.IntegerField(
        label=_("Registration closes how many hours before"), min_value=0, max_value=24 * 60, initial=0
    )
    slot_minutes = forms.IntegerField(
        label=_("Minutes per person (consultations)"), min_value=5, max_value=240, required=False
    )
    is_open = forms.BooleanField(
        label=_("Published: people can see it and register"), required=False, initial=True
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # Django's own signature
        *,
        venues: Choices,
        trainers: Choices,
        things: Sequence[tuple[int, str, int]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["venue"].choices = venues  # type: ignore[attr-defined]
        self.fields["trainers"].choices = trainers  # type: ignore[attr-defined]
        self.things = [(f"thing_{pk}", pk) for pk, _label, _most in things]
        for pk, label, most in things:
            self.fields[f"thing_{pk}"] = forms.IntegerField(
                label=label, min_value=0, max_value=most, required=False
            )

    def thing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, _pk in self.things]

    def details(self) -> LessonDetails:
        """What the person decided; times are those on the wall in Latvia."""
        said = self.cleaned_data
        starts_at = self._moment(said["day"], said["begins"])
        ends_on = said["day"] if said["ends"] > said["begins"] else said["day"] + timedelta(days=1)
        return LessonDetails(
            venue_id=said["venue"],
            starts_at=starts_at,
            ends_at=self._moment(ends_on, said["ends"]),
            seats=said["seats"],
            room=said["room"],
            registration_closes_at=starts_at - timedelta(hours=said["closes_hours"]),
            min_turnout=said["min_turnout"],
            slot_minutes=said["slot_minutes"],
            trainer_ids=said["trainers"],
            equipment={pk: said[name] for name, pk in self.things if said.get(name)},
            is_open=said["is_open"],
        )

    @staticmethod
    def _moment(day: date, clock: time) -> datetime:
        return at_wall_time(day, clock, timezone.get_default_timezone())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        begins, ends = said.get("begins"), said.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The lesson ends before it begins. Check the times."))
        return said


class NewLessonForm(LessonForm):
    """A new date, perhaps every week."""

    repeat = forms.ChoiceField(
        label=_("Repeat"),
        choices=[
            (ONCE, _("only this once")),
            (TIMES, _("every week, so many times")),
            (UNTIL, _("every week until a day")),
        ],
        initial=ONCE,
        widget=forms.RadioSelect,
    )
    times = forms.IntegerField(
        label=_("How many times"), min_value=2, max_value=MOST_LESSONS_AT_ONCE, required=False
    )
    until = DateField(label=_("Until which day"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("repeat") == TIMES and not said.get("times"):
            self.add_error("times", _("Write how many times."))
        if said.get("repeat") == UNTIL and not said.get("until"):
            self.add_error("until", _("Choose the last day."))
        if said.get("until") and said.get("day") and said["until"] < said["day"]:
            self.add_error("until", _("The last day is before the first one."))
        return said

    def dates(self) -> list[date]:
        """Every day on which the lesson takes place."""
        said = self.cleaned_data
        if said["repeat"] == ONCE:
            return [said["day"]]
        return list(
            weekly(
                said["day"],
                times=said["times"] if said["repeat"] == TIMES else None,
                until=said["until"] if said["repeat"] == UNTIL else None,
            )
        )


class CancelLessonForm(Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=200,
        help_text=_("People hear this sentence as you write it. For example: The trainer is ill."),
    )


def initial_of(details: LessonDetails, *, day: date | None = None) -> Mapping[str, Any]:
    """What a form shows of a lesson that is copied or changed."""
    starts = timezone.localtime(details.starts_at)
    ends = timezone.localtime(details.ends_at)
    lead = details.starts_at - details.closes_at
    return {
        "venue": details.venue_id,
        "day": day or starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "room": details.room,
        "seats": details.seats,
        "min_turnout": details.min_turnout,
        "trainers": list(details.trainer_ids),
        "closes_hours": max(0, int(lead.total_seconds() // 3600)),
        "slot_minutes": details.slot_minutes,
        "is_open": details.is_open,
        **{f"thing_{pk}": quantity for pk, quantity in details.equipment.items()},
    }
