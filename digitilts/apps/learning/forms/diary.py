"""The diary, its questions, and the next version of a lesson plan."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.models import DiaryQuestion, DiaryTag
from digitilts.apps.learning.rules import TagKind
from digitilts.apps.learning.services.diaries import Remark
from digitilts.kit.forms import Form, TranslatedTextField

LONGEST_ANSWER = 4000
REMARKS_PER_KIND = 3
MOST_QUESTIONS = 8


class DiaryForm(Form):
    """One field per guiding question, then short remarks to keep and to change."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)

    def __init__(self, data: Any = None, *, questions: Sequence[DiaryQuestion], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.questions = [(f"answer_{question.number}", str(question.number)) for question in questions]
        for question in questions:
            self.fields[f"answer_{question.number}"] = forms.CharField(
                label=str(question.text),
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.remarks = [
            (f"{kind}_{number}", kind) for kind in TagKind for number in range(1, REMARKS_PER_KIND + 1)
        ]
        labels = {TagKind.KEEP: _("Keep: %(number)s"), TagKind.CHANGE: _("Change: %(number)s")}
        for name, kind in self.remarks:
            self.fields[name] = forms.CharField(
                label=labels[kind] % {"number": name.rpartition("_")[2]}, required=False, max_length=200
            )

    def answer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, _number in self.questions]

    def keep_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, kind in self.remarks if kind == TagKind.KEEP]

    def change_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, kind in self.remarks if kind == TagKind.CHANGE]

    def answers(self) -> dict[str, str]:
        return {number: self.cleaned_data[name] for name, number in self.questions}

    def tags(self) -> list[Remark]:
        return [Remark(kind, self.cleaned_data[name]) for name, kind in self.remarks]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not any(said.get(name, "").strip() for name, _number in self.questions + self.remarks):
            raise forms.ValidationError(_("Write at least one answer."))
        return said


def remarks_as_initial(tags: Iterable[DiaryTag]) -> dict[str, str]:
    """Written remarks in the fields of their kind."""
    numbers = dict.fromkeys(TagKind, 0)
    initial = {}
    for tag in tags:
        kind = TagKind(tag.kind)
        numbers[kind] += 1
        initial[f"{kind}_{numbers[kind]}"] = tag.text
    return initial


class LessonPlanForm(Form):
    content = forms.CharField(
        label=_("Lesson plan"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Goal, steps with minutes, what to prepare. One step per line is good to compare later."),
    )
    why_changed = forms.CharField(
        label=_("What is different in this version"), max_length=300, required=False
    )
    take_up = forms.TypedMultipleChoiceField(
        label=_("Remarks from diaries that this version takes up"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, remarks: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["take_up"].choices = remarks  # type: ignore[attr-defined]


class QuestionsForm(Form):
    """All guiding questions of a municipality; an emptied one is no longer asked."""

    def __init__(self, data: Any = None, *, questions: Sequence[DiaryQuestion], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        held = {question.number: question for question in questions}
        self.numbers = range(1, max([*held, MOST_QUESTIONS - 1]) + 1)
        for number in self.numbers:
            question = held.get(number)
            self.fields[f"question_{number}"] = TranslatedTextField(
                label=_("Question %(number)s") % {"number": number},
                max_length=200,
                required=False,
                initial=question.text if question and question.is_active else None,
            )
        self.held = held

    def questions(self) -> list[tuple[int, dict[str, str], bool]]:
        """Number, text, asked or not; a number that was never used and stays empty is left out."""
        found = []
        for number in self.numbers:
            text = self.cleaned_data[f"question_{number}"]
            if text:
                found.append((number, dict(text), True))
            elif number in self.held:
                found.append((number, dict(self.held[number].text), False))
        return found
