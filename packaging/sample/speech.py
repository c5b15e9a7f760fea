"""Puts the spoken sentences of the sample meeting one after the other, in a room, and says when each was said."""

import random

import numpy as np
from room import Seat, in_a_room
from sample_text import Meeting, Segment
from voices import SAMPLE_RATE, Voices

LEAD_S, TAIL_S = 0.8, 1.0
# Shortest and longest pause in seconds.
SENTENCE_PAUSE_S, TURN_PAUSE_S, ITEM_PAUSE_S = (0.22, 0.42), (0.35, 0.75), (1.0, 1.5)


def speak(meeting: Meeting, voices: Voices, seats: dict[str, Seat]) -> tuple[np.ndarray, list[Segment]]:
    """The sound of the meeting (int16, 16 kHz mono) and its sentences in order."""
    pauses = random.Random(meeting.seed)
    placed: list[tuple[int, str, np.ndarray]] = []
    segments: list[Segment] = []
    at, item = int(LEAD_S * SAMPLE_RATE), meeting.turns[0].item
    for number, turn in enumerate(meeting.turns, 1):
        pause = TURN_PAUSE_S if turn.item == item else ITEM_PAUSE_S
        item = turn.item
        for sentence in turn.sentences:
            start = at + int(pauses.uniform(*pause) * SAMPLE_RATE)
            said = voices.say(meeting.people[turn.speaker].voice, sentence)
            at = start + said.size
            placed.append((start, turn.speaker, said))
            segments.append(
                Segment(
                    round(start / SAMPLE_RATE, 3),
                    round(at / SAMPLE_RATE, 3),
                    turn.speaker,
                    item,
                    number,
                    sentence,
                )
            )
            pause = SENTENCE_PAUSE_S
    length = at + int(TAIL_S * SAMPLE_RATE)
    return in_a_room(placed, seats, length, meeting.room, meeting.seed), segments
