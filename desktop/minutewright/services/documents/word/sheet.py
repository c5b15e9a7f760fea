"""The document being written: where the small writers put their paragraphs, and what they ask about numbers and names."""

from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId, PersonId
from minutewright.domain.minutes import Run
from minutewright.domain.numbering import NumberedItem
from minutewright.domain.phrase import fill_runs
from minutewright.services.documents.edition import EditionContent
from minutewright.services.documents.item_numbers import ItemNumbers
from minutewright.services.documents.word.bookmarks import Bookmarks
from minutewright.services.documents.word.elements import Element, keep_with_next, paragraph, text_run
from minutewright.services.documents.word.fields import reference
from minutewright.services.documents.word.numbering import ListNumbers


class Sheet:
    """One edition of one meeting on its way into a Word file."""

    def __init__(self, document: Element, content: EditionContent, style: HouseStyle) -> None:
        self.document = document
        self.content = content
        self.record = content.record
        self.style = style
        self._item_numbers = ItemNumbers(self.record, style)
        self.items = self._item_numbers.items
        self.numbers = ListNumbers(
            document.part.numbering_part.element, style, self._item_numbers.pattern, self._item_numbers.first
        )
        self.bookmarks = Bookmarks(row.item.id for row in self.printed_items())
        self._body = document.element.body
        self._last: Element | None = None

    def printed_items(self) -> Iterator[NumberedItem]:
        """The items this edition shows, in order."""
        return (row for row in self.items if row.item.id in self.content.printed)

    def add(self, style: str, content: Iterable[Element] = (), *, num_id: int | None = None) -> Element:
        """Adds a paragraph at the end."""
        return self.add_element(paragraph(style, content, num_id=num_id))

    def add_element(self, made: Element) -> Element:
        """Adds any block, such as a table, at the end."""
        self._body.find(qn("w:sectPr")).addprevious(made)
        self._last = made
        return made

    def add_phrase(self, style: str, phrase: str, values: dict[str, str]) -> Element:
        """Adds a phrase of the house style as a paragraph."""
        return self.add(style, self.runs(fill_runs(phrase, values)))

    def keep_last_with_next(self) -> None:
        """Keeps what was added last on the page of what comes next."""
        if self._last is not None and self._last.tag == qn("w:p"):
            keep_with_next(self._last)

    def runs(self, runs: Iterable[Run]) -> Iterator[Element]:
        """Runs of the minutes as Word's, references to items as fields."""
        for row in runs:
            if row.item_ref is None:
                if row.text:
                    yield text_run(row.text, bold=row.bold, italic=row.italic)
                continue
            shown = self.number_of(row.item_ref)
            name = self.bookmarks.name(row.item_ref)
            if name is None:
                yield text_run(shown, bold=row.bold, italic=row.italic)
            else:
                yield from reference(name, shown, bold=row.bold, italic=row.italic)

    def number_of(self, item_id: ItemId) -> str:
        """An item's number as a sentence cites it, such as `13` or `4a`.

        Raises:
            BadInput: the item is not in the minutes, so the reference points nowhere.
        """
        return self._item_numbers.cited(item_id)

    def name(self, person_id: PersonId | None) -> str:
        """A person's name in a sentence; empty if nobody is named."""
        person = self.record.person(person_id)
        return person.full_name if person else ""
