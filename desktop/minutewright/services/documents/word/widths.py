"""How wide text prints, roughly: enough to place what stands beside it."""


def bold_width_pt(text: str) -> float:
    """A generous guess at the width of 12 pt bold Arial (its mean letter widths, from the font's metrics)."""
    return sum(_width_em(letter) for letter in text) * 12.0


def _width_em(letter: str) -> float:
    if letter in "MW":
        return 0.94
    if letter in "ijltfI .,:;'’()[]-":
        return 0.36
    return 0.73 if letter.isupper() else 0.61
