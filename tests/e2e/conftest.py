"""What the end-to-end tests share."""

from pathlib import Path

import pytest

from e2e.program import Program
from minutewright.app.profile import Profile
from minutewright.domain.errors import ModelCorrupt, ModelMissing
from minutewright.services.transcription.models import ModelShelf


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program, with a throw-away profile."""
    return Program(tmp_path / "profile")


@pytest.fixture
def base_model() -> Path:
    """The folder of the base model; the test is skipped where it is not installed."""
    try:
        return ModelShelf(Profile.of_user().models).find("base")
    except (ModelMissing, ModelCorrupt):
        pytest.skip("the base model is not on this computer: minutewright models fetch base")
