"""One suite of promises for every SMS carrier: the fake, and HTTP against a gateway on this machine."""

import pytest

from digitilts.gateways.deliveries import CarrierError, DeliveryState, FakeCarrier, Parcel
from digitilts.gateways.sms import HttpSmsCarrier, takes_sms
from tests.pure.gateways.stubs import stub_gateway

PARCEL = Parcel("3f1c", "+37126123456", "Rīt nodarbība desmitos.")


@pytest.fixture
def gateway():
    with stub_gateway() as server:
        yield server


@pytest.fixture
def http(gateway):
    return HttpSmsCarrier(gateway.url, "secret", "Digitilts", timeout=0.5)


@pytest.fixture(params=["fake", "http"])
def carrier(request, gateway):
    if request.param == "fake":
        return FakeCarrier()
    return HttpSmsCarrier(gateway.url, "secret", "Digitilts", timeout=0.5)


def test_it_takes_a_message_and_gives_a_code(carrier):
    assert carrier.send(PARCEL)


def test_it_says_whether_it_has_a_reference(carrier):
    assert carrier.state_of(PARCEL.reference) == DeliveryState.UNKNOWN
    carrier.send(PARCEL)
    assert carrier.state_of(PARCEL.reference) == DeliveryState.TAKEN
    assert carrier.state_of("another") == DeliveryState.UNKNOWN


def test_the_same_reference_again_is_accepted_and_is_one_message(carrier, gateway):
    carrier.send(PARCEL)
    carrier.send(PARCEL)
    taken = carrier.taken if isinstance(carrier, FakeCarrier) else gateway.taken
    assert list(taken) == [PARCEL.reference]


def test_http_sends_what_the_contract_says(http, gateway):
    http.send(PARCEL)
    assert gateway.taken["3f1c"] == {
        "reference": "3f1c",
        "to": PARCEL.to,
        "from": "Digitilts",
        "text": PARCEL.text,
    }
    assert gateway.headers_seen[0]["Authorization"] == "Bearer secret"
    assert gateway.headers_seen[0]["Idempotency-Key"] == "3f1c"


@pytest.mark.parametrize(
    ("status", "is_final"),
    [
        (400, True),
        (404, True),
        (422, True),
        (401, False),
        (403, False),
        (408, False),
        (429, False),
        (500, False),
        (503, False),
    ],
)
def test_a_refusal_is_final_only_when_trying_again_cannot_help(http, gateway, status, is_final):
    gateway.answers = [status]
    with pytest.raises(CarrierError) as refused:
        http.send(PARCEL)
    assert (refused.value.code, refused.value.is_final) == (f"http_{status}", is_final)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_never_followed(http, gateway, status):
    gateway.answers = [status]
    with pytest.raises(CarrierError, match=f"http_{status}"):
        http.send(PARCEL)


def test_a_silent_gateway_is_a_timeout_and_may_still_have_taken_it(http, gateway):
    gateway.hold.clear()
    with pytest.raises(CarrierError, match="timeout") as silent:
        http.send(PARCEL)
    assert not silent.value.is_final
    gateway.hold.set()
    assert http.state_of(PARCEL.reference) == DeliveryState.TAKEN


def test_nobody_listening_is_not_final():
    with pytest.raises(CarrierError) as refused:
        HttpSmsCarrier("http://127.0.0.1:1/", "x", "D", timeout=0.5).send(PARCEL)
    assert not refused.value.is_final


def test_a_delivery_that_failed_is_told(http, gateway):
    http.send(PARCEL)
    gateway.failed.add(PARCEL.reference)
    assert http.state_of(PARCEL.reference) == DeliveryState.FAILED


def test_a_status_that_cannot_be_asked_is_an_error_not_a_no(http, gateway):
    gateway.answers = [500]
    with pytest.raises(CarrierError):
        http.state_of(PARCEL.reference)


@pytest.mark.parametrize("raw", [b"", b"not json", b"[1]", b"\xff\xfe"])
def test_an_answer_that_makes_no_sense_is_still_an_acceptance(http, gateway, raw):
    gateway.raw = raw
    assert http.send(PARCEL) == "201"


@pytest.mark.parametrize("url", ["ftp://gw.example/", "http://gw.example/", "gw.example", ""])
def test_an_address_that_would_leak_the_token_is_refused(url):
    with pytest.raises(ValueError, match="SMS_URL"):
        HttpSmsCarrier(url, "secret", "Digitilts")


@pytest.mark.parametrize(
    ("number", "answer"),
    [("+37126123456", True), ("+37163022238", False), ("", False), ("112", False), ("+37120000001", True)],
)
def test_only_mobile_numbers_take_sms(number, answer):
    assert takes_sms(number) is answer
