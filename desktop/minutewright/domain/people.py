"""People: members, officers, invitees and the public, and how their names print."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from minutewright.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Person:
    """Anybody who attends or speaks. Empty strings mean unknown.

    `reference_form` is what the minutes call them after the first mention ("the CSU Inspector");
    `aliases` are other spellings a transcript or a mark may hold.
    """

    id: PersonId
    surname: str
    title: str = ""
    forename: str = ""
    initials: str = ""
    honours: tuple[str, ...] = ()
    post: str = ""
    organisation: str = ""
    portfolio: str = ""
    reference_form: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """`Councillor A S Sandhu` or `Sheri Green`: title, then initials (else forename), then surname; no honours."""
        given = self.initials if self.title and self.initials else self.forename or self.initials
        return " ".join(part for part in (self.title, given, self.surname) if part)

    @property
    def short_name(self) -> str:
        """`Councillor Sandhu`, else `Sheri Green`: how a transcript line names the speaker."""
        if self.title:
            return f"{self.title} {self.surname}"
        return " ".join(part for part in (self.forename or self.initials, self.surname) if part)

    @property
    def badge(self) -> str:
        """Two capital letters that stand beside a speaker's colour, such as `MO` for Mote."""
        return (self.surname or self.forename or "?")[:2].upper()

    def answers_to(self, name: str) -> bool:
        """Whether `name` is one of the ways this person is called; letter case and accents do not matter, for an
        English keyboard has no ŷ."""
        known = {self.full_name, self.short_name, self.surname, *self.aliases}
        for given in (self.forename, self.forename[:1], self.initials):
            if given:
                known |= {f"{given} {self.surname}", f"{self.title} {given} {self.surname}"}
        return _plain(name) in {_plain(form) for form in known if form}


def find_person(people: Sequence[Person], name: str) -> Person | None:
    """The one person who answers to `name`; None where nobody or more than one does."""
    matches = [person for person in people if person.answers_to(name)]
    return matches[0] if len(matches) == 1 else None


def calling_name(person: Person, people: Sequence[Person]) -> str:
    """The short name, with what tells them apart where another of `people` would be called the same."""
    if any(other.short_name == person.short_name for other in people if other.id != person.id):
        given = person.forename or person.initials
        return " ".join(part for part in (person.title, given, person.surname) if part)
    return person.short_name


def badge_of(person: Person, people: Sequence[Person]) -> str:
    """Two capital letters for a person. Where a surname is there twice, the forenames tell: `HS` and `JS`, and
    `HP` and `HJ` for Harpreet and Harjit."""
    given = person.forename or person.initials
    others = [other for other in people if other.id != person.id and other.surname == person.surname]
    rivals = [other.forename or other.initials for other in others]
    if not given or not person.surname or not rivals:
        return person.badge
    if all(rival[:1] != given[0] for rival in rivals):
        return (given[0] + person.surname[0]).upper()
    differs = (at for at in range(1, len(given)) if all(rival[at : at + 1] != given[at] for rival in rivals))
    at = next(differs, None)
    return person.badge if at is None else (given[0] + given[at]).upper()


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.replace(",", " ").replace("’", "'").split())
