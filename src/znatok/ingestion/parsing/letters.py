"""A letter as a text: subject, who wrote to whom and when, the body, what is attached.

An attachment is read like any file and stands in the letter's text under its own name: it came
with the letter, is read by whom the letter is read by, and goes when the letter goes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from znatok.ingestion.errors import TooDeep, Unreadable, out_of_memory
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.naming import display_name
from znatok.ingestion.parsing.archives import members
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.detect import archive_kind, sniff
from znatok.ingestion.parsing.formats import ARCHIVES
from znatok.ingestion.parsing.html import read_html
from znatok.ingestion.parsing.mail_history import read_letter
from znatok.ingestion.parsing.reader import read_file

_NOT_READ = "attachments-not-read"
_BELOW = 2  # headings of an attachment stand under «Вложение: …», which is of level 2


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a letter; `inline`: a picture that the letter shows in its body.

    `letter`: a forwarded letter that is kept in parts, not as a file; then `data` is empty.
    """

    name: str
    data: bytes = b""
    inline: bool = False
    letter: "Letter | None" = None


@dataclass(frozen=True, slots=True)
class Letter:
    """`fields`: what its header shows, by Russian name.

    Of `plain`, `html` and `rtf` the first that says something is the body.
    """

    subject: str
    fields: Sequence[tuple[str, str]]
    plain: str = ""
    html: str = ""
    rtf: bytes = b""
    attached: Sequence[Attached] = field(default=())


def place_letter(letter: Letter, builder: Builder, limits: Limits) -> None:
    builder.heading(letter.subject, 1)
    for shown, value in letter.fields:
        builder.paragraph(f"{shown}: {value}" if value else "")
    if letter.plain.strip():
        read_letter(letter.plain, builder)
    elif letter.html.strip():
        read_html(letter.html, builder)
    elif letter.rtf:
        builder.include(read_file(letter.rtf, "letter.rtf", limits), 1)
    if letter.attached:
        names = (display_name(each.name) for each in letter.attached)
        builder.paragraph("Вложения: " + ", ".join(names))
    for each in _files(letter.attached, limits):
        _place(each, builder, limits)


def _files(attached: Sequence[Attached], limits: Limits) -> Iterator[Attached | Unreadable]:
    """The files that came, those of archives by one; for what cannot be taken out, why."""
    for number, each in enumerate(attached):
        if number >= limits.max_files:
            return
        if archive_kind(each.data) is None or not _is_archive(each, limits):
            yield each
            continue
        shown = display_name(each.name)
        try:
            for member in members(each.data, shown, limits):
                data = b"" if member.problem else b"".join(member.chunks())
                yield member.problem or Attached(f"{shown}/{member.path}", data)
        except Unreadable as error:
            yield error


def _is_archive(attached: Attached, limits: Limits) -> bool:
    try:
        return sniff(attached.data, attached.name, limits) in ARCHIVES
    except Unreadable:
        return False


def _place(attached: Attached | Unreadable, builder: Builder, limits: Limits) -> None:
    if isinstance(attached, Attached):
        try:
            read = _read(attached, builder, limits)
        except Unreadable as error:
            if out_of_memory(error):
                raise
            if attached.inline:  # a logo under a signature is no loss
                builder.warn(_NOT_READ)
                return
            attached = error
        else:
            builder.heading(f"Вложение: {attached.name}", _BELOW)
            builder.include(read, _BELOW)
            return
    builder.warn(_NOT_READ)
    builder.paragraph(f"Вложение не прочитано. {attached.message('ru')}")


def _read(attached: Attached, builder: Builder, limits: Limits) -> ParsedFile:
    if limits.max_depth <= 0:
        raise TooDeep(name=attached.name, limit=limits.max_depth)
    inside = replace(limits, max_depth=limits.max_depth - 1, max_text=builder.room)
    if attached.letter is None:
        return read_file(attached.data, attached.name, inside)
    inner = Builder(attached.name, inside)
    place_letter(attached.letter, inner, inside)
    return inner.build("msg", "application/vnd.ms-outlook")
