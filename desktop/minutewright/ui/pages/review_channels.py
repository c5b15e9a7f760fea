"""Speakers suggested by the microphone's channels: read when asked for, named only when the clerk says so."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from minutewright.services.storage.store import MeetingStore
from minutewright.ui.messages import Offer
from minutewright.ui.page import Shell
from minutewright.ui.wording import counted

if TYPE_CHECKING:
    from minutewright.app.suggesting import ChannelReading


class ChannelSuggestions:
    """One for the Review page; `store` gives the meeting that is open."""

    def __init__(self, shell: Shell, store: Callable[[], MeetingStore | None]) -> None:
        self._shell, self._store = shell, store

    def can_suggest(self) -> bool:
        """Whether several channels were kept and somebody is down for one of them."""
        store = self._store()
        return (
            store is not None
            and any(file.channels > 1 for file in store.files.all())
            and any(row.channel for row in store.attendance.all())
        )

    def suggest(self) -> None:
        """Read the channels in the background, then offer what they suggest."""
        store = self._store()
        if store is None:
            return
        from minutewright.app.suggesting import read_channels

        self._shell.messages.info("Listening through the channels …")
        self._shell.tasks.run_task(lambda: read_channels(store), lambda found: self._offer(store, found))

    def _offer(self, store: MeetingStore, reading: "ChannelReading") -> None:
        if store is not self._store():
            return
        if not reading.suggestions:
            self._shell.messages.info("The channels suggest nobody for what has no speaker yet.")
            return
        people = {person.id: person.short_name for person in store.people.all()}
        each = Counter(suggestion.person_id for suggestion in reading.suggestions)
        names = ", ".join(f"{people.get(person_id, '?')} {count}" for person_id, count in each.most_common())
        utterances = counted(len(reading.suggestions), "utterance")
        self._shell.messages.attention(
            f"The channels suggest who speaks in {utterances} without a speaker: {names}. Nobody is named yet.",
            Offer("Name them", lambda: self._accept(store, reading)),
        )

    def _accept(self, store: MeetingStore, reading: "ChannelReading") -> None:
        from minutewright.app.suggesting import accept

        with self._shell.messages.reporting():
            named = accept(store, reading.suggestions)
            self._shell.messages.info(
                f"A speaker was named for {counted(named, 'utterance')}.",
                Offer("Undo", self._shell.session.undo),
            )
