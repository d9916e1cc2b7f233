"""Which cells of an XLS book are shown in which number format ([MS-XLS], BIFF8)."""

import io
import struct
from collections.abc import Iterator

import olefile

from znatok.ingestion.parsing.number_formats import BUILT_IN

_HEAD = struct.Struct("<HH")  # type and length of a record, 2.1.4
_BOF, _EOF, _SHEET, _FORMAT, _LOOK = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _PACKED, _SEVERAL, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_BIFF8 = 0x0600
_PLACE = struct.Struct("<HHH")  # row, column, look
_PACKED_CELL = 6  # bytes: look and number
_WIDE = 1  # flag of a string: two bytes a letter


class XlsStyles:
    """The formats of a book's numbers; without an entry: General. Damage gives what was read."""

    def __init__(self, data: bytes) -> None:
        self._stream = _workbook(data)
        self._codes: dict[int, str] = {}
        self._places: dict[str, int] = {}
        self._read_book()

    def codes(self, sheet: str) -> dict[tuple[int, int], str]:
        """Format codes by (row, column) from 0, for cells that have another than General."""
        place = self._places.get(sheet)
        if place is None or not self._codes:
            return {}
        found = (
            ((row, column), self._codes.get(look, ""))
            for kind, body in self._records(place)
            for row, column, look in _cells(kind, body)
        )
        return {where: code for where, code in found if code}

    def _read_book(self) -> None:
        own: dict[int, str] = {}
        looks: list[int] = []
        for kind, body in self._records(0):
            if kind == _BOF and int.from_bytes(body[:2], "little") != _BIFF8:
                return
            if kind == _FORMAT:
                own[int.from_bytes(body[:2], "little")] = _string(body[4:], body[2:4])
            elif kind == _LOOK:
                looks.append(int.from_bytes(body[2:4], "little"))
            elif kind == _SHEET:
                self._places[_string(body[7:], body[6:7])] = int.from_bytes(body[:4], "little")
        for at, identifier in enumerate(looks):
            code = own.get(identifier) or BUILT_IN.get(identifier, "")
            if code and code.lower() not in {"general", "@"}:
                self._codes[at] = code

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """The records of one part, to its end; parts inside it (charts) included."""
        depth = 0
        while at + _HEAD.size <= len(self._stream):
            kind, length = _HEAD.unpack_from(self._stream, at)
            at += _HEAD.size
            yield kind, self._stream[at : at + length]
            at += length
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and look of each number in a record."""
    if len(body) < _PLACE.size:
        return
    row, column, look = _PLACE.unpack_from(body)
    if kind in {_NUMBER, _PACKED, _FORMULA}:
        yield row, column, look
    elif kind == _SEVERAL:
        for step, at in enumerate(range(4, len(body) - _PACKED_CELL + 1, _PACKED_CELL)):
            yield row, column + step, int.from_bytes(body[at : at + 2], "little")


def _string(body: bytes, length: bytes) -> str:
    """A string by its number of letters; the first byte says how wide they are."""
    letters = int.from_bytes(length, "little")
    if body[:1] and body[0] & _WIDE:
        return body[1 : 1 + 2 * letters].decode("utf-16-le", "replace")
    return body[1 : 1 + letters].decode("latin-1")


def _workbook(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            return bytes(compound.openstream("Workbook").read())
    except (OSError, ValueError, IndexError, struct.error):
        return b""
