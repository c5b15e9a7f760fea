"""Microphones are found by name, and what cannot be opened is said plainly."""

import pytest

from minutewright.domain.errors import DeviceBusy, DeviceError, NoMicrophone
from minutewright.services.capture.devices import find_input, list_inputs, open_error
from minutewright.services.capture.take import Wanted, open_take
from minutewright.services.sound.portaudio import renew_devices
from sound_rig import SoundRig


def test_all_microphones_are_listed_the_default_one_first(sound_rig: SoundRig) -> None:
    inputs = list_inputs()
    assert [device.is_default for device in inputs].index(True) == 0
    assert {"room", "lectern", "default"} <= {device.name for device in inputs}
    assert all(device.channels > 0 and device.sample_rate > 0 for device in inputs)


@pytest.mark.parametrize("name", ["lectern", "LECTERN", "lect"])
def test_a_microphone_is_found_by_its_name_or_part_of_it(sound_rig: SoundRig, name: str) -> None:
    assert find_input(name).name == "lectern"


def test_no_name_is_the_default(sound_rig: SoundRig) -> None:
    assert find_input().is_default


def test_a_name_that_fits_several_is_asked_back(sound_rig: SoundRig) -> None:
    with pytest.raises(DeviceError, match="“lectern”.*“default”|“default”.*“lectern”"):
        find_input("e")


def test_a_name_that_fits_none_lists_what_there_is(sound_rig: SoundRig) -> None:
    with pytest.raises(DeviceError, match="no microphone called “gallery”.*“room”"):
        find_input("gallery")


def test_without_microphones_it_says_so(no_sound_card: None) -> None:
    assert list_inputs() == ()
    with pytest.raises(NoMicrophone):
        find_input()


def test_a_microphone_that_went_away_cannot_be_opened(fresh_sound_rig: SoundRig) -> None:
    fresh_sound_rig.unplug("room")
    with pytest.raises(DeviceError, match="“room” cannot be opened"):
        open_take(Wanted("room"))


def test_the_list_is_not_renewed_under_an_open_stream(sound_rig: SoundRig) -> None:
    take = open_take(Wanted("room"))
    assert not renew_devices()
    take.close()
    take.close()
    assert renew_devices()


def test_more_channels_than_there_are_become_those_there_are(sound_rig: SoundRig) -> None:
    take = open_take(Wanted("room", channels=500))
    assert 1 <= take.channels < 500
    take.close()


class FakePortAudioError(Exception):
    """A device that another program holds cannot be had in a software sound card."""


def test_a_microphone_that_another_program_holds_is_said_to_be_busy() -> None:
    error = open_error(FakePortAudioError("Error opening RawInputStream: Device unavailable", -9985), "room")
    assert isinstance(error, DeviceBusy)
    assert "Another program" in str(error)
