"""A person's switches: what may come by which channel."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digitilts.apps.notices.queries.words import CHANNELS, TOPICS
from digitilts.apps.notices.rules import AUTOMATIC, Topic
from digitilts.kit.forms import Form
from digitilts.values.channels import Channel

SWITCHABLE = [topic for topic in Topic if topic != Topic.CHANGE]
Stored = Mapping[tuple[str, str], bool]


def channels_for(topic: Topic) -> list[Channel]:
    """News never come by call or letter unless somebody prefers those for everything."""
    return list(AUTOMATIC) if topic == Topic.NEWS else list(Channel)


class SwitchesForm(Form):
    """One group of ticks per topic; a tick means "may come this way"."""

    def __init__(self, *args: Any, stored: Stored, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own
        super().__init__(*args, **kwargs)
        self.stored = stored
        for topic in SWITCHABLE:
            channels = channels_for(topic)
            self.fields[topic] = forms.MultipleChoiceField(
                label=str(TOPICS[topic]),
                help_text=_("Only if you have agreed to news.") if topic == Topic.NEWS else "",
                choices=[(channel.value, str(CHANNELS[channel])) for channel in channels],
                initial=[c.value for c in channels if stored.get((topic, c)) is not False],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def switches(self) -> dict[tuple[Topic, Channel], bool | None]:
        """No tick: off. A tick: as usual, or on where it had been asked for expressly."""
        return {
            (topic, channel): self._state(topic, channel)
            for topic in SWITCHABLE
            for channel in channels_for(topic)
        }

    def _state(self, topic: Topic, channel: Channel) -> bool | None:
        if channel not in self.cleaned_data[topic]:
            return False
        return self.stored.get((topic, channel)) or None
