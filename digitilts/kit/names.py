"""First names in the Latvian dative: "Zvaniet Ilzei", not "Zvaniet Ilze"."""

# Ending of the nominative and of the dative, longest first.
ENDINGS = (("is", "im"), ("us", "um"), ("s", "am"), ("š", "am"), ("a", "ai"), ("e", "ei"))


def dative(name: str) -> str:
    """`dative("Ilze") == "Ilzei"`, `dative("Jānis") == "Jānim"`; names of another shape stay as they are."""
    for ending, to_whom in ENDINGS:
        if name.endswith(ending):
            stem = name[: -len(ending)]
            return stem + (f"š{to_whom}" if ending == "š" else to_whom)
    return name
