"""Everything that can go wrong in a way the clerk should hear about.

Each error carries one plain sentence (or two short ones): what happened, what was kept, what to do.
The command line prints it and exits with `exit_code`; the window shows it in its message bar.
"""


class MinutewrightError(Exception):
    """The root of all errors meant for the clerk. `str(error)` is the sentence to show."""

    exit_code = 1


class BadInput(MinutewrightError):
    """What was given cannot be used: a file, a time, a name, an option."""

    exit_code = 2


class NotAnAgenda(BadInput):
    """A file was read but holds no agenda items."""

    exit_code = 3


class NotAudio(BadInput):
    """A file holds no sound that can be read, or none at all."""

    exit_code = 4


class FolderError(MinutewrightError):
    """The meeting folder cannot be read, created or written."""

    exit_code = 10


class DiskFull(FolderError):
    """No room is left where the meeting is kept."""

    exit_code = 11


class MeetingInUse(FolderError):
    """Another window or program has this meeting open."""

    exit_code = 12


class NewerVersion(FolderError):
    """The meeting was written by a newer version of the program."""

    exit_code = 13


class RecordingChanged(MinutewrightError):
    """A sound file is not what it was when it was closed, or is gone."""

    exit_code = 14


class DeviceError(MinutewrightError):
    """The microphone cannot be found or opened."""

    exit_code = 20


class NoMicrophone(DeviceError):
    """This computer has no recording device."""

    exit_code = 21


class DeviceBusy(DeviceError):
    """Another program holds the recording device."""

    exit_code = 22


class RecorderError(MinutewrightError):
    """The recorder did not start, answered wrongly, or is recording already."""

    exit_code = 23


class ProcessError(MinutewrightError):
    """A part of the program that runs in the background did not start, broke off, or is not understood."""

    exit_code = 24


class ChannelClosed(ProcessError):
    """The process at the other end has closed the line or has ended."""


class ModelMissing(MinutewrightError):
    """The speech model is not installed on this computer."""

    exit_code = 30


class ModelCorrupt(MinutewrightError):
    """A model file is damaged or is not the one the catalogue names."""

    exit_code = 31


class EngineError(MinutewrightError):
    """The speech engine is not installed, or it failed."""

    exit_code = 32


class Cancelled(MinutewrightError):
    """The clerk stopped the work; what was finished is kept."""

    exit_code = 40


class OutsideAction(RuntimeError):
    """A programming mistake: the clerk's data was written outside `store.action()`."""
