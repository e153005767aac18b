from django.urls import path

from digitilts.apps.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.roles, name="roles"),
    path("step-in/", views.step_in, name="step_in"),
    path("step-out/", views.step_out, name="step_out"),
    path("thread/", views.thread, name="thread"),
    path("thread/begin/", views.begin_thread, name="begin_thread"),
]
