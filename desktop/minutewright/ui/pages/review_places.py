"""Going about in the transcript: to the next doubtful word, to an item, to a speaker, and back to where it plays."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from minutewright.domain.doubt import doubtful_words
from minutewright.domain.transcript import Segment, Word
from minutewright.ui.models.review_counts import Who

if TYPE_CHECKING:
    from minutewright.ui.pages.review import ReviewPage


class ReviewPlaces:
    """Moves the reader's place, and the listener's with it."""

    def __init__(self, page: "ReviewPage") -> None:
        self._page = page
        self._doubt: tuple[str, int] | None = None

    def next_doubt(self) -> None:
        """Go to the next doubtful word and play two seconds around it."""
        view = self._page.view
        view.keep()
        found = self._doubt_after(max(view.currentIndex().row(), 0))
        if found is None:
            self._page.shell.messages.info("No doubtful words are left.")
            return
        segment, word = found
        self._doubt = (segment.id, word.start_ms)
        view.go_to(segment.id)
        if self._page.has_sound():
            self._page.listening.play_around(word.start_ms, word.end_ms)

    def follow(self) -> None:
        """Let the words follow playback again."""
        view = self._page.view
        view.follow()
        place = self._page.model.place_at(self._page.listening.position_ms)
        if place >= 0:
            view.bring_into_view(place)

    def go_to_item(self, item_id: object) -> None:
        """Go to the first words under an item; None: under no item."""
        self._go_where(lambda segment: segment.item_id == item_id)

    def go_to_speaker(self, who: Who) -> None:
        """Go to the next words of somebody after the reader's place, round the end."""
        person, voice = who

        def wanted(segment: Segment) -> bool:
            return segment.speaker_id == person and (person is not None or segment.voice_id == voice)

        self._go_where(wanted, after=self._page.view.currentIndex().row())

    def _go_where(self, wanted: Callable[[Segment], bool], after: int = -1) -> None:
        segments = self._page.model.segments
        rows = [*range(after + 1, len(segments)), *range(after + 1)]
        found = next((row for row in rows if wanted(segments[row])), None)
        if found is not None:
            self._page.view.keep()
            self._page.view.choose(found)
            self._page.listening.seek(segments[found].start_ms)

    def _doubt_after(self, row: int) -> tuple[Segment, Word] | None:
        """The next doubtful word after the last one that was visited, round the end."""
        segments = self._page.model.segments
        visited_id, visited_ms = self._doubt or ("", -1)
        for step in range(len(segments) + 1):
            segment = segments[(row + step) % len(segments)]
            here = step == 0 and segment.id == visited_id
            for word in doubtful_words(segment):
                if not here or word.start_ms > visited_ms:
                    return segment, word
        return None
