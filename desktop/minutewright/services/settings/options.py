"""Every option of the program, declared once: its name, type, default and the words a person reads."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from minutewright.domain.errors import BadInput

Value = TypeVar("Value", str, int, bool)


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """One option. `choices` limits a text to these values; an empty one allows any."""

    name: str
    default: Value
    words: str
    choices: tuple[Value, ...] = ()

    def check(self, value: object) -> Value:
        """The value, if it is of the option's type and among its choices.

        Raises:
            BadInput: it is not.
        """
        kind = type(self.default)
        if type(value) is not kind:
            raise BadInput(f"The setting {self.name} must be {_KINDS[kind]}, not {value!r}.")
        if self.choices and value not in self.choices:
            allowed = ", ".join(str(choice) for choice in self.choices)
            raise BadInput(f"The setting {self.name} cannot be {value!r}. It can be: {allowed}.")
        return value


_KINDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}

MEETINGS_FOLDER = Option(
    "meetings_folder", "", "Folder in which new meetings are kept (empty: Documents/Minutewright)"
)
ENGINE = Option("engine", "faster-whisper", "Speech engine", ("faster-whisper", "openai-whisper"))
MODEL = Option("model", "base", "Speech model")
LANGUAGE = Option("language", "en", "Language spoken in meetings (a Whisper language code)")
HOUSE_STYLE = Option("house_style", "uk-borough", "House style of new committees")
MICROPHONE = Option("microphone", "", "Recording device by name (empty: the computer's default)")
SECOND_COPY = Option(
    "second_copy",
    "",
    "Folder on another disk, such as a USB stick, for a second copy of each recording (empty: none)",
)
KEEP_SOUND_AS = Option(
    "keep_sound_as",
    "wav",
    "How a finished recording is kept (flac: the same sound in about half the room)",
    ("wav", "flac"),
)
CHANNELS = Option(
    "channels",
    1,
    "Channels of the microphone to keep (1: one for all)",
    (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32),
)
COMPUTER_SOUND = Option(
    "computer_sound",
    False,
    "Record the sound of this computer, such as a remote meeting, beside the microphone",
)
COMPUTER_SOUND_FROM = Option(
    "computer_sound_from", "", "Whose sound that is, by name (empty: whatever the default loudspeaker plays)"
)
ALERT_SOUND = Option("alert_sound", True, "Sound an alert when a recording is in danger")
ANNOUNCEMENT = Option(
    "announcement",
    "This meeting of the {body} is being recorded. {council} makes the recording on its own computer so that the minutes "
    "can be drawn up from it. If you speak, your voice will be on it. If you have any concern about this, please tell "
    "the clerk now. Would everybody speak one at a time, and say their name first.",
    "What the chair reads out before the recording; {council} and {body} are filled in",
)
LOUDSPEAKER = Option("loudspeaker", "", "Playback device by name (empty: the computer's default)")
LOOK = Option("look", "system", "Light, dark, or as the system is set", ("system", "light", "dark"))
TEXT_SIZE = Option("text_size", 100, "Size of text in the window, per cent", (100, 115, 130, 150, 175, 200))
TRANSCRIPTION_WORKERS = Option(
    "transcription_workers", 0, "How many processor cores transcribe at once (0: all, at most four)"
)

OPTIONS: tuple[Option[str] | Option[int] | Option[bool], ...] = (
    MEETINGS_FOLDER,
    ENGINE,
    MODEL,
    LANGUAGE,
    HOUSE_STYLE,
    MICROPHONE,
    CHANNELS,
    COMPUTER_SOUND,
    COMPUTER_SOUND_FROM,
    ALERT_SOUND,
    SECOND_COPY,
    KEEP_SOUND_AS,
    ANNOUNCEMENT,
    LOUDSPEAKER,
    LOOK,
    TEXT_SIZE,
    TRANSCRIPTION_WORKERS,
)
