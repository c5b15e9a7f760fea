"""Settings come from policy, then the user, then defaults; a bad value is passed over."""

from pathlib import Path

import pytest

from minutewright.domain.errors import BadInput
from minutewright.services.settings.options import ENGINE, LANGUAGE, LOOK, MODEL, TRANSCRIPTION_WORKERS
from minutewright.services.settings.store import Settings


def settings(tmp_path: Path, policy: str = "", user: str = "") -> Settings:
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    if user:
        (tmp_path / "settings.toml").write_text(user, encoding="utf-8")
    return Settings(tmp_path, tmp_path / "policy.toml")


def test_policy_stands_above_the_user_and_the_user_above_the_default(tmp_path: Path) -> None:
    both = settings(tmp_path, 'model = "small"', 'model = "tiny"\nlook = "dark"')
    assert (both.get(MODEL), both.get(LOOK), both.get(LANGUAGE)) == ("small", "dark", "en")
    assert both.locked(MODEL)
    assert not both.locked(LOOK)


def test_what_is_set_is_there_after_a_restart(tmp_path: Path) -> None:
    settings(tmp_path).set(TRANSCRIPTION_WORKERS, 2)
    assert settings(tmp_path).get(TRANSCRIPTION_WORKERS) == 2


def test_a_locked_setting_cannot_be_changed(tmp_path: Path) -> None:
    locked = settings(tmp_path, 'model = "small"')
    with pytest.raises(BadInput, match="IT department"):
        locked.set(MODEL, "base")
    assert locked.get(MODEL) == "small"


@pytest.mark.parametrize(
    "user", ['engine = "cloud"', "engine = 7", "this is no toml", 'look = "dark"\nunknown = 1']
)
def test_a_setting_that_cannot_be_used_is_passed_over_and_logged(tmp_path: Path, user: str, caplog) -> None:
    assert settings(tmp_path, user=user).get(ENGINE) == "faster-whisper"
    assert caplog.records


def test_a_value_of_the_wrong_kind_is_refused_and_the_old_one_kept(tmp_path: Path) -> None:
    mine = settings(tmp_path)
    mine.set(ENGINE, "openai-whisper")
    with pytest.raises(BadInput, match="can be: faster-whisper, openai-whisper"):
        mine.set(ENGINE, "cloud")
    assert mine.get(ENGINE) == "openai-whisper"
