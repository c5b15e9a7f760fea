"""Takes the pictures of the window for the README and the docs: the real window on the sample meeting.

    python docs/screenshots.py --out docs/pictures

makes `library-light.png`, `library-dark.png`, … for every page at 1366 x 768, `…-2x.png` as a screen of double
resolution shows it, and `…-text200.png` with text at 200 %. A display is used if there is one, else none is needed.
`recording_pictures.py` adds those of a real recording.
The review has a transcript if the speech model of the settings is installed; without it the page says so.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

SIZE = (1366, 768)
SETTLE_MS = 1200
PLACES = ("library", "prepare", "meeting", "review", "minutes", "publish")


def main() -> None:
    """Make the sample meeting once, then the pictures, one process for each resolution."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.scale:
        with tempfile.TemporaryDirectory() as made:
            profile = options.profile or Path(made)
            _make_meetings(profile)
            for scale in ("1", "2"):
                command = [sys.executable, __file__, "--out", str(options.out), "--profile", str(profile)]
                subprocess.run([*command, "--scale", scale], env=_environment(scale), check=True)
        recording = Path(__file__).with_name("recording_pictures.py")
        subprocess.run([sys.executable, str(recording), "--out", str(options.out)], check=True)
        return
    _take_pictures(options.profile, options.out, options.scale)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument(
        "--profile", type=Path, help="keep the sample meeting here, so that it is made only once"
    )
    parser.add_argument("--scale", choices=("1", "2"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _environment(scale: str) -> dict[str, str]:
    headless = sys.platform.startswith("linux") and not ({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())
    return os.environ | {"QT_SCALE_FACTOR": scale} | ({"QT_QPA_PLATFORM": "offscreen"} if headless else {})


def _make_meetings(folder: Path) -> None:
    """The sample meeting, transcribed and drafted, and the next meeting of its committee."""
    from minutewright.app.papers import draft_minutes, export_minutes
    from minutewright.app.profile import Profile
    from minutewright.app.sample import make_sample
    from minutewright.app.workplace import Workplace
    from minutewright.domain.errors import MinutewrightError
    from minutewright.domain.minutes import Edition
    from minutewright.services.clerk.beginning import carry_forward

    workplace = Workplace(Profile.in_folder(folder))
    sample = workplace.meetings_folder / "Sample meeting"
    if not sample.exists():
        with make_sample(sample) as store:
            try:
                _transcribe(workplace, store)
            except MinutewrightError as error:
                sys.stderr.write(f"No transcript: {error}\n")
            workplace.leave()
            draft_minutes(store)
            export_minutes(store, Edition.FULL)
            workplace.refresh(store)
            upcoming = date(2027, 1, 20)
            with carry_forward(
                workplace.new_folder(store.body.name, upcoming), store.record(), upcoming
            ) as following:
                workplace.refresh(following)
    workplace.close()


def _transcribe(workplace, store) -> None:  # type: ignore[no-untyped-def]
    import time

    transcription = workplace.desk(store).transcription
    transcription.start()
    while transcription.progress.running:
        time.sleep(0.5)
    if transcription.progress.failure:
        sys.stderr.write(f"No transcript: {transcription.progress.failure}\n")


def _take_pictures(profile: Path, out: Path, scale: str) -> None:
    from minutewright.app.profile import Profile
    from minutewright.app.workplace import Workplace
    from minutewright.ui.messages import Messages
    from minutewright.ui.start import application, make_window
    from minutewright.ui.theme.theme import Look

    app = application()
    workplace = Workplace(Profile.in_folder(profile))
    window = make_window(app, workplace, Messages())
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    window.session.open(profile / "meetings" / "Sample meeting")
    theme = window.shell.theme

    def pictures() -> Iterator[tuple[str, Callable[[], None]]]:
        suffix = "-2x" if scale == "2" else ""
        for look in (Look.LIGHT, Look.DARK):
            for place in PLACES:
                yield (
                    f"{place}-{look.value}{suffix}.png",
                    lambda look=look, place=place: show(place, look, 100),
                )
        if scale == "1":
            for place in PLACES:
                yield f"{place}-text200.png", lambda place=place: show(place, Look.LIGHT, 200)

    def show(place: str, look: Look, text: int) -> None:
        if theme.look is not look:
            theme.set_look(look)
        if theme.text_scale != text:
            theme.set_text_scale(text)
        window.resize(*SIZE)
        window.go(place)

    for name, prepare in pictures():
        prepare()
        _wait(app, SETTLE_MS)
        window.grab().save(str(out / name))
        sys.stdout.write(f"{out / name}\n")
    window.close()
    workplace.close()


def _wait(app, ms: int) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QElapsedTimer

    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < ms:
        app.processEvents()


if __name__ == "__main__":
    main()
