"""A registration's code in the address of a page: signed, so that nobody opens a page by guessing."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

SALT = "learning.registration"


def signed(code: str) -> str:
    """The code as it stands in a link."""
    return Signer(salt=SALT).sign(code)


def code_in(token: str) -> str | None:
    """The code of a link that we made; None for anything else."""
    try:
        return Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None


def link_to(code: str, language: str) -> str:
    """The whole address of a registration's page, for messages."""
    with translation.override(language):
        return settings.SITE_URL + reverse("learning:my_registration", args=[signed(code)])
