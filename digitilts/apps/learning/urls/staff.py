"""Activities and lessons as staff edit them, attendance, diaries and certificates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
