"""Forms as our pages need them: text tidied, phones in E.164, one key per sending, refusals in words."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from digitilts.kit.phones import to_e164
from digitilts.kit.translated_text import TranslatedText
from digitilts.values.verdict import RefusedError

# Nobody is born in a year that has not begun.
not_ahead = MaxValueValidator(lambda: timezone.localdate().year)


class Form(forms.Form):
    """Every form of ours. `submission_key` is new for each page shown and comes back with the answer."""

    use_required_attribute = False
    submission_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        kwargs.setdefault("label_suffix", "")
        super().__init__(None if data is None else normalised(data), *args, **kwargs)

    def clean_submission_key(self) -> UUID:
        """A form sent without its key still works; it is then sent for the first time, by definition."""
        return self.cleaned_data.get("submission_key") or uuid4()


def normalised(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Typed letters in one form (NFC): "ā" from a phone and "ā" from a Mac are the same letter."""
    if not isinstance(data, MultiValueDict):
        return {key: _nfc(value) for key, value in data.items()}
    tidy: MultiValueDict[str, Any] = MultiValueDict()
    for key, values in data.lists():
        tidy.setlist(key, [_nfc(value) for value in values])
    return tidy


JOINER = "\u200d"  # holds the parts of one emoji together


def _nfc(value: Any) -> Any:  # noqa: ANN401  # files and lists pass through
    """Signs that nobody sees go: they make two equal names differ and turn a line of a list around."""
    if not isinstance(value, str):
        return value
    seen = (sign for sign in value if sign == JOINER or unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", "".join(seen))


@contextmanager
def refusals_shown_on(
    form: forms.BaseForm, reasons: Mapping[str, Any], *, at: Mapping[str, str] | None = None
) -> Iterator[None]:
    """A refusal of the service becomes a sentence on the form; `at` names the field for some reasons."""
    try:
        yield
    except RefusedError as refusal:
        sentence = reasons.get(refusal.reason)
        if sentence is None:
            if settings.RENDER_GUARD:
                raise
            sentence = _("This cannot be done right now. Please call us.")
        text = sentence(**refusal.details) if callable(sentence) else str(sentence)
        field = (at or {}).get(refusal.reason)
        form.add_error(field, text % refusal.details if refusal.details and not callable(sentence) else text)


class PhoneField(forms.CharField):
    """A phone number as people write it; cleaned to E.164, or None when left empty."""

    default_error_messages = {
        "phone": _("This does not look like a phone number. Write, for example, 26 123 456.")
    }

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
        )
        super().__init__(**{"max_length": 40, **kwargs})
        self.width = "short"

    def clean(self, value: Any) -> str | None:  # noqa: ANN401  # None = not known
        typed = super().clean(value)
        if not typed:
            return None
        if (number := to_e164(typed)) is None:
            raise forms.ValidationError(self.error_messages["phone"], code="phone")
        return number


class DateField(forms.DateField):
    """A day, with the browser's own calendar; typed dates work too."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        self.width = "short"


class TimeField(forms.TimeField):
    """A time of day."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(**kwargs)
        self.width = "short"


class TranslatedTextWidget(forms.MultiWidget):
    """One input per language, Latvian first."""

    template_name = "kit/widgets/translated_text.html"
    use_fieldset = True

    def __init__(self, *, rows: int = 1, attrs: dict[str, Any] | None = None) -> None:
        one = forms.TextInput if rows == 1 else forms.Textarea
        extra = {} if rows == 1 else {"rows": rows}
        super().__init__(
            {code: one(attrs={"lang": code, **extra}) for code, _name in settings.LANGUAGES}, attrs
        )

    def decompress(self, value: Any) -> list[str]:  # noqa: ANN401  # Django's own signature
        stored = value if isinstance(value, dict) else {}
        return [stored.get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401
        context = super().get_context(name, value, attrs)
        for part, (code, language) in zip(context["widget"]["subwidgets"], settings.LANGUAGES, strict=True):
            part["language"], part["code"] = language, code
        return context


class TranslatedTextField(forms.MultiValueField):
    """A text in Latvian and English; Latvian is enough. Cleans to TranslatedText without empty languages."""

    def __init__(self, *, rows: int = 1, max_length: int = 2000, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs.setdefault("widget", TranslatedTextWidget(rows=rows))
        parts = [forms.CharField(required=False, max_length=max_length) for _language in settings.LANGUAGES]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> TranslatedText:
        codes = [code for code, _name in settings.LANGUAGES]
        return TranslatedText({code: text for code, text in zip(codes, data_list, strict=False) if text})
