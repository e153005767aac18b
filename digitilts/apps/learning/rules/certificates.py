"""Who has earned a certificate. See docs/rules/certificates.md."""

from digitilts.values.verdict import YES, Verdict, no

SHARE_PERCENT = 70
FEWEST_LESSONS = 3


def deserves_certificate(*, gives_certificate: bool, held: int, attended: int) -> Verdict:
    """At least 70 % of the lessons that were held, of a course of three or more."""
    if not gives_certificate:
        return no("no_certificate_here")
    if held < FEWEST_LESSONS:
        return no("course_too_short", least=FEWEST_LESSONS)
    if attended * 100 < held * SHARE_PERCENT:
        return no("attended_too_few", attended=attended, needed=-(-held * SHARE_PERCENT // 100))
    return YES
