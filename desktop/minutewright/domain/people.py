"""People: members, officers, invitees and the public, and how their names print."""

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
        """Whether `name`, in any letter case, is one of the ways this person is called."""
        wanted = " ".join(name.replace(",", " ").split()).casefold()
        known = {self.full_name, self.short_name, self.surname, *self.aliases}
        if self.forename:
            known |= {
                f"{self.forename} {self.surname}",
                f"{self.title} {self.forename} {self.surname}".strip(),
            }
        return wanted in {" ".join(form.replace(",", " ").split()).casefold() for form in known if form}


def find_person(people: tuple[Person, ...], name: str) -> Person | None:
    """The one person who answers to `name`; None where nobody or more than one does."""
    matches = [person for person in people if person.answers_to(name)]
    return matches[0] if len(matches) == 1 else None
