"""Letters as mail programs keep them (RFC 5322, MIME)."""

import email
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import EmailMessage, Message, MIMEPart
from email.policy import compat32, default
from email.utils import parsedate_to_datetime

from znatok.ingestion.errors import BrokenFile
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.letters import Attached, Letter, place_letter

_SHOWN = (("From", "От"), ("To", "Кому"), ("Cc", "Копия"), ("Date", "Дата"))
_ENCODED_WORD = re.compile(r"=\?[\w-]+\?[bBqQ]\?")
_MAX_PARTS = 1000


class MailParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        message = email.message_from_bytes(data, policy=default)
        if not message.keys():
            raise BrokenFile(name=name, format="EML")
        builder = Builder(name, self._limits)
        letter = _letter(message)
        place_letter(letter, builder, self._limits)
        return builder.build(
            self._format.kind, self._format.media_type, title=letter.subject or None
        )


def _letter(message: EmailMessage) -> Letter:
    fields = [
        (shown, _moment(message) if field == "Date" else _header(message, field))
        for field, shown in _SHOWN
    ]
    body = message.get_body(preferencelist=("plain", "html"))
    plain, html = "", ""
    if body is not None and body.get_content_subtype() == "plain":
        plain = _text(body)
        marked = None if plain.strip() else message.get_body(preferencelist=("html",))
        html = _text(marked) if marked is not None else ""
    elif body is not None:
        html = _text(body)
    files = (part for part in _attachments(message) if part is not body)
    parts = zip(files, range(_MAX_PARTS), strict=False)
    return Letter(
        _header(message, "Subject"), fields, plain, html, attached=[_attached(p) for p, _ in parts]
    )


def _attachments(part: Message) -> Iterator[Message]:
    """Parts that are files or letters; what a forwarded letter holds stays in it."""
    if part.get_content_type() == "message/rfc822" or part.get_filename():
        yield part
    elif part.is_multipart():
        for each in part.get_payload():
            if isinstance(each, Message):
                yield from _attachments(each)


def _attached(part: Message) -> Attached:
    name = part.get_filename()
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        letter = inner[0] if isinstance(inner, list) and inner else None
        if isinstance(letter, Message):
            return Attached(name or f"{letter['Subject'] or 'письмо'}.eml", _bytes(letter))
    data = part.get_payload(decode=True)
    inline = part.get_content_disposition() == "inline" or "Content-ID" in part
    picture = part.get_content_maintype() == "image"
    content = data if isinstance(data, bytes) else b""
    return Attached(name or "вложение", content, inline=inline and picture)


def _bytes(letter: Message) -> bytes:
    """A forwarded letter as a file; empty for one that cannot be written down again."""
    try:
        return letter.as_bytes(policy=compat32)
    except (ValueError, LookupError, AttributeError):
        return b""


def _header(message: EmailMessage, field: str) -> str:
    """A header decoded; raw 8-bit headers and damaged encoded words as far as they can be."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == field.lower()), "")
    if any("\udc80" <= symbol <= "\udcff" for symbol in raw):
        return decode(raw.encode("utf-8", "surrogateescape"))[0]
    value = str(message.get(field, ""))
    if _ENCODED_WORD.search(value):
        return str(make_header(decode_header(value)))
    return value


def _moment(message: EmailMessage) -> str:
    """12.03.2026 10:00, by the sender's clock; what is no date stays as it is written."""
    written = _header(message, "Date")
    try:
        return parsedate_to_datetime(written).strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return written


def _text(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    return decode(content, part.get_content_charset())[0] if isinstance(content, bytes) else ""
