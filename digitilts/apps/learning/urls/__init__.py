"""Addresses of the app: what residents and callers open, then what staff open."""

from digitilts.apps.learning.urls import public, staff

app_name = "learning"
urlpatterns = [*public.urlpatterns, *staff.urlpatterns]
