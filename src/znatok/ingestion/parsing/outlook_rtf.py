"""The packed RTF body of Outlook letters ([MS-OXRTFCP]): LZ77 over a window that starts filled."""

import struct

_HEADER = struct.Struct("<IIII")  # packed size, unpacked size, kind, checksum
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D  # «LZFu», «MELA»
_WINDOW = 4096
_LONGEST = 64 << 20  # no letter's formatting is longer
# [MS-OXRTFCP] 2.1.3.1: what the window holds before the first byte.
_PREFIX = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpack_rtf(data: bytes) -> bytes:
    """The RTF; b"" for what is not packed this way. A body cut short gives what came."""
    if len(data) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(data)
    if kind == _PLAIN:
        return data[_HEADER.size :][:size]
    return _unpack(data[_HEADER.size :], min(size, _LONGEST)) if kind == _PACKED else b""


def _unpack(packed: bytes, size: int) -> bytes:
    window = _Window()
    at = 0
    while at < len(packed) and len(window.given) < size:
        flags, at = packed[at], at + 1
        for bit in range(8):
            copied = flags >> bit & 1
            if at + 1 + copied > len(packed):
                return bytes(window.given)
            if not copied:
                window.put(packed[at])
                at += 1
                continue
            pair, at = int.from_bytes(packed[at : at + 2], "big"), at + 2
            start, length = pair >> 4, (pair & 15) + 2
            if start == window.next:  # the end mark
                return bytes(window.given)
            for step in range(length):  # one by one: a run may repeat what it is just writing
                window.put(window.bytes[(start + step) % _WINDOW])
    return bytes(window.given)


class _Window:
    """The last 4096 bytes that were given, as a ring; `next`: where the next one is put."""

    def __init__(self) -> None:
        self.bytes = bytearray(_PREFIX.ljust(_WINDOW, b"\0"))
        self.next = len(_PREFIX)
        self.given = bytearray()

    def put(self, symbol: int) -> None:
        self.bytes[self.next] = symbol
        self.next = (self.next + 1) % _WINDOW
        self.given.append(symbol)
