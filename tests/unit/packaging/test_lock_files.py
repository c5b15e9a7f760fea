"""The lock files: everything pinned, everything checked, nothing twice, nothing that pyproject.toml does not allow."""

import itertools
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from setup_steps.locks import (
    APP,
    OPENAI,
    OPENAI_SOURCE,
    PIP,
    TEST,
    TORCH,
    NotPinned,
    Pin,
    files_of,
    read_pins,
)

LOCKS = (APP, OPENAI, TEST)
SYSTEMS = [("linux", "posix", "x86_64"), ("win32", "nt", "AMD64"), ("darwin", "posix", "arm64")]


def pins_of(*locks: str) -> list[Pin]:
    files = [file for lock in locks for file in files_of(lock)]
    return [pin for file in files for pin in read_pins(file.read_text(encoding="utf-8"))]


def test_every_file_in_the_folder_belongs_to_a_lock() -> None:
    named = {file for lock in LOCKS for file in files_of(lock)}
    assert named == set(next(iter(named)).parent.glob("*.txt"))


def test_every_package_is_pinned_and_all_but_torch_have_hashes() -> None:
    pins = pins_of(*LOCKS)
    assert len(pins) > 60
    assert [pin.name for pin in pins if not pin.hashes] == [TORCH]


def test_no_package_is_locked_twice() -> None:
    names = [canonicalize_name(pin.name) for pin in pins_of(*LOCKS)]
    assert sorted(names) == sorted(set(names))


def test_every_requirement_of_the_project_is_locked_at_a_version_it_allows(checkout: Path) -> None:
    declared = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    extras = declared["project"]["optional-dependencies"]
    wanted = declared["project"]["dependencies"] + declared["build-system"]["requires"]
    locked = {canonicalize_name(pin.name): pin.version for pin in pins_of(*LOCKS)}
    for line in itertools.chain(wanted, extras["openai"], extras["test"]):
        requirement = Requirement(line)
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{line} is not locked: run packaging/lock.py"
        assert requirement.specifier.contains(version), (
            f"{line} is locked at {version}: run packaging/lock.py"
        )


@pytest.mark.parametrize(("system", "os_name", "machine"), SYSTEMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_each_system_and_python_gets_what_the_program_declares(
    checkout: Path, system: str, os_name: str, machine: str, python: str
) -> None:
    place = {
        "sys_platform": system,
        "os_name": os_name,
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    chosen = {
        canonicalize_name(pin.name)
        for pin in pins_of(*LOCKS)
        if not pin.marker or Marker(pin.marker).evaluate(place)
    }
    declared = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {canonicalize_name(Requirement(line).name) for line in declared["dependencies"]}
    assert names <= chosen


def test_graphics_card_code_is_left_out() -> None:
    assert [pin.name for pin in pins_of(*LOCKS) if pin.name.startswith(("triton", "nvidia-", "cuda-"))] == []


def test_the_reference_engine_and_torch_are_kept_apart_from_the_rest() -> None:
    assert [file.stem for file in files_of(OPENAI)] == [OPENAI, TORCH, OPENAI_SOURCE]
    names = {pin.name for pin in pins_of(APP, TEST)}
    assert names.isdisjoint({"torch", "openai-whisper"})


def test_pip_comes_before_what_it_installs() -> None:
    assert [file.stem for file in files_of(APP)] == [PIP, APP]


def test_a_pin_is_read_with_its_marker_and_hashes() -> None:
    mark = "a" * 64
    (pin,) = read_pins(
        f"# why\ncolorama==0.4.6 ; os_name == 'nt' \\\n    --hash=sha256:{mark}\n    # via click\n"
    )
    assert pin == Pin("colorama", "0.4.6", "os_name == 'nt'", (mark,))


@pytest.mark.parametrize("line", ["numpy", "numpy>=2", "numpy==2.*,<3", "-e .", "./numpy.whl"])
def test_a_line_without_one_exact_version_is_refused(line: str) -> None:
    with pytest.raises(NotPinned):
        read_pins(line)
