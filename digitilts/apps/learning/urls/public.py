"""The catalogue, registering, the caller screen and calendar feeds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
