"""multipart/form-data (RFC 7578) as a stream: a file goes to the store while it arrives.

FastAPI's own form reading takes the whole body in, to temporary files, before a route is asked.
"""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from znatok.ingestion.refusals import BadUpload

_MOST_HEADERS = 8 * 1024  # bytes of one part's headers; names of files are at most 255 characters


@dataclass(frozen=True, slots=True)
class _Begin:
    name: str
    file_name: str | None


class _End:
    pass


class Part:
    """One field of the form. `file_name`: as the client sent it, None for plain fields."""

    def __init__(self, name: str, file_name: str | None, events: "_Events") -> None:
        self.name = name
        self.file_name = file_name
        self._events = events
        self._ended = False

    async def chunks(self) -> AsyncIterator[bytes]:
        """What is left of the part. Raises BadUpload."""
        while not self._ended:
            event = await self._events.next()
            if isinstance(event, bytes):
                yield event
            else:
                self._ended = True

    async def text(self, *, limit_bytes: int) -> str:
        """A plain field's value. Raises BadUpload: too long, not UTF-8."""
        value = bytearray()
        async for chunk in self.chunks():
            value += chunk
            if len(value) > limit_bytes:
                raise BadUpload(reason=f"the field {self.name} is too long")
        try:
            return value.decode()
        except UnicodeDecodeError as error:
            raise BadUpload(reason=f"the field {self.name} is not UTF-8") from error


async def read_parts(content_type: str, stream: AsyncIterator[bytes]) -> AsyncIterator[Part]:
    """The parts of a form in their order; a part ends when the next one is asked for.

    Raises:
        BadUpload: this is no such form, or it ended early.

    """
    kind, options = parse_options_header(content_type.encode("latin-1", "replace"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise BadUpload(reason="multipart/form-data is expected")
    events = _Events(boundary, stream)
    while (event := await events.next()) is not None:
        if isinstance(event, _Begin):
            part = Part(event.name, event.file_name, events)
            yield part
            async for _ in part.chunks():
                pass  # whoever asked for it did not want the rest


class _Events:
    """Turns the parser's callbacks into a sequence: begin, bytes…, end, begin, …"""

    def __init__(self, boundary: bytes, stream: AsyncIterator[bytes]) -> None:
        self._stream = stream
        self._ready: deque[_Begin | bytes | _End] = deque()
        self._headers: dict[str, bytes] = {}
        self._field, self._value = bytearray(), bytearray()
        self._whole = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_data": self._on_data,
                    "on_part_end": self._on_part_end,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_end": self._on_end,
                },
                max_header_size=_MOST_HEADERS,
            )
        except FormParserError as error:
            raise BadUpload(reason="the boundary is not valid") from error

    async def next(self) -> _Begin | bytes | _End | None:
        while not self._ready:
            chunk = await anext(self._stream, None)
            if chunk is None:
                if not self._whole:
                    raise BadUpload(reason="the form ended early")
                return None
            if chunk:
                self._feed(chunk)
        return self._ready.popleft()

    def _feed(self, chunk: bytes) -> None:
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise BadUpload(reason="the form is malformed") from error

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._ready.append(data[start:end])

    def _on_part_end(self) -> None:
        self._ready.append(_End())

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._field.decode("latin-1").lower()] = bytes(self._value)
        self._field.clear()
        self._value.clear()

    def _on_headers_finished(self) -> None:
        disposition = self._headers.pop("content-disposition", b"")
        self._headers.clear()
        _, options = parse_options_header(disposition)
        file_name = options.get(b"filename")
        self._ready.append(
            _Begin(
                name=options.get(b"name", b"").decode("utf-8", "replace"),
                file_name=None if file_name is None else file_name.decode("utf-8", "replace"),
            )
        )

    def _on_end(self) -> None:
        self._whole = True
