"""Real weights and short real speech."""

from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest
import soundfile

from minutewright.app.profile import Profile
from minutewright.domain.errors import ModelCorrupt, ModelMissing
from minutewright.domain.ids import AudioFileId
from minutewright.domain.recording import AudioFile
from minutewright.services.resources import resource
from minutewright.services.transcription.fetching import fetch_model
from minutewright.services.transcription.models import ModelShelf

RATE = 16_000


@pytest.fixture(scope="session")
def base_model() -> Path:
    """The folder of the base model: the user's own, else one that is fetched once for the tests."""
    try:
        return ModelShelf(Profile.of_user().models).find("base")
    except (ModelMissing, ModelCorrupt):
        pass
    try:
        cache = platformdirs.user_cache_path("minutewright", appauthor=False) / "test-models"
        return fetch_model(ModelShelf(cache), "base")
    except (ModelMissing, ModelCorrupt) as error:
        pytest.skip(f"the base model cannot be had: {error}")


@pytest.fixture(scope="session")
def sample_sound():
    """The sample meeting as float32 at 16 kHz."""
    samples, rate = soundfile.read(resource("sample", "meeting.flac"), dtype="float32")
    assert rate == RATE
    return samples


@pytest.fixture
def as_file(tmp_path: Path):
    """Writes samples as the only sound file of a meeting; gives the folder and the files."""

    def write(samples) -> tuple[Path, tuple[AudioFile, ...]]:
        soundfile.write(tmp_path / "000001.flac", samples, RATE)
        file = AudioFile(AudioFileId("a"), 1, "000001.flac", 0, len(samples), RATE, 1, datetime.now(UTC))
        return tmp_path, (file,)

    return write
