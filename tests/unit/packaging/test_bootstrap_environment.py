"""When the environment is left alone, what pip's failures are told as, and how the command line is read."""

import errno
import io
import subprocess
from pathlib import Path

import pytest
from setup_steps import checks, commands, environment, python_packages
from setup_steps.checks import verdict
from setup_steps.commands import read_order
from setup_steps.locks import APP, OPENAI, TEST, fingerprint, locks_for
from setup_steps.machine import Machine
from setup_steps.pip_runs import NotOnIndex, reason_for
from setup_steps.plain_lines import PlainLines
from setup_steps.stamp import Stamp, forget_stamp, read_stamp, write_stamp
from setup_steps.stopping import CannotGoOn, Exit

LOG = Path("set-up.log")


def test_nothing_is_wanted_where_everything_is_stamped() -> None:
    stamp = Stamp("3.11.2", {"app": "a", "test": "t"})
    assert stamp.still_wanted(Stamp("3.11.2", {"app": "a"})) == []


def test_only_the_lock_that_changed_is_installed_again() -> None:
    assert Stamp("3.11.2", {"app": "a", "test": "t"}).still_wanted(
        Stamp("3.11.2", {"app": "a", "test": "new"})
    ) == ["test"]


def test_another_python_makes_everything_wanted() -> None:
    assert Stamp("3.11.2", {"app": "a"}).still_wanted(Stamp("3.12.1", {"app": "a"})) == ["app"]


def test_installing_the_tests_keeps_the_note_of_the_rest() -> None:
    after = Stamp("3.11.2", {"app": "a", "openai": "o"}).with_installed(
        Stamp("3.11.2", {"app": "b", "test": "t"})
    )
    assert after.installed == {"app": "b", "openai": "o", "test": "t"}


def test_a_stamp_is_read_back_as_written(tmp_path: Path) -> None:
    write_stamp(tmp_path, Stamp("3.13.0", {"app": "a"}))
    assert read_stamp(tmp_path) == Stamp("3.13.0", {"app": "a"})
    forget_stamp(tmp_path)
    assert read_stamp(tmp_path) == Stamp("")


def test_a_damaged_stamp_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "minutewright-setup.json").write_text('{"python": ', encoding="utf-8")
    assert read_stamp(tmp_path) == Stamp("")


def test_a_lock_has_the_same_fingerprint_with_windows_line_ends(tmp_path: Path) -> None:
    (tmp_path / "unix.txt").write_bytes(b"a==1\nb==2\n")
    (tmp_path / "windows.txt").write_bytes(b"a==1\r\nb==2\r\n")
    (tmp_path / "other.txt").write_bytes(b"a==1\nb==3\n")
    assert fingerprint(tmp_path / "unix.txt") == fingerprint(tmp_path / "windows.txt")
    assert fingerprint(tmp_path / "unix.txt") != fingerprint(tmp_path / "other.txt")


def test_light_leaves_out_the_reference_engine_and_run_leaves_out_the_tests() -> None:
    assert locks_for(for_tests=False, light=False) == [APP, OPENAI]
    assert locks_for(for_tests=True, light=True) == [APP, TEST]
    assert set(python_packages.marks_of([APP])) == {APP, python_packages.PROJECT}


def test_the_heavier_set_up_asks_for_more_room() -> None:
    assert python_packages.room_needed_mb([APP]) < python_packages.room_needed_mb([APP, OPENAI])
    assert "--light" in str(python_packages.no_room(3000, 400, could_be_lighter=True))
    assert "--light" not in str(python_packages.no_room(1100, 400, could_be_lighter=False))


@pytest.mark.parametrize(
    ("printed", "exit_code", "words"),
    [
        (
            "ERROR: Could not install packages: [Errno 28] No space left on device",
            Exit.NO_SPACE,
            "disk is full",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for numpy==2.4.6",
            Exit.NO_NETWORK,
            "cannot be reached",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after SSLError([SSL: CERTIFICATE_VERIFY_FAILED])",
            Exit.NO_NETWORK,
            "certificate is not trusted",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
            Exit.PACKAGES_FAILED,
            "not the one this version was tested",
        ),
        (
            "ERROR: No matching distribution found for torch==2.13.0+cpu",
            Exit.PACKAGES_FAILED,
            "has no torch==2.13.0",
        ),
        ("ERROR: Failed building wheel for somewhat", Exit.PACKAGES_FAILED, "Failed building wheel"),
    ],
)
def test_a_failure_of_pip_is_told_by_its_cause(printed: str, exit_code: Exit, words: str) -> None:
    reason = reason_for(printed, LOG)
    assert reason.exit_code == exit_code
    assert words in str(reason)


def test_a_package_that_is_not_on_the_index_can_be_told_from_the_rest() -> None:
    assert isinstance(
        reason_for("ERROR: No matching distribution found for torch==2.13.0+cpu", LOG), NotOnIndex
    )


class FakeIndex:
    """Stands for pip and an index that has `has` of the builds of torch; notes what was asked for."""

    def __init__(self, has: str) -> None:
        self.has = has
        self.asked: list[list[str]] = []

    def pip(self, python: Path, arguments: list[str], log: Path, count: object) -> None:
        self.asked.append(arguments)
        if arguments[-1] != self.has:
            raise NotOnIndex(Exit.PACKAGES_FAILED, "not there")


def torch_asked_for(
    monkeypatch: pytest.MonkeyPatch, system: str, has: str, index: str | None = None
) -> list[list[str]]:
    fake = FakeIndex(has)
    monkeypatch.setattr(python_packages, "pip", fake.pip)
    monkeypatch.setattr(python_packages, "_ROOM_FOR_LARGE_TORCH_MB", 0)
    machine = Machine(system, "Somewhere 1", "x86_64", None, None, has_display=False)
    python_packages._install_torch(machine, PlainLines(io.StringIO()), Path("python"), index)
    return fake.asked


def test_linux_takes_the_build_for_the_processor_and_nothing_it_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert torch_asked_for(monkeypatch, "Linux", "torch==2.13.0+cpu") == [["--no-deps", "torch==2.13.0+cpu"]]


def test_linux_takes_the_ordinary_build_with_its_libraries_where_there_is_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = torch_asked_for(monkeypatch, "Linux", "torch==2.13.0")
    assert asked == [["--no-deps", "torch==2.13.0+cpu"], ["torch==2.13.0"]]


def test_windows_takes_the_ordinary_build(monkeypatch: pytest.MonkeyPatch) -> None:
    assert torch_asked_for(monkeypatch, "Windows", "torch==2.13.0") == [["--no-deps", "torch==2.13.0"]]


def test_another_index_for_torch_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    (asked,) = torch_asked_for(monkeypatch, "Linux", "torch==2.13.0+cpu", "file:///media/wheels")
    assert asked[1:3] == ["--extra-index-url", "file:///media/wheels"]


def test_what_is_not_ours_goes_to_pytest_in_its_order() -> None:
    order = read_order(["test", "--light", "tests/unit", "-k", "agenda", "-x"], {})
    assert order.light
    assert order.for_pytest == ("tests/unit", "-k", "agenda", "-x")


def test_the_reliability_tests_can_be_narrowed_like_the_others() -> None:
    order = read_order(["reliability", "--light", "-k", "kills"], {})
    assert order.command == "reliability"
    assert order.for_pytest == ("-k", "kills")


def test_the_reliability_tests_bring_their_table_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, env: dict[str, str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append((command, env))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(checks.subprocess, "run", run)
    here = Machine("Darwin", "a Mac", "arm64", None, None, has_display=True)
    assert checks.run_reliability(here, tmp_path / "python", PlainLines(io.StringIO()), ["-k", "kills"]) == 0
    ((command, variables),) = ran
    assert command[1:5] == ["-m", "pytest", "-m", "reliability"]
    assert command[-2:] == ["-k", "kills"]
    assert variables["MINUTEWRIGHT_WRITE_FIGURES"] == "1"


def test_ci_is_asked_for_by_option_or_by_variable() -> None:
    assert read_order(["test", "--ci"], {}).ci
    assert read_order(["test"], {"CI": "true"}).ci
    assert not read_order(["test"], {"CI": "false"}).ci


@pytest.mark.parametrize("arguments", [[], ["walk"], ["run", "tests/unit"], ["run", "--window"]])
def test_a_command_line_that_means_nothing_is_refused(arguments: list[str]) -> None:
    with pytest.raises(CannotGoOn) as stopped:
        read_order(arguments, {})
    assert stopped.value.exit_code == Exit.WRONG_USE


def test_a_refusal_is_one_sentence_on_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run_command(["walk"]) == Exit.WRONG_USE
    said = capsys.readouterr()
    assert said.out == ""
    assert "not understood" in said.err
    assert "Traceback" not in said.err


def test_a_folder_that_cannot_be_written_is_told_plainly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", "/checkout/.venv")

    monkeypatch.setattr(commands, "_carry_out", refuse)
    assert commands.run_command(["run"]) == Exit.NO_ENVIRONMENT
    assert "/checkout/.venv cannot be used (Permission denied)" in capsys.readouterr().err


def test_a_passed_test_run_still_fails_when_another_check_did() -> None:
    assert verdict([], 0) == 0
    assert verdict(["mypy"], 0) == Exit.CHECK_FAILED
    assert verdict(["mypy"], 2) == 2
    assert verdict([], 5) == 5


def test_programs_get_utf8_text_where_no_language_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert environment.environment_variables()["LC_ALL"] == "C.UTF-8"
    monkeypatch.setenv("LANG", "en_GB.utf8")
    assert "LC_ALL" not in environment.environment_variables()
