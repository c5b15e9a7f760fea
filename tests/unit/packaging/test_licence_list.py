"""THIRD-PARTY.md: made from what is installed, and never silent about a licence nobody has looked at."""

import re
from email.message import Message
from importlib import metadata
from pathlib import Path

import licences
import pytest
from setup_steps.locks import APP, OPENAI, TEST, Pin, files_of, read_pins


def said(**fields: str) -> Message:
    message = Message()
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    return message


def test_the_list_has_every_locked_package_at_its_version(checkout: Path) -> None:
    text = (checkout / "THIRD-PARTY.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (\S+) \| (\d\S*) \|", text, re.MULTILINE))
    files = [file for lock in (APP, OPENAI, TEST) for file in files_of(lock)]
    pins = [pin for file in files for pin in read_pins(file.read_text(encoding="utf-8"))]
    assert listed == {(licences.canonical(pin.name), pin.version) for pin in pins}, (
        "run packaging/licences.py"
    )


def test_the_list_is_what_the_installed_metadata_says(checkout: Path) -> None:
    try:
        text = licences.whole_list()
    except licences.NotInstalled as reason:
        pytest.skip(f"not everything in the lock files is installed: {reason}")
    assert text == (checkout / "THIRD-PARTY.md").read_text(encoding="utf-8"), "run packaging/licences.py"


def test_the_list_says_first_that_a_wheel_carries_gpl_code(checkout: Path) -> None:
    text = (checkout / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert text.index("The PyAV wheel (`av`) carries GPL code") < text.index("What the program uses")
    assert "x264" in text
    assert "x265" in text


def test_an_unknown_licence_stops_the_list() -> None:
    with pytest.raises(licences.UnknownLicence, match="somewhat"):
        licences.licence_of("somewhat", said(License_Expression="Beerware"))


def test_a_package_that_names_no_licence_stops_the_list() -> None:
    with pytest.raises(licences.UnknownLicence):
        licences.licence_of("somewhat", said(Summary="good for all"))


def test_gpl_alone_is_not_accepted_but_a_choice_with_lgpl_is() -> None:
    assert not licences.is_accepted("GPL-3.0-only")
    assert not licences.is_accepted("MIT AND GPL-2.0-or-later")
    assert licences.is_accepted("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only")
    assert licences.is_accepted("MIT AND (Apache-2.0 OR GPL-3.0-only)")


def test_older_metadata_is_read_by_its_words_or_its_class() -> None:
    assert licences.licence_of("somewhat", said(License="BSD 3-Clause License")) == "BSD-3-Clause"
    assert licences.licence_of("somewhat", said(Classifier="License :: OSI Approved :: MIT License")) == "MIT"


def test_the_vague_word_bsd_is_not_enough() -> None:
    with pytest.raises(licences.UnknownLicence):
        licences.licence_of("somewhat", said(License="BSD"))


def test_a_package_at_another_version_than_locked_is_refused() -> None:
    with pytest.raises(licences.NotInstalled, match="locked as 0.0.1"):
        licences.describe(Pin("pytest", "0.0.1", "", ()), {})
    assert licences.describe(Pin("pytest", metadata.version("pytest"), "", ()), {}).licence == "MIT"
