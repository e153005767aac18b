"""Activities, their lessons, who comes, who came, and what the leader learnt from it."""

from digitilts.apps.learning.models.activities import Activity, Kind, LessonPlan
from digitilts.apps.learning.models.attendance import Attendance, Certificate
from digitilts.apps.learning.models.calendars import CalendarFeed
from digitilts.apps.learning.models.diaries import Diary, DiaryQuestion, DiaryTag
from digitilts.apps.learning.models.lessons import EquipmentBooking, Lesson
from digitilts.apps.learning.models.registrations import Registration

__all__ = [
    "Activity",
    "Attendance",
    "CalendarFeed",
    "Certificate",
    "Diary",
    "DiaryQuestion",
    "DiaryTag",
    "EquipmentBooking",
    "Kind",
    "Lesson",
    "LessonPlan",
    "Registration",
]
