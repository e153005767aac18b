"""The words of the consents, as they are read aloud and printed. A changed word is a new version."""

from dataclasses import dataclass

from digitilts.apps.people.rules import Purpose


@dataclass(frozen=True)
class Words:
    version: int
    lv: str
    en: str

    def in_language(self, language: str) -> tuple[str, str]:
        """Language that we have and the words in it; Latvian if we do not have the one asked for."""
        return ("en", self.en) if language.startswith("en") else ("lv", self.lv)


TEXTS = {
    Purpose.PHOTOS: Words(
        1,
        "Es piekrītu, ka nodarbībās mani fotografē un pašvaldība fotogrāfijas rāda savā tīmekļvietnē, "
        "laikrakstā un sociālajos tīklos. Es varu piekrišanu atsaukt jebkurā brīdī. Nodarbībās varu "
        "piedalīties arī tad, ja nepiekrītu.",
        "I agree that I may be photographed at lessons and that the municipality shows the photographs on "
        "its website, in its newspaper and on social networks. I can withdraw my consent at any time. "
        "I can take part in lessons even if I do not agree.",
    ),
    Purpose.STORIES: Words(
        1,
        "Es piekrītu, ka pašvaldība publicē manu stāstu par to, kā mācos un lietoju digitālās iespējas. "
        "Pirms publicēšanas stāstu man parāda vai nolasa. Es varu piekrišanu atsaukt jebkurā brīdī.",
        "I agree that the municipality publishes my story about how I learn and use digital services. "
        "The story is shown or read to me before it is published. I can withdraw my consent at any time.",
    ),
    Purpose.NEWS: Words(
        1,
        "Es piekrītu, ka pašvaldība man sūta ziņas par jaunām nodarbībām. Es varu piekrišanu atsaukt "
        "jebkurā brīdī.",
        "I agree that the municipality sends me news about new lessons. I can withdraw my consent at any "
        "time.",
    ),
    Purpose.FOLLOW_UP: Words(
        1,
        "Es piekrītu, ka pēc sešiem mēnešiem pašvaldība man pajautā, kā lietoju iemācīto. Atbildēt nav "
        "obligāti. Es varu piekrišanu atsaukt jebkurā brīdī.",
        "I agree that after six months the municipality asks me how I use what I learnt. I do not have to "
        "answer. I can withdraw my consent at any time.",
    ),
    Purpose.CHILD_TAKES_PART: Words(
        1,
        "Es kā bērna likumiskais pārstāvis piekrītu, ka bērns piedalās nodarbībās un ka pašvaldība tam "
        "glabā bērna vārdu, dzimšanas gadu un manu kontaktinformāciju. Es varu piekrišanu atsaukt jebkurā "
        "brīdī.",
        "As the child's guardian I agree that the child takes part in lessons and that the municipality "
        "keeps the child's name, year of birth and my contact details for this. I can withdraw my consent "
        "at any time.",
    ),
}
