"""Phone numbers are stored in E.164 from the first keystroke on."""

import phonenumbers


def to_e164(typed: str, *, region: str = "LV") -> str | None:
    """`to_e164("26 123 456") == "+37126123456"`; None when it is no possible number."""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def readable(e164: str) -> str:
    """`readable("+37126123456") == "+371 26 123 456"`: groups that can be said aloud."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
