"""How long until the window is on the screen, and how much memory it takes, beside bare Qt in the same run."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.table import show

RUNS = 5
LIMIT_MS, LIMIT_MB = 1500, 150
BARE = """
import json, resource, time, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel
app = QApplication([]); window = QMainWindow(); window.setCentralWidget(QLabel("Bare")); window.show()
def out():
    print(json.dumps({"rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6})); app.quit()
QTimer.singleShot(0, out); app.exec()
"""


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as profile:
        ours = [sys.executable, "-m", "minutewright", "--profile", profile, "gui", "--exit-after-paint"]
        for name, command in (("bare Qt window", [sys.executable, "-c", BARE]), ("Minutewright", ours)):
            runs = [_run(command) for _ in range(RUNS)]
            rows.append(
                (
                    name,
                    round(statistics.median(run["wall_ms"] for run in runs)),
                    round(statistics.median(run.get("first_paint_ms", float("nan")) for run in runs))
                    if "first_paint_ms" in runs[0]
                    else "–",
                    round(statistics.median(run["rss_mb"] for run in runs)),
                )
            )
    rows.append(("our limit", LIMIT_MS, LIMIT_MS, LIMIT_MB))
    show(
        f"Start-up, median of {RUNS} (python -m benchmarks startup)",
        ("program", "process begun to ended, ms", "to first paint, ms", "memory, MB"),
        rows,
    )


def _run(command: list[str]) -> dict[str, float]:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    wall = (time.perf_counter() - began) * 1000
    return {**json.loads(done.stdout.strip().splitlines()[-1]), "wall_ms": wall}
