from django.urls import path

from digitilts.apps.notices.views import calls, conversations, letters, news, outbox, public

app_name = "notices"
urlpatterns = [
    path("ask/", public.ask, name="ask"),
    path("my/", public.find_conversation, name="find_conversation"),
    path("my/<str:code>/", public.my_conversation, name="my_conversation"),
    path("conversations/", conversations.conversation_list, name="conversation_list"),
    path("conversations/<uuid:conversation_id>/", conversations.conversation, name="conversation"),
    path("conversations/new/<uuid:person_id>/", conversations.new_conversation, name="new_conversation"),
    path("calls/", calls.call_list, name="call_list"),
    path("calls/paper/", calls.call_list_on_paper, name="call_list_on_paper"),
    path("calls/<uuid:message_id>/", calls.call_task, name="call_task"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/pdf/", letters.letters_pdf, name="letters_pdf"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<uuid:message_id>/", outbox.message_page, name="message_page"),
    path("news/", news.news, name="news"),
]
