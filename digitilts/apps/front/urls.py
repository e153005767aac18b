from django.urls import path

from digitilts.apps.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
