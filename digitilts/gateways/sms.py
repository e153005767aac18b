"""Short messages: which numbers can take one, and the adapter for a gateway that speaks HTTP and JSON."""

import json
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

import phonenumbers

from digitilts.gateways.deliveries import CarrierError, DeliveryState, Parcel

LANDLINES = frozenset(
    {
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
    }
)
LONGEST_ANSWER = 64 * 1024
OK, CREATED, ACCEPTED, NOT_FOUND, CONFLICT = 200, 201, 202, 404, 409
# 401 and 403: our token, not the person's number; somebody will mend it.
TRY_LATER = frozenset({401, 403, 408, 425, 429})


def takes_sms(number: str) -> bool:
    """Can this number receive a short message? A landline cannot; when unsure we try."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(parsed) not in LANDLINES


class HttpSmsCarrier:
    """POST {reference, to, from, text} to the address; GET address/reference tells what became of it.

    The contract is in docs/sms-gateway.md. Redirects are never followed: a token belongs to one host.
    """

    name = "sms"

    def __init__(self, url: str, token: str, sender: str, *, timeout: float = 5.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("SMS_URL must begin with https:// (or http:// on this machine)")
        if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
            raise ValueError("SMS_URL must begin with https://: the token would travel unprotected")
        self.parts, self.token, self.sender, self.timeout = parts, token, sender, timeout

    def send(self, parcel: Parcel) -> str:
        body = {
            "reference": parcel.reference,
            "to": parcel.to,
            "from": self.sender,
            "text": parcel.text,
        }
        status, answer = self._ask("POST", self.parts.path or "/", body, reference=parcel.reference)
        if status in {OK, CREATED, ACCEPTED, CONFLICT}:  # conflict: it already has this reference
            return str(answer.get("id", status))[:100]
        is_final = 400 <= status < 500 and status not in TRY_LATER  # noqa: PLR2004  # "your fault" in HTTP
        raise CarrierError(f"http_{status}", is_final=is_final)

    def state_of(self, reference: str) -> DeliveryState:
        path = f"{self.parts.path.rstrip('/')}/{quote(reference, safe='')}"
        status, answer = self._ask("GET", path)
        if status == NOT_FOUND:
            return DeliveryState.UNKNOWN
        if status != OK:
            raise CarrierError(f"http_{status}")
        return DeliveryState.FAILED if answer.get("status") == "failed" else DeliveryState.TAKEN

    def _ask(
        self, method: str, path: str, body: dict[str, str] | None = None, *, reference: str = ""
    ) -> tuple[int, dict[str, Any]]:
        kind = HTTPSConnection if self.parts.scheme == "https" else HTTPConnection
        connection = kind(str(self.parts.hostname), self.parts.port, timeout=self.timeout)
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": reference}
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            response = connection.getresponse()
            return response.status, _read(response)
        except TimeoutError as error:
            raise CarrierError("timeout") from error
        except (OSError, HTTPException) as error:
            raise CarrierError(type(error).__name__) from error
        finally:
            connection.close()


def _read(response: HTTPResponse) -> dict[str, Any]:
    """The answer as an object; anything else counts as an empty one."""
    try:
        found = json.loads(response.read(LONGEST_ANSWER))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
