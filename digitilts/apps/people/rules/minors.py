"""Children, guardians and trustees. We know a birth year at most, so an age is always one of two.

A child is protected while they may be too young; an adult is presumed capable until they surely are a child.
Personal Data Processing Law: own consent from 13. Civil Law 219: of age at 18.
"""

from collections.abc import Collection

from digitilts.apps.people.rules import ADULT_AGE, OWN_CONSENT_AGE, Matter, ProxyKind, Purpose
from digitilts.values.verdict import YES, Verdict, no


def surely_reached(age: int, birth_year: int | None, in_year: int) -> bool:
    """Has even somebody born on 31 December reached this age on 1 January? False when unknown."""
    return birth_year is not None and in_year - birth_year - 1 >= age


def surely_under(age: int, birth_year: int | None, in_year: int) -> bool:
    """Is even somebody born on 1 January younger than this on 31 December? False when unknown."""
    return birth_year is not None and in_year - birth_year < age


def may_act_alone(birth_year: int | None, in_year: int) -> Verdict:
    """May this person come and register without a guardian? An unknown birth year is an adult's."""
    if birth_year is None or surely_reached(OWN_CONSENT_AGE, birth_year, in_year):
        return YES
    return no("needs_guardian")


def may_consent(
    purpose: Purpose, *, birth_year: int | None, in_year: int, is_self: bool, is_guardian: bool
) -> Verdict:
    """May this consent be given by the one who gives it?"""
    if not is_self and not is_guardian:
        return no("not_a_guardian")
    if is_guardian and surely_reached(ADULT_AGE, birth_year, in_year):
        return no("adult_decides")
    if is_self and purpose is Purpose.CHILD_TAKES_PART:
        return no("guardian_must_give")
    if is_self and not may_act_alone(birth_year, in_year):
        return no("guardian_must_give")
    return YES


def may_be_proxy(
    kind: ProxyKind,
    *,
    own_birth_year: int | None,
    birth_year: int | None,
    in_year: int,
    matters: Collection[Matter],
    proof: str,
) -> Verdict:
    """May this person act for that one, in these matters? `birth_year` is of the one acted for."""
    if not matters:
        return no("name_the_matters")
    if surely_under(ADULT_AGE, own_birth_year, in_year):
        return no("proxy_must_be_adult")
    if kind is ProxyKind.GUARDIAN:
        return _may_be_guardian(birth_year, in_year)
    if kind is ProxyKind.TRUSTEE:
        return _may_be_trustee(birth_year, in_year, proof)
    return YES


def _may_be_guardian(birth_year: int | None, in_year: int) -> Verdict:
    if birth_year is None:
        return no("guardian_needs_birth_year")
    if surely_reached(ADULT_AGE, birth_year, in_year):
        return no("adult_decides")
    return YES


def _may_be_trustee(birth_year: int | None, in_year: int, proof: str) -> Verdict:
    if surely_under(ADULT_AGE, birth_year, in_year):
        return no("child_has_guardian")
    if not proof.strip():
        return no("trustee_needs_proof")
    return YES
