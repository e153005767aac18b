"""Which gateway carries what, by configuration."""

from collections.abc import Callable
from functools import cache

from django.conf import settings

from digitilts.gateways.deliveries import Carrier, FakeCarrier
from digitilts.gateways.email import SmtpCarrier
from digitilts.gateways.sms import HttpSmsCarrier
from digitilts.values.channels import Channel

CarrierFor = Callable[[Channel, bool], Carrier]
FAKES: dict[Channel, FakeCarrier] = {
    Channel.SMS: FakeCarrier("fake_sms"),
    Channel.EMAIL: FakeCarrier("fake_email"),
}


def carrier_for(channel: Channel, is_demo: bool) -> Carrier:
    """The real gateway; for demo people, and without configuration, the one that only remembers."""
    return FAKES[channel] if is_demo else _configured(channel)


@cache
def _configured(channel: Channel) -> Carrier:
    if channel == Channel.SMS and settings.SMS_URL:
        return HttpSmsCarrier(settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER)
    if channel == Channel.EMAIL and settings.EMAIL_URL:
        return SmtpCarrier(settings.EMAIL_URL, settings.EMAIL_FROM)
    return FAKES[channel]
