from django.urls import path

from digitilts.apps.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
]
