"""Messages survive the trip, and anything that is no message is refused in plain words."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from minutewright.domain.errors import ProcessError
from minutewright.services.processes.messages import MessageSet


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    name: str
    weight: float


@dataclass(frozen=True)
class Order:
    number: int
    at: datetime
    where: Path
    colour: Colour
    parts: tuple[Part, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Stranger:
    pass


ORDERS: MessageSet[Order] = MessageSet("orders", 3, (Order,))
ORDER = Order(7, datetime(2026, 11, 22, 19, 0, tzinfo=UTC), Path("/a/b"), Colour.RED, (Part("Añejo", 0.5),))


def test_a_message_comes_back_as_it_was_sent() -> None:
    assert ORDERS.decode(ORDERS.encode(ORDER)) == ORDER


def test_a_message_is_one_line_of_json_with_its_name_and_version() -> None:
    data = ORDERS.encode(ORDER)
    assert b"\n" not in data
    envelope = json.loads(data)
    assert (envelope["set"], envelope["version"], envelope["type"]) == ("orders", 3, "Order")


def test_a_message_that_is_not_of_the_set_is_a_programming_mistake() -> None:
    with pytest.raises(TypeError):
        ORDERS.encode(Stranger())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": 4}, "version 4"),
        ({"type": "Refund"}, "Refund"),
        ({"set": "invoices"}, "no message"),
        ({"body": {"number": "x"}}, "form"),
        ({"body": None}, "form"),
        ({"body": {**json.loads(ORDERS.encode(ORDER))["body"], "extra": 1}}, "form"),
    ],
)
def test_what_another_version_says_is_refused_in_plain_words(changed: dict[str, object], words: str) -> None:
    envelope = json.loads(ORDERS.encode(ORDER)) | changed
    with pytest.raises(ProcessError, match=words):
        ORDERS.decode(json.dumps(envelope).encode())


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe", b"[]", b"12"])
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    with pytest.raises(ProcessError, match="no message"):
        ORDERS.decode(data)
