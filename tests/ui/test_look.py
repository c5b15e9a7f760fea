"""Colours can be told from their grounds by everybody, and text grows to twice its size."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from minutewright.ui.theme.icons import icon_folder, picture
from minutewright.ui.theme.palette import palette_of, tokens_from
from minutewright.ui.theme.theme import Look, Theme
from minutewright.ui.theme.tokens import DARK, LIGHT, Tokens, contrast, lightness, text_pairs


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_text_stands_out_from_every_ground(tokens: Tokens) -> None:
    faint = {
        what: contrast(text, ground)
        for what, text, ground in text_pairs(tokens)
        if contrast(text, ground) < 4.5
    }
    assert not faint


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_no_speaker_is_lighter_than_another(tokens: Tokens) -> None:
    values = [lightness(colour) for colour in tokens.speakers]
    assert len(set(tokens.speakers)) == 8
    assert max(values) - min(values) < 1


def test_under_high_contrast_only_colours_of_the_system_are_used() -> None:
    system = palette_of(DARK)
    system.setColor(QPalette.ColorRole.WindowText, "#FFFFFF")
    tokens = tokens_from(system)
    roles = {
        system.color(role).name().upper()
        for role in QPalette.ColorRole
        if role != QPalette.ColorRole.NColorRoles
    }
    assert {tokens.ink, tokens.ground, tokens.paper, tokens.accent, *tokens.speakers} <= roles


def test_under_high_contrast_no_palette_of_ours_is_set(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(qapp, Look.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.ground
    monkeypatch.setattr(Theme, "high_contrast", property(lambda self: True))
    theme.apply()
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.system_palette.color(
        QPalette.ColorRole.Window
    )
    used = {theme.tokens.ground, theme.tokens.paper, theme.tokens.ink, theme.tokens.accent}
    assert all(
        colour in used or colour not in qapp.styleSheet()
        for colour in (LIGHT.accent, LIGHT.line, LIGHT.quiet)
    )
    theme.setParent(None)


def test_text_can_be_twice_as_large(qapp: QApplication) -> None:
    theme = Theme(qapp, Look.LIGHT)
    usual = qapp.font().pointSizeF()
    theme.set_text_scale(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * usual)
    theme.set_text_scale(100)
    theme.setParent(None)


def test_every_drawing_draws_something_in_the_colour_asked_for(qapp: QApplication) -> None:
    for path in icon_folder().glob("*.svg"):
        image = picture(path.stem, "#FF0000").toImage()
        drawn = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        solid = [colour for colour in drawn if colour.alpha() > 120]
        assert solid, path.stem
        if not path.stem.startswith(("arrow-", "tick-")):
            assert all(colour.red() > 250 and colour.green() < 5 for colour in solid), path.stem


@pytest.mark.parametrize(("shade", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_signs_of_fields_have_the_colours_of_the_tokens(shade: str, tokens: Tokens) -> None:
    for way in ("up", "down"):
        assert tokens.quiet in (icon_folder() / f"arrow-{way}-{shade}.svg").read_text(encoding="utf-8")
    assert tokens.paper in (icon_folder() / f"tick-{shade}.svg").read_text(encoding="utf-8")
