"""What a running process costs: memory and processor time, sampled from outside; Linux."""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Sample:
    """At a moment (monotonic s): resident memory in MB (10**6 bytes), processor seconds used so far."""

    at_s: float
    memory_mb: float
    processor_s: float


def processor_s(pid: int) -> float:
    """Seconds of processor time that a process and its ended children have used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / _TICKS


def memory_mb(pid: int) -> float:
    """Resident memory, in 10**6 bytes."""
    resident_pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return resident_pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class ProcessWatch:
    """Samples a process every few seconds until it is closed or the process ends."""

    def __init__(self, pid: int, every_s: float = 2.0) -> None:
        self.samples: list[Sample] = []
        self._pid, self._every_s = pid, every_s
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take no more samples."""
        self._done.set()
        self._thread.join()

    def after(self, warm_up_s: float) -> list[Sample]:
        """The samples from so long after the first on."""
        return [each for each in self.samples if each.at_s - self.samples[0].at_s >= warm_up_s]

    def _run(self) -> None:
        while True:
            try:
                self.samples.append(Sample(time.monotonic(), memory_mb(self._pid), processor_s(self._pid)))
            except (OSError, IndexError):
                return
            if self._done.wait(self._every_s):
                return


def growth_mb_per_hour(samples: list[Sample]) -> float:
    """The slope of the straight line that fits the memory best."""
    slope = np.polyfit([each.at_s for each in samples], [each.memory_mb for each in samples], 1)[0]
    return float(slope) * 3600


def processor_percent(samples: list[Sample]) -> float:
    """Of one core, over all of the samples."""
    first, last = samples[0], samples[-1]
    return 100 * (last.processor_s - first.processor_s) / (last.at_s - first.at_s)
