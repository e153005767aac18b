"""The measures as the form of an indicator offers them."""

from digitilts.apps.learning.queries.words import LEVELS, TOPICS
from digitilts.apps.plan.queries.measures import Narrowing, Offer
from digitilts.apps.results.queries.measures.registry import MEASURES


def offered_measures() -> list[Offer]:
    """Every measure in words, in the order of its title, with what may narrow it."""
    narrowings = {
        "level": Narrowing("level", [(level, str(words)) for level, words in LEVELS.items()]),
        "topic": Narrowing("topic", [(str(topic), str(words)) for topic, words in TOPICS.items()]),
    }
    offers = [
        Offer(
            key=measure.key,
            title=str(measure.title),
            unit=str(measure.unit),
            definition=str(measure.definition),
            narrowings=[narrowings[name] for name in narrowings if name in measure.filters],
        )
        for measure in MEASURES.values()
    ]
    return sorted(offers, key=lambda offer: offer.title)
