"""Takes the pictures of a recording that is watched over: meters, banner, recovery, proof. `screenshots.py` calls this.

    python docs/recording_pictures.py --out docs/pictures

Everything is real: a recorder records the sample meeting from a sound card of software (PulseAudio, as in the tests),
its microphone is stalled for the banner, and recorders are killed for the recovery. Without PulseAudio nothing is made.
"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1366, 768)
SETTLE_MS = 700
HEADLESS = sys.platform.startswith("linux") and not ({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def main() -> None:
    """Make them all; each look is the same moment of the same window."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    out = parser.parse_args().out
    if not all(map(shutil.which, ("pulseaudio", "pactl", "paplay"))):
        sys.stderr.write("No pictures of a recording: PulseAudio is not installed.\n")
        return
    if HEADLESS:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT / "tests"))
    from sound_rig import SoundRig

    with tempfile.TemporaryDirectory() as made:
        rig = SoundRig(Path(tempfile.mkdtemp(dir=made)))
        rig.start()
        os.environ.update(rig.environment)
        try:
            _Pictures(Path(made) / "profile", out, rig).take()
        finally:
            rig.stop()


class _Pictures:
    def __init__(self, profile: Path, out: Path, rig: Any) -> None:
        from minutewright.app.profile import Profile
        from minutewright.app.workplace import Workplace
        from minutewright.services.settings.options import MICROPHONE
        from minutewright.ui.messages import Messages
        from minutewright.ui.start import application, make_window

        self.out, self.rig = out, rig
        self.workplace = Workplace(Profile.in_folder(profile))
        self.workplace.settings.set(MICROPHONE, "room")
        self.folders: list[Path] = []
        self.app = application()
        self.make = lambda: make_window(self.app, self.workplace, Messages())
        self.window = self.make()

    def take(self) -> None:
        with self._shown():
            self._meters_and_banner()
        self._kill_two()
        self.window = self.make()
        with self._shown():
            self._recovery()
            self._proof()
        self.workplace.close()

    # -- the scenes ----------------------------------------------------------------------------------------------------

    def _meters_and_banner(self) -> None:
        window = self.window
        self._play()
        window.session.take(self._new_meeting("Harbour Committee"))
        window.go("meeting")
        window.shell.actions.run("meeting.start")
        page = window.page("meeting")
        self._until(lambda: page.state == "recording")
        page.bar.clips.show_times(2)
        self._until(lambda: page.now().at_ms > 8_000)
        self._picture("recording-meters")
        self.rig.suspend("room")
        self._until(window.banner.isVisible)
        self._wait(1_000)
        self._picture("recording-banner")
        self.rig.suspend("room", on=False)
        self._until(lambda: window.banner.words[0].startswith("✓"))
        self._picture("recording-banner-over", looks=("light",))
        window.seen_warnings()

    def _kill_two(self) -> None:
        """The recording of the first scene goes on without its window; two others are broken off."""
        from minutewright.services.capture.client import RecorderClient
        from minutewright.services.capture.lock import running_recorder

        for body in ("Planning Committee", "Licensing Panel"):
            store = self._new_meeting(body)
            folder = store.folder
            store.close()
            client = RecorderClient.start(folder, "room")
            client.wait_until_recording()
            while client.position_ms < 4_000:
                time.sleep(0.1)
            place = running_recorder(folder / "audio")
            assert place
            os.kill(place.pid, signal.SIGKILL)
            client.close()

    def _recovery(self) -> None:
        self._wait(1_500)
        self._picture("recovery")
        self.window.session.open(self.folders[0])
        self.window.go("meeting")
        page = self.window.page("meeting")
        self._until(lambda: page.state == "recording")
        self._wait(500)
        self._picture("recovery-attached", looks=("light",))
        page._desk.recording.stop()
        self._until(lambda: page.state == "idle")
        self.window.seen_warnings()

    def _proof(self) -> None:
        self.window.go("publish")
        self.window.shell.actions.run("window.proof")
        self._until(self.window.proof_sheet.save.isEnabled)
        self._picture("proof")
        self.window.proof_sheet.write_to(self.out / "proof.docx")
        self.window.proof_sheet.dismiss()
        self._page_of_word()

    def _page_of_word(self) -> None:
        """The first page of the Word file, as LibreOffice prints it."""
        if not (shutil.which("soffice") and shutil.which("pdftoppm")):
            return
        word = self.out / "proof.docx"
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(self.out), str(word)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
        )  # fmt: skip
        pdf = word.with_suffix(".pdf")
        subprocess.run(
            ["pdftoppm", "-png", "-r", "70", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(self.out / "proof-word")],
            check=True,
        )  # fmt: skip
        pdf.unlink()
        word.unlink()

    # -- the craft -----------------------------------------------------------------------------------------------------

    def _picture(self, name: str, looks: tuple[str, ...] = ("light", "dark", "text200")) -> None:
        from minutewright.ui.theme.theme import Look

        theme = self.window.shell.theme
        for look in looks:
            theme.set_look(Look.DARK if look == "dark" else Look.LIGHT)
            theme.set_text_scale(200 if look == "text200" else 100)
            self.window.resize(*SIZE)
            self._wait(SETTLE_MS)
            self.window.grab().save(str(self.out / f"{name}-{look}.png"))
            sys.stdout.write(f"{self.out / name}-{look}.png\n")
        theme.set_look(Look.LIGHT)
        theme.set_text_scale(100)

    @contextlib.contextmanager
    def _shown(self) -> Iterator[None]:
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        yield
        _ = self.window.close() or self.window.close()
        self.window.deleteLater()
        self.app.processEvents()

    def _new_meeting(self, body: str) -> Any:
        from minutewright.app.sample import make_sample
        from minutewright.services.clerk.beginning import carry_forward
        from minutewright.services.clerk.preparing import take_agenda

        sample = self.workplace.meetings_folder / "Sample meeting"
        if not sample.exists():
            make_sample(sample).close()
        from minutewright.services.storage.store import open_meeting

        with open_meeting(sample) as earlier:
            record = earlier.record()
        folder = self.workplace.new_folder(body, date.today())
        store = carry_forward(folder, record, date.today())
        from dataclasses import replace

        with store.action("Committee"):
            store.bodies.put(replace(store.body, name=body))
        take_agenda(store, record.items)
        self.workplace.refresh(store)
        self.folders.append(folder)
        return store

    def _play(self) -> None:
        import soundfile

        from minutewright.services.resources import resource

        samples, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="int16")
        path = self.rig.folder / "meeting.wav"
        soundfile.write(path, samples, rate)
        self.rig.play(path)

    def _until(self, true: Callable[[], bool], seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                raise TimeoutError("what the picture is of did not come")
            self._wait(50)

    def _wait(self, ms: int) -> None:
        from PySide6.QtCore import QElapsedTimer

        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < ms:
            self.app.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    main()
