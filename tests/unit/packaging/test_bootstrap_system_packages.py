"""Which system packages are asked for, and the command a reader is given to type."""

import io

import pytest
from setup_steps import system_packages
from setup_steps.machine import MANAGERS, Machine
from setup_steps.plain_lines import PlainLines
from setup_steps.stopping import CannotGoOn, Exit


def machine(
    system: str = "Linux", manager: str | None = "apt-get", rights: tuple[str, ...] | None = None
) -> Machine:
    return Machine(system, "Somewhere 1", "x86_64", manager, rights, has_display=False)


def test_every_known_manager_has_its_names() -> None:
    assert set(system_packages.MANAGERS) == set(MANAGERS)


def test_the_tests_need_more_than_the_program() -> None:
    for manager in MANAGERS:
        program = system_packages.wanted(manager, for_tests=False, without_venv=False)
        tests = system_packages.wanted(manager, for_tests=True, without_venv=False)
        assert set(program) < set(tests)


def test_debian_is_asked_for_the_venv_package_only_where_python_lacks_it() -> None:
    package = system_packages.venv_package()
    assert package in system_packages.wanted("apt-get", for_tests=False, without_venv=True)
    assert package not in system_packages.wanted("apt-get", for_tests=False, without_venv=False)
    assert package not in system_packages.wanted("dnf", for_tests=False, without_venv=True)


def test_only_what_is_missing_is_asked_for() -> None:
    there = {"libegl1"}
    found = system_packages.missing("apt-get", ["libegl1", "xvfb"], lambda manager, name: name in there)
    assert found == ["xvfb"]


def test_the_command_to_type_is_one_line_with_sudo() -> None:
    told = system_packages.command_to_type("apt-get", ["xvfb", "ffmpeg"], with_sudo=True)
    assert told == "sudo apt-get install --no-install-recommends xvfb ffmpeg"


def test_without_rights_the_command_is_printed_and_the_set_up_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages, "missing", lambda manager, packages: ["xvfb"])
    said = io.StringIO()
    system_packages.provide(machine(), PlainLines(said), for_tests=True, without_venv=False, must=False)
    assert "     sudo apt-get install --no-install-recommends xvfb\n" in said.getvalue()
    assert "Going on without them" in said.getvalue()


def test_in_ci_a_missing_system_package_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "missing", lambda manager, packages: ["xvfb"])
    with pytest.raises(CannotGoOn, match="xvfb") as stopped:
        system_packages.provide(
            machine(), PlainLines(io.StringIO()), for_tests=True, without_venv=False, must=True
        )
    assert stopped.value.exit_code == Exit.NO_SYSTEM_PACKAGES


def test_windows_needs_no_system_packages() -> None:
    said = io.StringIO()
    here = machine("Windows", manager=None)
    system_packages.provide(here, PlainLines(said), for_tests=False, without_venv=False, must=True)
    assert "None are needed on Windows" in said.getvalue()
