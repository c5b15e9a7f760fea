"""The document being written: where the small writers put their paragraphs, and what they ask about numbers and names."""

from collections.abc import Iterable, Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from minutewright.domain.house_style import HouseStyle
from minutewright.domain.ids import ItemId, PaperId, PersonId
from minutewright.domain.minutes import Block, Run
from minutewright.domain.numbering import NumberedItem
from minutewright.domain.phrase import fill_runs
from minutewright.services.documents.edition import EditionContent
from minutewright.services.documents.item_numbers import ItemNumbers
from minutewright.services.documents.references import address_of, other_minute_words, paper_words
from minutewright.services.documents.word.audio_times import AudioTimes
from minutewright.services.documents.word.bookmarks import Bookmarks
from minutewright.services.documents.word.elements import Element, keep_with_next, paragraph, text_run
from minutewright.services.documents.word.fields import link, reference
from minutewright.services.documents.word.numbering import ListNumbers
from minutewright.services.documents.word.styles import text_width
from minutewright.services.documents.word.widths import bold_width_pt


class Sheet:
    """One edition of one meeting on its way into a Word file."""

    def __init__(
        self, document: Element, content: EditionContent, style: HouseStyle, *, audio_times: bool = False
    ) -> None:
        self.document = document
        self.audio_times = AudioTimes(document, content.record, style) if audio_times else None
        self.content = content
        self.record = content.record
        self.style = style
        self._item_numbers = ItemNumbers(self.record, style)
        self.items = self._item_numbers.items
        self.numbers = ListNumbers(
            document.part.numbering_part.element,
            style,
            self._item_numbers.pattern,
            self._item_numbers.first,
            self._widest_number(),
        )
        self.bookmarks = Bookmarks(row.item.id for row in self.printed_items())
        self._body = document.element.body
        self._last: Element | None = None

    def _widest_number(self) -> float:
        """How wide the longest number over an item is, with a gap after it (points)."""
        numbers = [self._item_numbers.heading(row) for row in self.items]
        return max((bold_width_pt(number) * self.style.look.size / 12 + 6 for number in numbers), default=0.0)

    @property
    def text_width(self) -> int:
        """How wide the text is, in twips."""
        return text_width(self.document)

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

    def say_where_heard(self, block: Block) -> None:
        """In the clerk's own copy, a comment on what was added last that says where in the recording it was."""
        if self.audio_times is not None and self._last is not None and self._last.tag == qn("w:p"):
            self.audio_times.put(self._last, block)

    def keep_last_with_next(self) -> None:
        """Keeps what was added last on the page of what comes next."""
        if self._last is not None and self._last.tag == qn("w:p"):
            keep_with_next(self._last)

    def runs(self, runs: Iterable[Run]) -> Iterator[Element]:
        """Runs of the minutes as Word's, references to items as fields."""
        for row in runs:
            if row.item_ref is not None:
                yield from self._item_reference(row, row.item_ref)
            elif row.is_reference:
                yield self._reference_elsewhere(row)
            elif row.text:
                yield text_run(row.text, bold=row.bold, italic=row.italic, language=row.language)

    def _item_reference(self, row: Run, item_id: ItemId) -> Iterator[Element]:
        shown = self.number_of(item_id)
        name = self.bookmarks.name(item_id)
        if name is None:
            yield text_run(shown, bold=row.bold, italic=row.italic)
        else:
            yield from reference(name, shown, bold=row.bold, italic=row.italic)

    def _reference_elsewhere(self, row: Run) -> Element:
        """A paper or a minute of another meeting; a link where it is known where it can be read.

        Raises:
            BadInput: the paper is not on the agenda.
        """
        if row.minute_ref is not None:
            words = other_minute_words(self.style, row.minute_ref)
        else:
            words = paper_words(self.record, self.style, PaperId(row.paper_ref or ""))
        made = text_run(words, bold=row.bold, italic=row.italic, language=row.language)
        address = address_of(self.record, row)
        if not address:
            return made
        return link(
            self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), made
        )

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
