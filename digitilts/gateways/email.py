"""E-mail through the municipality's mail server."""

import smtplib
import ssl
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from digitilts.gateways.deliveries import CarrierError, DeliveryState, Parcel

PERMANENT = 500  # SMTP codes from here on: trying again cannot help


class SmtpCarrier:
    """Hands a message to the server named by EMAIL_URL: smtp://user:password@host:587 or smtps://…

    SMTP has no memory that could be asked: the same Message-ID lets mail programs show it once.
    """

    name = "email"

    def __init__(self, url: str, sender: str, *, timeout: float = 5.0) -> None:
        self.parts, self.sender, self.timeout = urlsplit(url), sender, timeout
        if self.parts.scheme not in {"smtp", "smtps"} or not self.parts.hostname:
            raise ValueError("EMAIL_URL must look like smtp://user:password@host:587")

    def send(self, parcel: Parcel) -> str:
        try:
            letter = self.letter(parcel)
        except (ValueError, IndexError, HeaderParseError) as error:
            raise CarrierError("bad_address", is_final=True) from error
        try:
            with self._server() as server:
                server.send_message(letter)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            code = _code_of(error)
            raise CarrierError(f"smtp_{code}", is_final=code >= PERMANENT) from error
        except TimeoutError as error:
            raise CarrierError("timeout") from error
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierError(type(error).__name__) from error
        return "250"

    def state_of(self, reference: str) -> DeliveryState:  # noqa: ARG002  # SMTP cannot be asked
        return DeliveryState.UNKNOWN

    def letter(self, parcel: Parcel) -> EmailMessage:
        """The message as it travels; its Message-ID depends on the reference alone."""
        letter = EmailMessage()
        letter["From"] = self.sender
        to = Address(addr_spec=parcel.to)
        if not (to.username and to.domain):
            raise ValueError("not an address")
        letter["To"] = to
        letter["Subject"] = " ".join(parcel.subject.split())
        letter["Message-ID"] = f"<{parcel.reference}@{_domain(self.sender)}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(parcel.text)
        letter["Content-Language"] = parcel.language
        return letter

    def _server(self) -> smtplib.SMTP:
        host, user = str(self.parts.hostname), self.parts.username
        if self.parts.scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self.parts.port or 465, timeout=self.timeout, context=context
            )
        else:
            server = smtplib.SMTP(host, self.parts.port or 587, timeout=self.timeout)
            if user:  # a password never travels unprotected
                server.starttls(context=ssl.create_default_context())
        if user:
            server.login(unquote(user), unquote(self.parts.password or ""))
        return server


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"


def _code_of(error: smtplib.SMTPException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _text in error.recipients.values())
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
