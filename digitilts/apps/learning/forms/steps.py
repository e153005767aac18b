"""The questions of registering in their order, and what their answers mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from digitilts.apps.learning.forms.answers import Answers
from digitilts.apps.learning.forms.registration import (
    CheckForm,
    ContactForm,
    GroupForm,
    OtherForm,
    SlotForm,
    TravelForm,
    WhoForm,
)
from digitilts.apps.learning.queries.catalogue import parish_choices
from digitilts.apps.learning.queries.lesson_page import LessonDetail
from digitilts.apps.learning.queries.words import TRAVELS
from digitilts.apps.learning.rules import Travel
from digitilts.apps.learning.services.entering import WhenFull
from digitilts.apps.learning.services.newcomers import Application
from digitilts.apps.people.queries.words import NEEDS
from digitilts.apps.people.rules import NeedCode
from digitilts.apps.people.services.persons import AllFacts
from digitilts.kit.forms import Form
from digitilts.values.channels import Heard

CONTACT_FORMS: dict[str, type[ContactForm]] = {"other": OtherForm, "group": GroupForm}
HEARD = {"other": Heard.RELATIVE, "group": Heard.GROUP}


@dataclass(frozen=True)
class Steps:
    """One registration on its way. `known_person` is a resident who is signed in."""

    lesson: LessonDetail
    answers: Answers
    known_person: UUID | None

    @property
    def names(self) -> list[str]:
        """A consultation asks for the time; who is signed in is not asked for her name."""
        names = ["slot"] if self.lesson.slots and self.lesson.card.state != "full" else []
        names += ["who"]
        if not self.is_for_known_person:
            names += ["contact"]
        return [*names, "travel", "check"]

    @property
    def who(self) -> str:
        return self.answers.one("who", "who")

    @property
    def is_for_known_person(self) -> bool:
        return self.known_person is not None and self.who == "me"

    def form(self, step: str, data: Mapping[str, Any] | None = None) -> Form:
        """The form of one step, filled with what was answered before."""
        given = data if data is not None else self.answers.of_step(step)
        if step == "slot":
            return SlotForm(given, slots=self.lesson.slots)
        if step == "contact":
            return CONTACT_FORMS.get(self.who, ContactForm)(given, homes=parish_choices())
        if step == "travel" and given is None:
            return TravelForm(initial={"language": (get_language() or "lv")[:2], "travel": Travel.NOT_SAID})
        return {"who": WhoForm, "travel": TravelForm, "check": CheckForm}[step](given)

    def first_wrong(self) -> tuple[str, Form] | None:
        """Every earlier answer is checked again before anything is written."""
        for step in self.names[:-1]:
            form = self.form(step, self.answers.of_step(step) or {})
            if not form.is_valid():
                return step, form
        return None

    def _clean(self, step: str) -> dict[str, Any]:
        form = self.form(step, self.answers.of_step(step) or {})
        form.full_clean()
        return dict(form.cleaned_data)

    @property
    def slot_at(self) -> datetime | None:
        chosen = self.answers.one("slot", "slot")
        return datetime.fromisoformat(chosen) if chosen and "slot" in self.names else None

    def summary(self) -> dict[str, Any]:
        """What was answered, to be read once more."""
        contact = self._clean("contact") if "contact" in self.names else {}
        travel = self._clean("travel")
        own = f"{contact.get('given_name', '')} {contact.get('family_name', '')}".strip()
        return {
            "names": contact.get("names", "").splitlines() or ([own] if own else []),
            "phone": contact.get("phone") or "",
            "email": contact.get("email") or "",
            "speaker_name": contact.get("speaker_name", ""),
            "speaker_phone": contact.get("speaker_phone") or "",
            "travel": TRAVELS[Travel(travel["travel"])] if travel.get("travel") else "",
            "needs": [NEEDS[code] for code in travel.get("needs", [])],
            "slot": self.slot_at,
        }

    def application(self) -> Application:
        """The answers as the service takes them."""
        contact = self._clean("contact") if "contact" in self.names else {}
        travel = self._clean("travel")
        shared: AllFacts = {
            "given_name": "",
            "language": travel["language"],
            "channel": travel["channel"],
            "home_id": contact.get("home"),
        }
        return Application(
            lesson_id=self.lesson.card.lesson_id,
            submission_key=self.answers.submission_key,
            heard=HEARD.get(self.who, Heard.OWN_CLICK),
            people=[{**shared, **facts} for facts in people_in(contact)],
            person_id=self.known_person if self.is_for_known_person else None,
            speaker=speaker_in(contact, shared),
            speaker_has_word=self.who in HEARD,
            needs=[] if self.who == "group" else [NeedCode(code) for code in travel["needs"]],
            travel=Travel(travel["travel"]),
            with_companion=travel["with_companion"],
            slot_at=self.slot_at,
            when_full=WhenFull(self.answers.one("check", "when_full") or WhenFull.ASK),
        )


def people_in(contact: Mapping[str, Any]) -> list[AllFacts]:
    """Those who come: a list of names, or one person with what she told us."""
    if names := contact.get("names", ""):
        return [named(name) for name in names.splitlines()]
    if not contact:
        return []
    return [
        {
            "given_name": contact["given_name"],
            "family_name": contact["family_name"],
            "phone": contact["phone"],
            "email": contact["email"] or None,
            "birth_year": contact["birth_year"],
        }
    ]


def speaker_in(contact: Mapping[str, Any], shared: AllFacts) -> AllFacts | None:
    """The one who registers others, or whom we may call instead."""
    if not contact.get("speaker_name"):
        return None
    return {**shared, "channel": "", **named(contact["speaker_name"]), "phone": contact.get("speaker_phone")}


def named(name: str) -> AllFacts:
    """The first word is the first name."""
    given, _, family = name.partition(" ")
    return {"given_name": given, "family_name": family}
