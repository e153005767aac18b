from django.urls import path

from digitilts.kit import comfort, gallery

app_name = "kit"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("text-size/", comfort.text_size, name="text_size"),
    path("still-here/", comfort.still_here, name="still_here"),
]
