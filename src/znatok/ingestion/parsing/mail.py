"""Letters: subject, who wrote to whom and when, the body; attachments by name."""

import email
import re
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime

from znatok.ingestion.errors import BrokenFile
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.encodings import decode
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.html import read_html
from znatok.ingestion.parsing.mail_history import read_letter

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
        subject = _header(message, "Subject")
        builder.heading(subject, 1)
        for field, shown in _SHOWN:
            if value := _moment(message) if field == "Date" else _header(message, field):
                builder.paragraph(f"{shown}: {value}")
        _body(message, builder)
        attached = [file for part in _parts(message) if (file := part.get_filename())]
        if attached:
            builder.warn("attachments-not-read")
            builder.paragraph("Вложения: " + ", ".join(attached))
        return builder.build(self._format.kind, self._format.media_type, title=subject or None)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    return [part for part, _ in zip(message.walk(), range(_MAX_PARTS), strict=False)]


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


def _body(message: EmailMessage, builder: Builder) -> None:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return
    text = _text(body)
    if body.get_content_subtype() == "plain" and not text.strip():
        body = message.get_body(preferencelist=("html",)) or body
        text = _text(body)
    if body.get_content_subtype() == "html":
        read_html(text, builder) if text.strip() else None
    else:
        read_letter(text, builder)


def _text(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    return decode(content, part.get_content_charset())[0] if isinstance(content, bytes) else ""
