"""Forms of ours: tidy letters, phones in one shape, refusals as sentences, two languages in one field."""

import unicodedata
from uuid import UUID, uuid4

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils import translation

from digitilts.kit.forms import Form, PhoneField, TranslatedTextField, refusals_shown_on
from digitilts.values.verdict import RefusedError


class Sample(Form):
    name = forms.CharField(label="Vārds", help_text="Kā jūs sauc?")
    phone = PhoneField(label="Tālrunis", required=False)
    title = TranslatedTextField(label="Nosaukums", required=False)
    kind = forms.ChoiceField(label="Veids", choices=[("a", "A")], widget=forms.RadioSelect, required=False)


def draw(form: forms.BaseForm) -> str:
    return (
        engines["django"]
        .from_string("{% error_summary f %}{% submission_key f %}{% fields f %}")
        .render({"f": form})
    )


def test_letters_are_stored_in_one_form() -> None:
    form = Sample(QueryDict(mutable=True) | {"name": unicodedata.normalize("NFD", "Ķērsta")})
    assert form.is_valid()
    assert form.cleaned_data["name"] == unicodedata.normalize("NFC", "Ķērsta")


def test_a_phone_is_cleaned_or_explained_and_what_was_typed_stays() -> None:
    assert Sample({"name": "A", "phone": "26 123 456"}).is_valid()
    with translation.override("lv"):
        wrong = Sample({"name": "A", "phone": "mammai"})
        assert not wrong.is_valid()
        html = draw(wrong)
    assert "Tas neizskatās pēc tālruņa numura" in html
    assert 'value="mammai"' in html
    assert 'href="#id_phone"' in html


def test_an_empty_phone_is_unknown_not_empty() -> None:
    form = Sample({"name": "A", "phone": ""})
    assert form.is_valid()
    assert form.cleaned_data["phone"] is None


def test_every_page_shown_has_its_own_submission_key() -> None:
    first, second = Sample(), Sample()
    assert first["submission_key"].value() != second["submission_key"].value()
    sent = uuid4()
    form = Sample({"name": "A", "submission_key": str(sent)})
    assert form.is_valid()
    assert form.cleaned_data["submission_key"] == sent
    assert f'value="{sent}"' in draw(form)


def test_a_form_without_its_key_still_works() -> None:
    form = Sample({"name": "A"})
    assert form.is_valid()
    assert isinstance(form.cleaned_data["submission_key"], UUID)


def test_a_text_in_two_languages_keeps_only_what_was_written() -> None:
    form = Sample({"name": "A", "title_lv": "Drošība", "title_en": " "})
    assert form.is_valid()
    assert form.cleaned_data["title"] == {"lv": "Drošība"}


def test_a_refusal_becomes_a_sentence_on_the_form() -> None:
    form = Sample({"name": "A"})
    assert form.is_valid()
    with refusals_shown_on(form, {"full": "Rindā jūs esat %(place)s."}, at={"full": "name"}):
        raise RefusedError("full", place=3)
    assert form.errors["name"] == ["Rindā jūs esat 3."]


def test_a_refusal_that_nobody_explained_is_a_bug_in_tests() -> None:
    form = Sample({"name": "A"})
    with pytest.raises(RefusedError), refusals_shown_on(form, {}):
        raise RefusedError("unheard_of")


def test_hint_and_error_are_tied_to_the_field() -> None:
    html = draw(Sample({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "<legend" in html


@pytest.mark.parametrize("typed", ["Ve\u200blta", "\u202eVelta", "Velta\ufeff", "Ve\u00adlta"])
def test_signs_that_nobody_sees_are_not_stored(typed: str) -> None:
    form = Sample({"name": typed})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Velta"


def test_a_name_of_nothing_but_unseen_signs_is_no_name() -> None:
    assert not Sample({"name": "\u200b\u200f"}).is_valid()


def test_an_emoji_of_several_parts_stays_whole() -> None:
    form = Sample({"name": "👩‍🌾"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "👩‍🌾"
