"""Every change of a returned draft: what was sent, what the minutes say now, and what came back, side by side."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from minutewright.domain.ids import BlockId
from minutewright.domain.record import MeetingRecord
from minutewright.domain.returned import ChangeKind, Piece, PieceMark, ReturnedChange, TakeAs, Target
from minutewright.services.documents.returned.align import align
from minutewright.services.documents.returned.read import FileText, Line
from minutewright.services.documents.returned.runs import pieces_of
from minutewright.services.documents.returned.targets import Targets
from minutewright.services.documents.returned.text import Hand

UNTRACKED = "changes without tracking"
_FRONT = "Before the first item"
_MARGINS = {"header": "In the header", "footer": "In the footer"}


def changes_of(
    sent: FileText, theirs: FileText, now: FileText, record: MeetingRecord
) -> tuple[ReturnedChange, ...]:
    """The changes in the order of the returned file, then those of headers and footers, then what was only said."""
    return _Comparison(sent, theirs, now, record).changes()


class _Comparison:
    def __init__(self, sent: FileText, theirs: FileText, now: FileText, record: MeetingRecord) -> None:
        self._sent, self._theirs = sent, theirs
        self._targets = Targets(record)
        self._now = {name: line.text for line in now.lines for name in line.anchors[:1]}
        self._pairing = align(sent.lines, theirs.lines)
        self._number_at = {
            place: number for number, place in enumerate(self._pairing.pairs) if place is not None
        }
        self._seen: dict[str, int] = {}
        self._places = self._name_places()

    def changes(self) -> tuple[ReturnedChange, ...]:
        found = [*self._of_pairs(), *self._of_new()]
        found.sort(key=lambda row: row[0])
        return (*(change for _, change in found), *self._of_margins(), *self._of_comments())

    # -- paragraphs that were sent ---------------------------------------------------------------------------------

    def _of_pairs(self) -> Iterator[tuple[float, ReturnedChange]]:
        whole = self._blocks_gone()
        told: set[BlockId] = set()
        last = -1.0
        for number, line in enumerate(self._sent.lines):
            place = self._pairing.pairs[number]
            last = float(place) if place is not None else last
            there = self._theirs.lines[place] if place is not None else None
            if not line.text.strip():
                continue
            if there is None or not there.text.strip():
                block = self._targets.block(line)
                if block is not None and block.id in whole:
                    if block.id in told:
                        continue
                    told.add(block.id)
                change = self._removed(number, line, there, whole)
            else:
                change = self._changed(number, line, there, place or 0)
            if change is not None:
                yield last + (0.5 if there is None else 0.0), change

    def _changed(self, number: int, line: Line, there: Line, place: int) -> ReturnedChange | None:
        differs = line.key != there.key and line.text != there.text
        moved = number in self._pairing.moved
        ours = self._ours(line)
        if (not differs and not moved) or (not moved and ours == there.text):
            return None
        if moved:
            before = self._before(place)
            target = self._targets.moved(line, before, there if differs else None)
            return self._change(
                ChangeKind.MOVED, self._places[number], line, ours or line.text, there, target
            )
        if not ours:  # the paragraph is no longer in the minutes
            return self._change(
                ChangeKind.CHANGED,
                self._places[number],
                line,
                "",
                there,
                Target(TakeAs.REMARK, self._targets.item_id(line)),
            )
        return self._change(
            ChangeKind.CHANGED,
            self._places[number],
            line,
            ours,
            there,
            self._targets.changed(line, ours, there),
        )

    def _removed(
        self, number: int, line: Line, there: Line | None, whole: dict[BlockId, str]
    ) -> ReturnedChange | None:
        ours = self._ours(line)
        if line.anchors and not ours:
            return None  # gone from the minutes as well
        block = self._targets.block(line)
        if block is not None and block.id in whole:
            target, ours = self._targets.whole_block_removed(block), whole[block.id]
        else:
            target = self._targets.removed(line, ours)
        return self._change(ChangeKind.REMOVED, self._places[number], line, ours, there, target, text="")

    def _blocks_gone(self) -> dict[BlockId, str]:
        """Blocks of several paragraphs, such as a decision, all of whose paragraphs were taken out, with their words."""
        words: dict[BlockId, list[tuple[str, bool]]] = {}
        for number, line in enumerate(self._sent.lines):
            block = self._targets.block(line)
            place = self._pairing.pairs[number]
            gone = place is None or not self._theirs.lines[place].text.strip()
            if block is not None and line.text.strip():
                words.setdefault(block.id, []).append((line.text, gone))
        return {
            key: "\n".join(text for text, _ in rows)
            for key, rows in words.items()
            if len(rows) > 1 and all(gone for _, gone in rows)
        }

    # -- what is new -----------------------------------------------------------------------------------------------

    def _of_new(self) -> Iterator[tuple[float, ReturnedChange]]:
        like = self._targets.styles(self._sent.lines)
        earlier: dict[int, BlockId] = {}
        for place in self._pairing.new:
            line = self._theirs.lines[place]
            before = self._before(place)
            key = self._key("new", before.text if before else "", line.text)
            new_id = BlockId(f"returned-{key}")
            after = (earlier[place - 1],) if place - 1 in earlier else ()
            target = Target(TakeAs.REMARK)
            if before is not None:
                target = self._targets.added(before, line, like, new_id, after)
            earlier[place] = new_id
            number = self._number_before(place)
            where = self._places[number] if number is not None else _FRONT
            if any(line.text == text for text in self._now_under(target)):
                continue
            yield (
                float(place),
                self._made(key, ChangeKind.ADDED, where, "", line.text, "", line.hands, target),
            )

    def _now_under(self, target: Target) -> Iterable[str]:
        """Texts that stand in the minutes now and did not when the draft was sent: what is there need not be taken."""
        if target.take_as is TakeAs.REMARK:
            return ()
        sent = {name for line in self._sent.lines for name in line.anchors}
        return [text for name, text in self._now.items() if name not in sent]

    # -- headers, footers, comments --------------------------------------------------------------------------------

    def _of_margins(self) -> Iterator[ReturnedChange]:
        for kind, where in _MARGINS.items():
            sent = [line for line in self._sent.margins if line.part == kind]
            theirs = [line for line in self._theirs.margins if line.part == kind]
            gone = [line for line in sent if line.key not in {row.key for row in theirs}]
            new = [line for line in theirs if line.key not in {row.key for row in sent}]
            for place in range(max(len(gone), len(new))):
                old = gone[place] if place < len(gone) else None
                there = new[place] if place < len(new) else None
                words = (old.text if old else "", there.text if there else "")
                kinds = {(True, True): ChangeKind.CHANGED, (True, False): ChangeKind.REMOVED}
                change = kinds.get((old is not None, there is not None), ChangeKind.ADDED)
                key = self._key(kind, *words)
                hands = there.hands if there else ()
                yield self._made(
                    key, change, where, words[0], words[1], words[0], hands, Target(TakeAs.REMARK)
                )

    def _of_comments(self) -> Iterator[ReturnedChange]:
        own = {(comment.author, comment.text) for comment in self._sent.comments}
        for comment in self._theirs.comments:
            if (comment.author, comment.text) in own:
                continue
            place = next(
                (at for at, line in enumerate(self._theirs.lines) if comment.id in line.comments), None
            )
            line = self._before(place + 1) if place is not None else None
            number = self._number_before(place + 1) if place is not None else None
            block = self._targets.block(line) if line is not None else None
            target = Target(
                TakeAs.REMARK, self._targets.item_id(line) if line else None, block.id if block else None
            )
            words = self._theirs.commented.get(comment.id, "").strip()
            said = comment.whole + ("\n(marked as settled)" if comment.done else "")
            yield self._made(
                self._key("comment", comment.author, comment.text), ChangeKind.COMMENT,
                self._places[number] if number is not None else _FRONT, words, said, words,
                (Hand(comment.author, comment.at),), target, (Piece(said, PieceMark.SAME),),
            )  # fmt: skip

    # -- parts -----------------------------------------------------------------------------------------------------

    def _change(
        self,
        kind: ChangeKind,
        where: str,
        line: Line,
        ours: str,
        there: Line | None,
        target: Target,
        text: str | None = None,
    ) -> ReturnedChange:
        theirs = text if text is not None else (there.text if there else "")
        hands = there.hands if there is not None else ()
        for name in line.anchors:
            hands = hands or self._theirs.gone.get(name, ())
        if (
            hands
            and there is not None
            and there.rejected not in (line.text, "")
            and kind is ChangeKind.CHANGED
        ):
            hands = (*hands, Hand(UNTRACKED, None))
        key = self._key(kind.value, line.anchors[0] if line.anchors else line.text, theirs)
        return self._made(key, kind, where, ours, theirs, line.text, hands, target)

    def _made(
        self,
        key: str,
        kind: ChangeKind,
        where: str,
        ours: str,
        theirs: str,
        sent: str,
        hands: tuple[Hand, ...],
        target: Target,
        pieces: tuple[Piece, ...] | None = None,
    ) -> ReturnedChange:
        who = tuple(dict.fromkeys(hand.name for hand in hands if hand.name))
        times = [hand.at for hand in hands if hand.at is not None]
        at: datetime | None = max(times) if times else None
        if not hands and self._theirs.saved_by != self._sent.saved_by:
            who = (self._theirs.saved_by,) if self._theirs.saved_by else ()
            at = self._theirs.saved_at
        shown = pieces if pieces is not None else pieces_of(ours, theirs)
        return ReturnedChange(key, kind, where, ours, theirs, sent, shown, who, at, bool(hands), target)

    def _ours(self, line: Line) -> str:
        """How a paragraph reads in the minutes now; empty where it is no longer in them."""
        return self._now.get(line.anchors[0], "") if line.anchors else line.text

    def _before(self, place: int) -> Line | None:
        """The last paragraph of ours in front of a place in theirs, that keeps its order."""
        number = self._number_before(place)
        return self._sent.lines[number] if number is not None else None

    def _number_before(self, place: int) -> int | None:
        for at in range(place - 1, -1, -1):
            number = self._number_at.get(at)
            if number is not None:
                return number
        return None

    def _name_places(self) -> list[str]:
        names: list[str] = []
        heading, count = "", 0
        for line in self._sent.lines:
            if self._targets.is_heading(line):
                heading, count = self._targets.heading(line), 0
                names.append(f"{heading}, heading")
                continue
            count += 1
            in_item = heading and line.anchors
            names.append(
                f"{heading}, paragraph {count}" if in_item else ("After the items" if heading else _FRONT)
            )
        return names

    def _key(self, *parts: str) -> str:
        """The same for the same change however often it is read; one that comes twice is numbered."""
        text = "\x1f".join((str(self._sent.version), *parts))
        self._seen[text] = self._seen.get(text, 0) + 1
        return hashlib.sha256(f"{text}\x1f{self._seen[text]}".encode()).hexdigest()[:12]
