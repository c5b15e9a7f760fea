"""What package metadata does not say plainly: licences we accept, licences read by hand, and what each part is for."""

# Licences under which this program, itself MIT, can be passed on together with the part (with the notices that
# each asks for). GPL is not among them on purpose: the one wheel that carries GPL code is dealt with in ABOUT_AV.
ACCEPTED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "CNRI-Python",
        "ISC",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
    }
)

# What older metadata says in words, as SPDX writes it. "BSD" alone is left out: it does not say which.
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}

# Read in the licence file that the package installs, because its metadata is silent or vague.
READ_BY_HAND = {
    "apsw": "Zlib",
    "jinja2": "BSD-3-Clause",
    "mpmath": "BSD-3-Clause",
    "numba": "BSD-2-Clause",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "sympy": "BSD-3-Clause",
    "tiktoken": "MIT",
}

# Locked for a system other than the one this list is made on: licence, home page, needed by.
ELSEWHERE = {
    "colorama": ("BSD-3-Clause", "https://github.com/tartley/colorama", "click, pytest, tqdm (on Windows)")
}

HOME_PAGES = {
    "jiwer": "https://github.com/jitsi/jiwer",
    "protobuf": "https://protobuf.dev/",
}

PURPOSE = {
    "apsw": "the meeting's database, with changesets for undo",
    "av": "reading sound out of every common kind of file (FFmpeg)",
    "build": "building the wheel in a test",
    "cattrs": "reading and writing records as JSON",
    "faster-whisper": "the default speech engine",
    "hatchling": "building the wheel",
    "hypothesis": "rules of the domain tried on invented data",
    "import-linter": "the direction of imports, as a check",
    "jeepney": "a message bus with a stand-in for logind, in the tests of staying awake",
    "jiwer": "word error rate",
    "lxml": "Word files below the level of python-docx",
    "mypy": "types, as a check",
    "numpy": "sound as numbers",
    "openai-whisper": "the reference speech engine",
    "openxml-audit": "whether a Word file is well formed",
    "pip": "installing, and fetching models from a package index",
    "platformdirs": "where settings and models belong on each system",
    "pypdfium2": "reading agendas in PDF",
    "pyside6-essentials": "the window (Qt)",
    "pytest": "the tests",
    "pytest-qt": "tests of the window",
    "pytest-randomly": "tests in random order",
    "pytest-timeout": "an end to tests that hang",
    "python-docx": "Word files",
    "python-stretch": "slower and faster playback at the same pitch",
    "rapidfuzz": "finding names that were heard almost right",
    "ruff": "style, as a check",
    "sounddevice": "recording and playing (PortAudio)",
    "soundfile": "reading and writing sound files (libsndfile)",
    "soxr": "changing the sample rate",
    "tomli-w": "writing settings",
    "torch": "what openai-whisper computes with",
    "typer": "the command line",
}

ABOUT_AV = """\
## Read this before you pass Minutewright on

**The PyAV wheel (`av`) carries GPL code.** PyAV itself is under the BSD licence, but its wheels contain FFmpeg built
together with x264 and x265, which are under the GNU General Public Licence, version 2 or later, and FFmpeg's own
libraries there are under the LGPL, version 3 or later. Taken together, treat that wheel as GPL, version 3 or later.
What follows:

- Minutewright's own source is MIT, and stays so. MIT and the GPL agree with one another.
- Installing it with `bootstrap.py` or pip asks nothing of you: each package comes to you from its own makers.
- Whoever passes on a bundle that has PyAV inside (an installer, a .deb, a disk image) passes the bundle on under the
  GPL, version 3, and must give or offer the source of everything in it, FFmpeg, x264 and x265 included.
- PyAV is here because faster-whisper imports it. Minutewright never encodes video, so neither x264 nor x265 is used.

**Qt (PySide6, shiboken6)** is used under the LGPL, version 3: it is installed as libraries of their own, which anyone
may replace. **libsndfile** (in soundfile) and **libsoxr** (in soxr) are under the LGPL, version 2.1 or later, likewise.

**The Whisper model** "base" is by OpenAI, under the MIT licence. It is fetched by the user and is no part of the source.
The sample meeting's voices are described in `resources/sample/README.md`.
"""
