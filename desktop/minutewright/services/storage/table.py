"""One table of records: get, all, put, delete. The columns are the fields of the record."""

from collections.abc import Iterable
from threading import RLock
from typing import Any, Generic, TypeVar

import apsw

from minutewright.domain.errors import OutsideAction
from minutewright.services.storage.codec import columns_of, from_row, to_row

Record = TypeVar("Record")


class Table(Generic[Record]):
    """Records of one type, keyed by their `id`, read back in `order_by`.

    `lock` is the store's: the connection serves one thread at a time, and a reader must not see half an action.
    Writing a table of the clerk's outside `store.action()` raises OutsideAction (the trigger is in history.py).
    """

    def __init__(
        self, db: apsw.Connection, name: str, record: type[Record], order_by: str, lock: RLock
    ) -> None:
        self.name = name
        self._db = db
        self._lock = lock
        self._record = record
        self._columns = ", ".join(f'"{column}"' for column in columns_of(record))
        self._order_by = order_by
        places = ", ".join("?" for _ in columns_of(record))
        changes = ", ".join(f'"{column}" = excluded."{column}"' for column in columns_of(record)[1:])
        self._insert = f'INSERT INTO "{name}" ({self._columns}) VALUES ({places})'
        self._upsert = f'{self._insert} ON CONFLICT ("{columns_of(record)[0]}") DO UPDATE SET {changes}'

    def get(self, key: str) -> Record | None:
        """The record with this id, or None."""
        with self._lock:
            row = self._db.execute(
                f'SELECT {self._columns} FROM "{self.name}" WHERE id = ?', (key,)
            ).fetchone()
        return None if row is None else from_row(self._record, row)

    def all(self, where: str = "TRUE", values: tuple[Any, ...] = ()) -> tuple[Record, ...]:
        """All records, or those that meet an SQL condition, in the table's order."""
        with self._lock:
            rows: list[Any] = self._db.execute(
                f'SELECT {self._columns} FROM "{self.name}" WHERE {where} ORDER BY {self._order_by}', values
            ).fetchall()
        return tuple(from_row(self._record, row) for row in rows)

    def count(self) -> int:
        """How many records there are."""
        with self._lock:
            return int(self._db.execute(f'SELECT count(*) FROM "{self.name}"').get)

    def put(self, *records: Record) -> None:
        """Store records, in place of those with the same id."""
        self.put_all(records)

    def put_all(self, records: Iterable[Record]) -> None:
        """Store many records, in place of those with the same id."""
        self._write(self._upsert, (to_row(record) for record in records))

    def append_all(self, records: Iterable[Record]) -> None:
        """Store new records; one whose id is taken raises apsw.ConstraintError."""
        self._write(self._insert, (to_row(record) for record in records))

    def delete(self, *keys: str) -> None:
        """Remove the records with these ids; ids that are not there are no error."""
        self._write(f'DELETE FROM "{self.name}" WHERE id = ?', ((key,) for key in keys))

    def _write(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        try:
            with self._lock:
                self._db.executemany(statement, rows)
        except apsw.ConstraintError as error:
            if "outside an action" in str(error):
                raise OutsideAction(f"The table {self.name} was written outside store.action().") from error
            raise
