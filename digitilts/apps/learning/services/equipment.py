"""Books things for a lesson; the same thing is never promised twice for overlapping times."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Sum

from digitilts.apps.learning.models import EquipmentBooking, Lesson
from digitilts.apps.learning.rules import LessonStatus
from digitilts.apps.places.models import Equipment
from digitilts.values.verdict import RefusedError

# No row has this number.
NOT_SAVED_YET = 0


def book_equipment(lesson: Lesson, wanted: Mapping[int, int]) -> None:
    """Replace the lesson's bookings by `wanted` (equipment id → how many).

    Locks the equipment first, so two lessons cannot both take the last set. Refuses "equipment_taken".
    """
    things = {
        thing.pk: thing
        for thing in Equipment.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    }
    kept = {}
    for thing_id, quantity in wanted.items():
        if quantity < 1:
            continue
        thing = things.get(thing_id)
        if thing is None:
            raise RefusedError("equipment_unknown")
        if not thing.may_travel and thing.venue_id != lesson.venue_id:
            raise RefusedError("equipment_stays", name=thing.name)
        free = thing.quantity - taken_meanwhile(thing_id, lesson.starts_at, lesson.ends_at, but=lesson.pk)
        if quantity > free:
            raise RefusedError("equipment_taken", name=thing.name, free=max(free, 0))
        kept[thing_id] = quantity
    lesson.equipment_bookings.exclude(equipment_id__in=kept).delete()
    for thing_id, quantity in kept.items():
        EquipmentBooking.objects.update_or_create(
            lesson=lesson, equipment_id=thing_id, defaults={"quantity": quantity}
        )


def taken_meanwhile(equipment_id: int, starts_at: datetime, ends_at: datetime, *, but: int | None) -> int:
    """How many of it other lessons hold at some moment of this time (counted together, on the safe side)."""
    others = EquipmentBooking.objects.filter(
        equipment_id=equipment_id, lesson__starts_at__lt=ends_at, lesson__ends_at__gt=starts_at
    ).exclude(lesson__status=LessonStatus.CANCELLED)
    return others.exclude(lesson_id=but or NOT_SAVED_YET).aggregate(n=Sum("quantity"))["n"] or 0
