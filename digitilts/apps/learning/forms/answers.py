"""What a person has answered so far: carried by the page, signed so that it comes back as it went."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict

SALT = "learning.answers"


@dataclass
class Answers:
    """Raw answers by step; kept nowhere but in the page."""

    lesson_id: int
    key: str = field(default_factory=lambda: str(uuid4()))
    by_step: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, post: QueryDict, lesson_id: int) -> "Answers":
        """From the page's hidden field; begins anew when it is missing, changed or of another lesson."""
        try:
            packed = signing.loads(post.get("answers", ""), salt=SALT)
        except signing.BadSignature:
            return cls(lesson_id)
        if packed["lesson"] != lesson_id:
            return cls(lesson_id)
        return cls(lesson_id, packed["key"], packed["steps"])

    def packed(self) -> str:
        steps = {"lesson": self.lesson_id, "key": self.key, "steps": self.by_step}
        return signing.dumps(steps, salt=SALT, compress=True)

    def keep(self, step: str, data: QueryDict) -> None:
        technical = {"answers", "step", "go", "csrfmiddlewaretoken", "submission_key"}
        self.by_step[step] = {name: values for name, values in data.lists() if name not in technical}

    def of_step(self, step: str) -> QueryDict | None:
        """As the browser would send it again."""
        if step not in self.by_step:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.by_step[step].items():
            data.setlist(name, values)
        return data

    def one(self, step: str, name: str) -> str:
        values = self.by_step.get(step, {}).get(name, [""])
        return values[0] if values else ""

    @property
    def submission_key(self) -> UUID:
        return UUID(self.key)
