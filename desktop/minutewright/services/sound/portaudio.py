"""PortAudio, of which a process has only one: who has streams open, and when its list of devices may be renewed."""

import threading
from types import ModuleType

_lock = threading.Lock()
_open_streams = 0


def portaudio() -> ModuleType:
    """The `sounddevice` module, loaded when sound is first needed.

    Raises:
        OSError: PortAudio is not installed on this computer.
    """
    import sounddevice

    return sounddevice  # type: ignore[no-any-return]


def stream_opened() -> None:
    """Note that this process has one more stream open."""
    global _open_streams
    with _lock:
        _open_streams += 1


def stream_closed() -> None:
    """Note that a stream was closed."""
    global _open_streams
    with _lock:
        _open_streams -= 1


def renew_devices(*, even_with_streams: bool = False) -> bool:
    """Make PortAudio look again which devices there are; it looks only once by itself.

    Every open stream of this process would end, so with streams open nothing is done and False comes back, unless
    `even_with_streams`.
    """
    sounddevice = portaudio()
    with _lock:
        if _open_streams and not even_with_streams:
            return False
        sounddevice._terminate()
        sounddevice._initialize()
        return True
