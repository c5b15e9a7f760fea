"""The colours, spaces and sizes of the window as data; everything that is drawn takes its look from here."""

from dataclasses import dataclass, fields

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6, SPACE_8 = 4, 8, 12, 16, 24, 32
CORNER = 6
FOCUS_RING = 2
TARGET = 32
TARGET_LIVE = 44
ICON = 20
RAIL = 56

BODY_PT = 10.5
QUIET_PT = 9.0
TITLE_PT = 13.0
TRANSCRIPT_PT = 11.5
ELAPSED_PT = 28.0
LARGE_TEXT = 150  # per cent; from here on crowded pages leave out what can be had elsewhere
TRANSCRIPT_LINE = 1.45
TRANSCRIPT_CHARACTERS = 72


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours as `#RRGGBB`. `speakers` are eight hues of equal lightness, always shown with initials."""

    name: str
    ground: str
    paper: str
    ink: str
    quiet: str
    line: str
    accent: str
    accent_soft: str
    recording: str
    attention: str
    done: str
    speakers: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return lightness(self.ink) > lightness(self.paper)

    def speaker(self, place: int) -> str:
        """The colour of the speaker at this place (0, 1, …) of the attendance; it repeats after eight."""
        return self.speakers[place % len(self.speakers)]


# The hues of Okabe and Ito's palette for colour-blind readers, brought to one CIE lightness (44 light, 76 dark).
LIGHT = Tokens(
    name="light",
    ground="#F4F4F1",
    paper="#FFFFFF",
    ink="#1B1F24",
    quiet="#56606D",
    line="#D6DAE0",
    accent="#1F4E79",
    accent_soft="#E4EDF6",
    recording="#B3261E",
    attention="#8A5A00",
    done="#1E6B3A",
    speakers=("#2A67BD", "#9A5802", "#037756", "#A8437F", "#0B6F9C", "#B3442B", "#6B6C06", "#686868"),
)
DARK = Tokens(
    name="dark",
    ground="#15181C",
    paper="#1D2126",
    ink="#ECEFF3",
    quiet="#A7B0BC",
    line="#363C45",
    accent="#8FB8E0",
    accent_soft="#22344A",
    recording="#FF8A80",
    attention="#F2C15B",
    done="#86D3A0",
    speakers=("#91BDFF", "#FEA857", "#55D0A2", "#FF9BD2", "#68C5FB", "#FDA590", "#C0C13D", "#BBBBBB"),
)

TEXTS = ("ink", "quiet", "accent", "recording", "attention", "done")
GROUNDS = ("ground", "paper", "accent_soft")


def text_pairs(tokens: Tokens) -> tuple[tuple[str, str, str], ...]:
    """Every pair that is drawn, as (what it is, text colour, ground colour), for the contrast test."""
    pairs = [
        (f"{text} on {ground}", getattr(tokens, text), getattr(tokens, ground))
        for text in TEXTS
        for ground in GROUNDS
    ]
    pairs += [
        (f"speaker {place} on {ground}", colour, getattr(tokens, ground))
        for place, colour in enumerate(tokens.speakers)
        for ground in GROUNDS
    ]
    filled = [(name, getattr(tokens, name)) for name in ("accent", "recording", "attention")]
    filled += [(f"speaker {place}", colour) for place, colour in enumerate(tokens.speakers)]
    return (*pairs, *((f"paper on {name}", tokens.paper, colour) for name, colour in filled))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """CIE L* of a colour, 0 (black) to 100 (white)."""
    luminance = _luminance(colour)
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def colours_of(tokens: Tokens) -> dict[str, str]:
    """The single colours by name, for templates."""
    return {field.name: getattr(tokens, field.name) for field in fields(tokens) if field.name != "speakers"}


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
