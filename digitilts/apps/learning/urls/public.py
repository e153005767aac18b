"""The catalogue, registering, the caller screen and calendar feeds."""

from django.urls import path

from digitilts.apps.learning.views import my_places

urlpatterns = [
    path("my/<str:code>/", my_places.my_registration, name="my_registration"),
]
