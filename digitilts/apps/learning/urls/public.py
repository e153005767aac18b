"""The catalogue, registering, the caller screen and calendar feeds."""

from django.urls import path

from digitilts.apps.learning.views import (
    caller,
    caller_offers,
    caller_places,
    catalogue,
    feeds,
    my_places,
    registration,
)

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("lesson/<int:lesson_id>/", catalogue.lesson_page, name="lesson_page"),
    path("lesson/<int:lesson_id>/register/", registration.register, name="register"),
    path("lesson/<int:lesson_id>/lesson.ics", feeds.lesson_calendar, name="lesson_calendar"),
    path("registered/<str:code>/", registration.registered, name="registered"),
    path("my/", my_places.find_registration, name="find_registration"),
    path("my/<str:code>/", my_places.my_registration, name="my_registration"),
    path("caller/", caller.caller, name="caller"),
    path("caller/new/", caller.new_caller, name="new_caller"),
    path("caller/<uuid:person_id>/open/", caller.open_caller, name="open_caller"),
    path(
        "caller/<uuid:person_id>/register/<int:lesson_id>/", caller_places.register_for, name="register_for"
    ),
    path(
        "caller/<uuid:person_id>/place/<uuid:registration_id>/",
        caller_places.change_place,
        name="change_place",
    ),
    path("caller/call/<uuid:message_id>/answer/", caller_offers.answer_call, name="answer_call"),
    path("calendar/venue/<int:venue_id>.ics", feeds.venue_feed, name="venue_feed"),
    path("calendar/parish/<int:territory_id>.ics", feeds.parish_feed, name="parish_feed"),
    path("calendar/kind/<str:code>.ics", feeds.kind_feed, name="kind_feed"),
    path("calendar/", feeds.my_calendar, name="my_calendar"),
    path("calendar/my/<str:secret>.ics", feeds.secret_feed, name="secret_feed"),
]
