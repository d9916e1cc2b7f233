"""Letters saved by Outlook ([MS-OXMSG]): a compound file, a property a stream."""

import datetime as dt
import io
import struct

from olefile import OleFileIO
from oxmsg.storage import Storage

from znatok.ingestion.errors import BrokenFile
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.letters import Attached, Letter, place_letter
from znatok.ingestion.parsing.outlook_rtf import unpack_rtf

# Property ids, [MS-OXPROPS].
_SUBJECT, _BODY, _HTML, _RTF = 0x0037, 0x1000, 0x1013, 0x1009
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_TO, _COPY, _SUBMITTED, _DELIVERED = 0x0E04, 0x0E03, 0x0039, 0x0E06
_FILE, _SHORT_FILE, _DISPLAY, _DATA, _CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x3701, 0x3712
_CODE_PAGE = 0x3FFD
# Property types, [MS-OXCDATA] 2.11.1.
_UNICODE, _STRING8, _BINARY, _TIME, _LONG, _OBJECT = 0x1F, 0x1E, 0x102, 0x40, 0x03, 0x0D
_ROOT_HEADER, _INNER_HEADER = 32, 24  # bytes before the first property, [MS-OXMSG] 2.4.1
_PROPERTY = struct.Struct("<HHI8s")  # type, id, flags, value
_FILE_TIME_START = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_MOST_ATTACHED = 1000


class MsgParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        with OleFileIO(io.BytesIO(data)) as compound:
            root = Storage.from_ole(compound)
        if not any(each.name.startswith("__properties") for each in root.streams):
            raise BrokenFile(name=name, format="MSG")
        letter = _letter(root, _ROOT_HEADER, self._limits.max_depth)
        builder = Builder(name, self._limits)
        place_letter(letter, builder, self._limits)
        return builder.build(
            self._format.kind, self._format.media_type, title=letter.subject or None
        )


def _letter(storage: Storage, header: int, depth: int) -> Letter:
    kept = _Properties(storage, header)
    attached = [
        _attached(each, depth, kept.code_page)
        for each, _ in zip(storage.iter_attachment_storages(), range(_MOST_ATTACHED), strict=False)
    ]
    sent = kept.moment(_SUBMITTED) or kept.moment(_DELIVERED)
    fields = (
        ("От", _person(kept)),
        ("Кому", kept.text(_TO)),
        ("Копия", kept.text(_COPY)),
        ("Дата", sent.strftime("%d.%m.%Y %H:%M UTC") if sent else ""),
    )
    html = kept.text(_HTML) or decode(kept.binary(_HTML))[0]
    rtf = unpack_rtf(kept.binary(_RTF))
    return Letter(kept.text(_SUBJECT), fields, kept.text(_BODY), html, rtf, attached)


def _person(kept: "_Properties") -> str:
    name = kept.text(_SENDER).strip()
    # Inside one organisation the plain address is a path of its directory: /O=EXCHANGE/OU=…
    address = kept.text(_SENDER_SMTP) or kept.text(_SENDER_ADDRESS)
    return f"{name} <{address}>" if "@" in address and address != name else name


def _attached(storage: Storage, depth: int, code_page: str | None) -> Attached:
    kept = _Properties(storage, 8, code_page)
    name = kept.text(_FILE) or kept.text(_SHORT_FILE) or kept.text(_DISPLAY) or "вложение"
    inner = f"__substg1.0_{_DATA:04X}{_OBJECT:04X}"
    forwarded = next((each for each in storage.storages if each.name == inner), None)
    if forwarded is not None and depth > 0:
        letter = _letter(forwarded, _INNER_HEADER, depth - 1)
        return Attached(letter.subject or name, letter=letter)
    return Attached(name, kept.binary(_DATA), inline=bool(kept.text(_CONTENT_ID)))


class _Properties:
    """The properties of a letter, a recipient or an attachment; what is absent is empty."""

    def __init__(self, storage: Storage, header: int, code_page: str | None = None) -> None:
        self._streams = {each.name.upper(): each.bytes_ for each in storage.streams}
        fixed = self._streams.get("__PROPERTIES_VERSION1.0", b"")[header:]
        whole = fixed[: len(fixed) // _PROPERTY.size * _PROPERTY.size]
        self._fixed = {(i, t): value for t, i, _, value in _PROPERTY.iter_unpack(whole)}
        self.code_page = self._code_page() or code_page

    def text(self, identifier: int) -> str:
        wide = self._stream(identifier, _UNICODE)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return decode(self._stream(identifier, _STRING8), self.code_page)[0].rstrip("\0")

    def binary(self, identifier: int) -> bytes:
        return self._stream(identifier, _BINARY)

    def moment(self, identifier: int) -> dt.datetime | None:
        """A FILETIME: tenths of microseconds since 1601."""
        value = self._fixed.get((identifier, _TIME))
        if value is None:
            return None
        try:
            return _FILE_TIME_START + dt.timedelta(
                microseconds=int.from_bytes(value, "little") / 10
            )
        except OverflowError:
            return None

    def _stream(self, identifier: int, kind: int) -> bytes:
        return self._streams.get(f"__SUBSTG1.0_{identifier:04X}{kind:04X}", b"")

    def _code_page(self) -> str | None:
        value = self._fixed.get((_CODE_PAGE, _LONG))
        return f"cp{int.from_bytes(value[:4], 'little')}" if value else None
