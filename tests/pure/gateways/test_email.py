"""E-mail: one Message-ID per reference, nothing smuggled into headers, errors told apart."""

import smtplib

import pytest

from digitilts.gateways.deliveries import CarrierError, DeliveryState, Parcel
from digitilts.gateways.email import SmtpCarrier

PARCEL = Parcel("3f1c", "velta@example.lv", "Labdien!\nRīt nodarbība.", "Jūs esat pieteikta", "lv")


@pytest.fixture
def carrier():
    return SmtpCarrier("smtp://mail.example:25", "Digitilts <tilts@novads.example>")


class Server:
    """Stands in for smtplib.SMTP."""

    def __init__(self, *_args, **_kwargs):
        self.letters, self.refuse = [], None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def send_message(self, letter):
        if self.refuse:
            raise self.refuse
        self.letters.append(letter)


def test_the_same_reference_has_the_same_message_id(carrier):
    first, second = carrier.letter(PARCEL), carrier.letter(PARCEL)
    assert first["Message-ID"] == second["Message-ID"] == "<3f1c@novads.example>"


def test_latvian_letters_arrive_whole(carrier):
    letter = carrier.letter(PARCEL)
    assert letter["Subject"] == PARCEL.subject
    assert letter.get_content().strip() == PARCEL.text
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "lv"


def test_a_line_break_in_a_subject_does_not_become_a_header(carrier):
    letter = carrier.letter(Parcel("1", "a@b.lv", "x", "Hi\r\nBcc: all@example.lv"))
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hi Bcc: all@example.lv"


def test_it_hands_the_letter_to_the_server(carrier, monkeypatch):
    server = Server()
    monkeypatch.setattr(carrier, "_server", lambda: server)
    assert carrier.send(PARCEL) == "250"
    assert server.letters[0]["To"] == PARCEL.to


@pytest.mark.parametrize(
    ("refusal", "code", "is_final"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.lv": (550, b"no such user")}), "smtp_550", True),
        (smtplib.SMTPRecipientsRefused({"a@b.lv": (450, b"greylisted")}), "smtp_450", False),
        (smtplib.SMTPDataError(554, b"spam"), "smtp_554", True),
        (smtplib.SMTPServerDisconnected("gone"), "SMTPServerDisconnected", False),
        (TimeoutError(), "timeout", False),
    ],
)
def test_a_refusal_is_final_only_when_trying_again_cannot_help(carrier, monkeypatch, refusal, code, is_final):
    server = Server()
    server.refuse = refusal
    monkeypatch.setattr(carrier, "_server", lambda: server)
    with pytest.raises(CarrierError) as found:
        carrier.send(PARCEL)
    assert (found.value.code, found.value.is_final) == (code, is_final)


@pytest.mark.parametrize("address", ["nobody", "two@@at.lv", "a@b.lv\r\nBcc: x@y.lv", ""])
def test_an_address_that_is_none_is_final(carrier, monkeypatch, address):
    monkeypatch.setattr(carrier, "_server", Server)
    with pytest.raises(CarrierError) as found:
        carrier.send(Parcel("1", address, "x", "y"))
    assert (found.value.code, found.value.is_final) == ("bad_address", True)


def test_smtp_cannot_be_asked(carrier):
    assert carrier.state_of("3f1c") == DeliveryState.UNKNOWN


def test_the_password_travels_only_over_tls(monkeypatch):
    steps = []

    class Recording(Server):
        def starttls(self, **_kwargs):
            steps.append("tls")

        def login(self, user, password):
            steps.append((user, password))

    monkeypatch.setattr(smtplib, "SMTP", Recording)
    SmtpCarrier("smtp://u%40x:p%3Aw@mail.example", "a@b.lv")._server()
    assert steps == ["tls", ("u@x", "p:w")]


@pytest.mark.parametrize("url", ["", "http://mail.example", "mail.example:25"])
def test_an_address_of_no_mail_server_is_refused(url):
    with pytest.raises(ValueError, match="EMAIL_URL"):
        SmtpCarrier(url, "a@b.lv")
