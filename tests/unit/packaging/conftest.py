"""Lets the tests import what is in packaging/, which is no package and is not installed."""

import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]

sys.path.append(str(CHECKOUT / "packaging"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the project."""
    return CHECKOUT
