"""Activities and lessons as staff edit them, attendance, diaries and certificates."""

from django.urls import URLPattern, path

from digitilts.apps.learning.views import activities, attendance, certificates, diary, lessons, today

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("desk/new/", lessons.new_lesson, name="new_lesson"),
    path("desk/<int:lesson_id>/", lessons.lesson_desk, name="lesson_desk"),
    path("desk/<int:lesson_id>/edit/", lessons.edit_lesson, name="edit_lesson"),
    path("desk/<int:lesson_id>/cancel/", lessons.cancel_lesson, name="cancel_lesson"),
    path("desk/<int:lesson_id>/attendance/", attendance.attendance, name="attendance"),
    path("desk/<int:lesson_id>/attendance/mark/", attendance.mark, name="mark"),
    path("desk/<int:lesson_id>/attendance/walk-in/", attendance.mark_walk_in, name="mark_walk_in"),
    path("desk/<int:lesson_id>/attendance/anonymous/", attendance.mark_anonymous, name="mark_anonymous"),
    path("desk/<int:lesson_id>/attendance/take-back/", attendance.take_back_mark, name="take_back_mark"),
    path("desk/<int:lesson_id>/attendance/close/", attendance.close_attendance, name="close_attendance"),
    path("desk/<int:lesson_id>/attendance/reopen/", attendance.reopen_attendance, name="reopen_attendance"),
    path("desk/<int:lesson_id>/sheet.pdf", attendance.sign_in_sheet, name="sign_in_sheet"),
    path("desk/<int:lesson_id>/sheet/", attendance.enter_sheet, name="enter_sheet"),
    path("desk/<int:lesson_id>/diary/", diary.diary, name="diary"),
    path("diaries/", diary.diary_list, name="diary_list"),
    path("diaries/questions/", diary.diary_question_list, name="diary_question_list"),
    path("activities/", activities.activity_list, name="activity_list"),
    path("activities/new/", activities.new_activity, name="new_activity"),
    path("activities/<int:activity_id>/", activities.activity_page, name="activity_page"),
    path("activities/<int:activity_id>/edit/", activities.edit_activity, name="edit_activity"),
    path("activities/<int:activity_id>/plan/", activities.new_lesson_plan, name="new_lesson_plan"),
    path(
        "activities/<int:activity_id>/plan/<int:older>-<int:newer>/",
        activities.compare_lesson_plans,
        name="compare_lesson_plans",
    ),
    path(
        "activities/<int:activity_id>/certificates/", certificates.certificate_list, name="certificate_list"
    ),
    path("certificates/<int:certificate_id>.pdf", certificates.certificate, name="certificate"),
    path("kinds/", activities.kind_list, name="kind_list"),
    path("kinds/new/", activities.new_kind, name="new_kind"),
    path("kinds/<int:kind_id>/", activities.edit_kind, name="edit_kind"),
]
