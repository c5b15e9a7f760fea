"""Models are found, checked and installed whole or not at all."""

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from minutewright.domain.errors import BadInput, Cancelled, ModelCorrupt, ModelMissing
from minutewright.services.transcription import checking, fetching, models
from minutewright.services.transcription.catalogue import Model, ModelFile, Wheel, catalogue
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


@pytest.mark.parametrize("name", ["../outside", "a/b", ".hidden", ""])
def test_a_name_that_would_lead_elsewhere_is_refused(shelf: ModelShelf, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be called"):
        shelf.put(own_model(tmp_path / "own"), name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own"]


def test_a_model_of_ones_own_that_is_not_whole_is_refused(shelf: ModelShelf, tmp_path: Path) -> None:
    (own_model(tmp_path / "own") / "tokenizer.json").unlink()
    with pytest.raises(BadInput, match=r"tokenizer.json is missing"):
        shelf.add(tmp_path / "own")
    assert shelf.installed() == {}


def test_unchanged_files_are_hashed_once_and_a_changed_one_again(
    shelf: ModelShelf, tmp_path: Path, monkeypatch
) -> None:
    place = shelf.add(own_model(tmp_path / "own"))
    first = shelf.weights_sha256("own")
    hashed: list[Path] = []
    real = checking._hash
    monkeypatch.setattr(checking, "_hash", lambda path, *rest: hashed.append(path) or real(path, *rest))
    assert shelf.weights_sha256("own") == first
    assert hashed == []
    (place / "model.bin").write_bytes(b"other")
    assert shelf.weights_sha256("own") != first
    assert hashed == [place / "model.bin"]


@pytest.fixture
def small_model(tmp_path: Path, monkeypatch) -> Model:
    """A catalogue of one model of a few bytes, whose two packages lie in a folder that pip takes as its index."""
    contents = {"config.json": b"{}", "model.bin": b"first half, second half", "tokenizer.json": b"[]"}
    parts = [
        {
            "carrier/config.json": b"{}",
            "carrier/tokenizer.json": b"[]",
            "carrier/model.bin.part1": b"first half",
        },
        {"carrier/model.bin.part2": b", second half"},
    ]
    index = tmp_path / "index"
    index.mkdir()
    wheels = tuple(wheel(index, f"invented_part{number}", held) for number, held in enumerate(parts, 1))
    files = tuple(
        ModelFile(name, len(held), hashlib.sha256(held).hexdigest()) for name, held in contents.items()
    )
    model = Model("invented", "", "en", 1, "nobody/nothing", "1", files, wheels)
    for module in (models, fetching):
        monkeypatch.setattr(module, "known_model", {"invented": model}.__getitem__)
    monkeypatch.setattr(models, "catalogue", lambda: {"invented": model})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    monkeypatch.setattr(fetching, "_DOWNLOAD", (tmp_path / "web").as_uri() + "/{name}")
    return model


def wheel(folder: Path, package: str, files: dict[str, bytes]) -> Wheel:
    path = folder / f"{package}-1.0-py3-none-any.whl"
    about = f"{package}-1.0.dist-info"
    files = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": b"",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return Wheel(package, "1.0", hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_model_comes_out_of_the_packages_of_an_index_its_parts_joined(
    shelf: ModelShelf, small_model: Model
) -> None:
    told: list[tuple[str, int, int]] = []
    place = fetch_model(shelf, "invented", lambda *step: told.append(step))
    assert (place / "model.bin").read_bytes() == b"first half, second half"
    assert shelf.find("invented") == place
    assert left_over(shelf) == []
    assert "Checking" in {words for words, _, _ in told}


def test_a_package_with_another_hash_is_not_even_opened(
    shelf: ModelShelf, small_model: Model, tmp_path: Path
) -> None:
    wheel(tmp_path / "index", "invented_part2", {"carrier/model.bin.part2": b", altered"})
    with pytest.raises(ModelMissing, match="could not be fetched"):
        fetch_model(shelf, "invented")
    assert shelf.installed() == {}


def web(tmp_path: Path, **held: bytes) -> None:
    (tmp_path / "web").mkdir()
    for name, content in held.items():
        (tmp_path / "web" / name.replace("_", ".")).write_bytes(content)


def test_a_model_that_no_index_has_is_downloaded(
    shelf: ModelShelf, small_model: Model, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delenv("PIP_FIND_LINKS")
    web(tmp_path, config_json=b"{}", model_bin=b"first half, second half", tokenizer_json=b"[]")
    place = fetch_model(shelf, "invented")
    assert (place / "model.bin").read_bytes() == b"first half, second half"


def test_a_proxys_page_in_place_of_the_model_is_called_that(
    shelf: ModelShelf, small_model: Model, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delenv("PIP_FIND_LINKS")
    web(tmp_path, config_json=b"<html>Please sign in</html>")
    with pytest.raises(ModelMissing, match="something else in its place"):
        fetch_model(shelf, "invented")
    assert left_over(shelf) == []


def test_altered_weights_of_the_right_length_are_refused(
    shelf: ModelShelf, small_model: Model, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delenv("PIP_FIND_LINKS")
    web(tmp_path, config_json=b"{}", model_bin=b"first half, second hall", tokenizer_json=b"[]")
    with pytest.raises(ModelCorrupt, match="not the one that was published"):
        fetch_model(shelf, "invented")
    assert shelf.installed() == {}
    assert left_over(shelf) == []


def test_a_fetch_that_is_stopped_leaves_nothing(shelf: ModelShelf, small_model: Model) -> None:
    def stop(words: str, done: int, size: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        fetch_model(shelf, "invented", stop)
    assert shelf.installed() == {}
    assert left_over(shelf) == []


def test_every_model_of_the_catalogue_names_its_weights() -> None:
    for model in catalogue().values():
        assert len(model.sha256) == 64, model.id
        assert {"config.json", "model.bin", "tokenizer.json"} <= {file.name for file in model.files}
        assert all(file.bytes and len(file.sha256) == 64 for file in model.files)
        assert len(model.revision) == 40, "a name such as main may be another model tomorrow"
