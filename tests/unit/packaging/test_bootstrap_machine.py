"""What the set-up finds out about a computer, and what it says about the Python that runs it."""

import bootstrap
import pytest
from setup_steps.machine import has_display, manager_of, rights_for, speech_reference_is_possible


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_pythons_we_lock_for_are_suitable(version: tuple[int, int]) -> None:
    assert bootstrap.suitable(version)


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 14), (4, 0)])
def test_older_and_newer_pythons_are_refused(version: tuple[int, int]) -> None:
    assert not bootstrap.suitable(version)


def test_the_refusal_names_a_python_that_would_do() -> None:
    said = bootstrap.wrong_python_sentence((3, 9), is_here=lambda name: name == "python3.12")
    assert "this is Python 3.9; nothing was changed" in said
    assert "also has python3.12" in said


def test_the_refusal_asks_for_one_where_none_is_here() -> None:
    assert "Install one of them" in bootstrap.wrong_python_sentence((3, 9), is_here=lambda name: False)


def test_a_program_that_is_not_here_does_not_answer() -> None:
    assert not bootstrap.answers("no-such-program-of-ours")


def test_debian_is_known_by_its_package_manager() -> None:
    assert manager_of("Linux", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None) == "apt-get"


def test_brew_is_used_on_macs_only() -> None:
    def everywhere(name: str) -> str | None:
        return "/x/brew" if name == "brew" else None

    assert manager_of("macOS", everywhere) == "brew"
    assert manager_of("Linux", everywhere) is None


def test_windows_has_no_package_manager_of_ours() -> None:
    assert manager_of("Windows", lambda name: name) is None


def test_root_needs_nothing_before_the_command() -> None:
    assert rights_for("apt-get", is_root=True, sudo_asks_nothing=lambda: False) == ()


def test_sudo_is_used_only_where_it_asks_no_password() -> None:
    assert rights_for("apt-get", is_root=False, sudo_asks_nothing=lambda: True) == ("sudo", "-n")
    assert rights_for("apt-get", is_root=False, sudo_asks_nothing=lambda: False) is None


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("Linux", {}, False),
        ("Linux", {"DISPLAY": ""}, False),
        ("Linux", {"DISPLAY": ":0"}, True),
        ("Linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("Windows", {}, True),
        ("macOS", {}, True),
    ],
)
def test_a_display_is_found_as_each_system_has_it(
    system: str, variables: dict[str, str], expected: bool
) -> None:
    assert has_display(system, variables) is expected


def test_intel_macs_go_without_torch() -> None:
    assert not speech_reference_is_possible("macOS", "x86_64")
    assert speech_reference_is_possible("macOS", "arm64")
    assert speech_reference_is_possible("Linux", "x86_64")
