"""EML: a source is headers, an empty line and the body, as the mail client shows them."""

from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr
from html import escape

# A boundary must not depend on chance, or every build would differ.
_BOUNDARY = "=_knz_alternative_0001"


def to_eml(source: str) -> bytes:
    """Headers From, To, Cc, Subject, Date (ISO 8601 with zone), Charset, Html (yes for both parts)."""
    head, _, body = source.partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines())
    charset = headers.get("Charset", "utf-8")
    plain = MIMEText(body.strip() + "\n", "plain", charset)
    message: Message = plain
    if headers.get("Html") == "yes":
        message = MIMEMultipart("alternative", boundary=_BOUNDARY)
        message.attach(plain)
        message.attach(MIMEText(_html(body), "html", charset))
    message["From"] = _people(headers["From"], charset)
    message["To"] = _people(headers["To"], charset)
    if "Cc" in headers:
        message["Cc"] = _people(headers["Cc"], charset)
    message["Subject"] = Header(headers["Subject"], charset).encode()
    message["Date"] = format_datetime(datetime.fromisoformat(headers["Date"]))
    message["Message-ID"] = f"<{headers['Id']}@knz.example>"
    if "Reply" in headers:
        message["In-Reply-To"] = f"<{headers['Reply']}@knz.example>"
    return message.as_bytes()


def _people(line: str, charset: str) -> str:
    return ", ".join(formataddr(parseaddr(each), charset) for each in line.split(", "))


def _html(body: str) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in body.strip().split("\n\n"))
    return f"<html><body>\n{paragraphs}</body></html>\n"
