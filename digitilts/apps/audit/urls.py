from django.urls import path

from digitilts.apps.audit import views

app_name = "audit"
urlpatterns = [path("", views.audit_trail, name="audit_trail")]
