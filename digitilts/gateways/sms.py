"""Short messages: what a gateway must do, which numbers can take one, one that only remembers."""

import phonenumbers

LANDLINES = frozenset(
    {
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
    }
)


def takes_sms(number: str) -> bool:
    """Can this number receive a short message? A landline cannot; when unsure we try."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(parsed) not in LANDLINES
