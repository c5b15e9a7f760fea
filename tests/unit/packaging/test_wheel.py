"""The wheel: the program with its resources inside, and nothing of the tests or the set-up."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel_names(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(checkout)],
        check=True,
        capture_output=True,
    )
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_has_every_resource_of_the_checkout(wheel_names: list[str], checkout: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "resources"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so what belongs to it cannot be listed")
    shipped = listed.stdout.split("\n")
    assert {f"minutewright/{name}" for name in shipped if name} <= set(wheel_names)
    assert any(name.startswith("minutewright/resources/sample/") for name in wheel_names)


def test_the_wheel_has_the_program_and_neither_tests_nor_set_up(wheel_names: list[str]) -> None:
    assert "minutewright/__main__.py" in wheel_names
    assert {name.split("/")[0].split("-")[0] for name in wheel_names} == {"minutewright"}


def test_the_wheel_carries_the_licence(wheel_names: list[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel_names)
