"""Measures of how the municipality answers and tells: conversations and messages of change."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from digitilts.apps.learning.models import Lesson
from digitilts.apps.notices.models import CallAttempt, Conversation, ConversationEntry, Message, Receipt
from digitilts.apps.notices.rules import Author, CallOutcome, MessageStatus, Topic
from digitilts.apps.results.queries.measures.lessons import ONE, yes
from digitilts.apps.results.queries.measures.measure import Measure, Scope, narrowed
from digitilts.apps.results.rules import Dim, MeasureKind, Source

# Calendar days that hold three working days, by ISO weekday of the question; public holidays are not known.
DAYS_TO_ANSWER = {1: 3, 2: 3, 3: 5, 4: 5, 5: 5, 6: 4, 7: 3}
FILTERS = {"parish": "person__home__code"}
WAS_TOLD = (CallOutcome.REACHED, CallOutcome.LEFT_WORD)


def answered_in_time(scope: Scope) -> QuerySet[Any]:
    """Conversations opened in the period, once answered or once the three working days are over."""
    first, after = scope.moments
    answers = (
        ConversationEntry.objects.filter(conversation=OuterRef("pk"), author=Author.STAFF)
        .order_by()
        .values("conversation")
        .annotate(first=Min("at"))
        .values("first")
    )
    opened = Conversation.objects.filter(
        narrowed(scope, FILTERS),
        opened_at__gte=first,
        opened_at__lt=after,
        territory__path__startswith=scope.path,
    ).annotate(
        answered_on=TruncDate(Subquery(answers)), opened_on=TruncDate("opened_at", output_field=DateField())
    )
    in_time, over = Q(pk__in=[]), Q(pk__in=[])
    for days in sorted(set(DAYS_TO_ANSWER.values())):
        weekdays = [weekday for weekday, length in DAYS_TO_ANSWER.items() if length == days]
        last = ExpressionWrapper(F("opened_on") + Value(timedelta(days=days)), output_field=DateField())
        on_those = Q(opened_at__iso_week_day__in=weekdays)
        in_time |= on_those & Q(answered_on__lte=last)
        over |= on_those & Q(opened_on__lt=scope.until - timedelta(days=days))
    judged = opened.filter(Q(answered_on__isnull=False) | over)
    return judged.annotate(counted=yes(in_time), weight=ONE)


def told_of_change(scope: Scope) -> QuerySet[Any]:
    """Messages about a changed or cancelled lesson; counted when a receipt or a call says it arrived."""
    first, after = scope.moments
    lessons = Lesson.objects.filter(activity__territory__path__startswith=scope.path).order_by()
    ours = lessons.annotate(as_text=Cast("pk", CharField())).values("as_text")
    arrived = Q(Exists(Receipt.objects.filter(message=OuterRef("pk"), is_success=True))) | Exists(
        CallAttempt.objects.filter(message=OuterRef("pk"), outcome__in=WAS_TOLD)
    )
    written = Message.objects.filter(
        narrowed(scope, FILTERS),
        topic=Topic.CHANGE,
        created_at__gte=first,
        created_at__lt=after,
        about_kind="learning.lesson",
        about_id__in=ours,
    )
    return written.annotate(counted=yes(Q(Q(status=MessageStatus.REACHED) | arrived)), weight=ONE)


MEASURES = (
    Measure(
        key="answered_in_time",
        title=_("Questions answered within three working days"),
        unit=_("% of questions"),
        definition=_(
            "Conversations with a first answer within three working days, divided by conversations that were "
            "answered or whose three days are over. Saturday and Sunday are not working days."
        ),
        kind=MeasureKind.SHARE,
        source=Source.CONVERSATION,
        rows=answered_in_time,
        apps=("notices",),
        dims={Dim.PARISH: "person__home__code", Dim.MONTH: "opened_at"},
        filters=FILTERS,
        moment="opened_at",
        about_people=True,
    ),
    Measure(
        key="told_of_change",
        title=_("People told of a change who were reached"),
        unit=_("% of messages"),
        definition=_(
            "Messages about a changed or cancelled lesson that arrived (a receipt, or somebody spoke with "
            "the person), divided by all such messages."
        ),
        kind=MeasureKind.SHARE,
        source=Source.MESSAGE,
        rows=told_of_change,
        apps=("notices", "learning"),
        dims={Dim.PARISH: "person__home__code", Dim.MONTH: "created_at"},
        filters=FILTERS,
        moment="created_at",
        about_people=True,
    ),
)
