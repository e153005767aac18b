from django.urls import path

from digitilts.kit import gallery

app_name = "kit"
urlpatterns = [path("", gallery.gallery, name="gallery")]
