"""The transcript as plain text and as subtitles (SubRip, WebVTT)."""

from itertools import groupby

from minutewright.domain.pauses import gap_sentence
from minutewright.domain.record import MeetingRecord
from minutewright.domain.timecode import format_ms, format_subtitle_ms
from minutewright.services.documents.transcript_export.content import UNNAMED, Utterance

_LONGEST_CUE = 84  # characters: two lines of 42, the usual width of a subtitle


def transcript_text(
    record: MeetingRecord, rows: tuple[Utterance, ...], *, include_exempt: bool = False
) -> str:
    """Item headings, then a paragraph for each turn: `[0:01:23] Councillor Marsh: words`, and last what was not recorded."""
    lines = [record.council.name, record.body.name, record.meeting.held_on.isoformat(), ""]
    for (number, title), spoken in groupby(rows, key=lambda row: (row.item_number, row.item_title)):
        if number or title:
            lines += [f"{number}. {title}".strip(), ""]
        for speaker, turn in groupby(spoken, key=lambda row: row.speaker):
            said = list(turn)
            words = " ".join(row.segment.text.strip() for row in said)
            lines += [f"[{format_ms(said[0].segment.start_ms)}] {speaker or UNNAMED}: {words}", ""]
    for gap in record.gaps:
        lines += [f"[{format_ms(gap.at_ms)}] {gap_sentence(record, gap, include_exempt=include_exempt)}", ""]
    return "\n".join(lines)


def transcript_srt(rows: tuple[Utterance, ...]) -> str:
    """SubRip: numbered cues; the speaker's name before the first cue of a turn."""
    cues = []
    for number, (start, end, speaker, text) in enumerate(_cues(rows), 1):
        words = f"{speaker}: {text}" if speaker else text
        cues.append(f"{number}\n{_srt_time(start)} --> {_srt_time(end)}\n{words}\n")
    return "\n".join(cues)


def transcript_vtt(rows: tuple[Utterance, ...]) -> str:
    """WebVTT: the speaker as a voice tag on every cue."""
    cues = ["WEBVTT\n"]
    for start, end, speaker, text in _cues(rows, name_every_cue=True):
        words = f"<v {_escaped(speaker)}>{_escaped(text)}" if speaker else _escaped(text)
        cues.append(f"{_vtt_time(start)} --> {_vtt_time(end)}\n{words}\n")
    return "\n".join(cues)


def _cues(rows: tuple[Utterance, ...], *, name_every_cue: bool = False) -> list[tuple[int, int, str, str]]:
    """Cues as start and end in ms, speaker to show, text: long segments are cut where a word begins, by word times."""
    cues: list[tuple[int, int, str, str]] = []
    before = None
    for row in rows:
        for start, end, text in _pieces(row):
            name = row.speaker if name_every_cue or row.speaker != before else ""
            cues.append((start, max(end, start + 1), name, text))
            before = row.speaker
    return cues


def _pieces(row: Utterance) -> list[tuple[int, int, str]]:
    segment = row.segment
    text = " ".join(segment.text.split())
    if not text:
        return []
    # Where the clerk changed the words, the machine's words no longer say when each is spoken.
    if len(text) <= _LONGEST_CUE or " ".join(word.text for word in segment.words).split() != text.split():
        return [(segment.start_ms, segment.end_ms, text)]
    pieces: list[tuple[int, int, str]] = []
    for word in segment.words:
        if pieces and len(pieces[-1][2]) + 1 + len(word.text) <= _LONGEST_CUE:
            pieces[-1] = (pieces[-1][0], word.end_ms, f"{pieces[-1][2]} {word.text.strip()}")
        else:
            pieces.append((word.start_ms, word.end_ms, word.text.strip()))
    return pieces


def _srt_time(ms: int) -> str:
    return format_subtitle_ms(ms, decimal=",")


def _vtt_time(ms: int) -> str:
    return format_subtitle_ms(ms, decimal=".")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
