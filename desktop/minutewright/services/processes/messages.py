"""Messages between our processes: frozen dataclasses written as one line of JSON, with a name and a version."""

import json
from typing import Any, Generic, TypeVar

from cattrs.errors import ForbiddenExtraKeysError
from cattrs.preconf.json import make_converter

from minutewright.domain.errors import ProcessError

M = TypeVar("M")


class MessageSet(Generic[M]):
    """The messages two processes have agreed on.

    A message is a frozen dataclass of JSON-friendly fields (text, numbers, bool, enums, aware datetimes, `Path`,
    tuples and further dataclasses). On the wire it is
    `{"set": name, "version": n, "type": class name, "body": {…}}` in UTF-8.

    `version` counts up whenever a message changes its meaning; the two sides must carry the same number, since
    a window that was updated may meet a recorder that has been running since before.
    """

    def __init__(self, name: str, version: int, types: tuple[type[M], ...]) -> None:
        self.name = name
        self.version = version
        self._types = {kind.__name__: kind for kind in types}
        if len(self._types) != len(types):
            raise ValueError(f"two messages of “{name}” have the same name")
        self._converter = make_converter(forbid_extra_keys=True, detailed_validation=False)

    @property
    def types(self) -> tuple[type[M], ...]:
        """The classes of the messages."""
        return tuple(self._types.values())

    def encode(self, message: M) -> bytes:
        """The message as bytes.

        Raises:
            TypeError: the class of the message is not in this set (a programming mistake).
        """
        kind = type(message)
        if self._types.get(kind.__name__) is not kind:
            raise TypeError(f"{kind.__name__} is not a message of “{self.name}”")
        envelope = {
            "set": self.name,
            "version": self.version,
            "type": kind.__name__,
            "body": self._converter.unstructure(message),
        }
        return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, data: bytes) -> M:
        """The message in `data`.

        Raises:
            ProcessError: the bytes are no message, or one of another set, version or type.
        """
        envelope = self._envelope(data)
        if envelope.get("version") != self.version:
            raise ProcessError(
                f"A part of the program that is already running speaks version {envelope.get('version')} "
                f"of its language, this one version {self.version}. Close the program everywhere and start it again."
            )
        kind = self._types.get(str(envelope.get("type")))
        if kind is None:
            raise ProcessError(
                f"A part of the program sent “{envelope.get('type')}”, which this version does not know."
            )
        try:
            return self._converter.structure(envelope.get("body"), kind)
        except (ValueError, TypeError, KeyError, AttributeError, ForbiddenExtraKeysError) as error:
            raise ProcessError(
                f"A part of the program sent “{kind.__name__}” in a form this version does not know."
            ) from error

    def _envelope(self, data: bytes) -> dict[str, Any]:
        try:
            envelope = json.loads(data)
        except ValueError:
            envelope = None
        if not isinstance(envelope, dict) or envelope.get("set") != self.name:
            raise ProcessError("A part of the program sent something that is no message.")
        return envelope
