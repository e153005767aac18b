"""Asking for a sign-in code."""

from allauth.account.forms import RequestLoginCodeForm as AskedByAllauth
from django.utils import timezone

from digitilts.apps.people.services.sign_in import prepare_sign_in


class RequestLoginCodeForm(AskedByAllauth):  # type: ignore[misc]
    """Before allauth looks for a sign-in, a known resident gets one; the answer is the same for strangers."""

    def clean_email(self) -> str:
        prepare_sign_in(email=self.cleaned_data["email"], now=timezone.now())
        return str(super().clean_email())
