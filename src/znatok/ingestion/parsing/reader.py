"""The one way in: the bytes of a file become its text with structure, or a named refusal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath

from znatok.ingestion.errors import (
    BrokenFile,
    EmptyFile,
    NeedsOffice,
    NoText,
    TooLarge,
    Unreadable,
    UnsupportedFormat,
    out_of_memory,
)
from znatok.ingestion.model import DEFAULT_LIMITS, Limits, ParsedFile
from znatok.ingestion.parsing.detect import holds_macros, looks_like_text, sniff
from znatok.ingestion.parsing.formats import BY_EXTENSION, BY_KIND, Format
from znatok.ingestion.parsing.libreoffice import PACKAGES, program, read_converted

_RUST_PANIC = "pyo3_runtime"  # the module of PyO3's PanicException, which is no Exception
# Where a message may repeat the document: what stands in quotes, and letters other than Latin.
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|«[^»]*»|b'.*|[^\x00-\x7f]+", re.DOTALL)
_CAUSE_LENGTH = 200
_HOLD_SCANS = frozenset({"docx", "odt", "pptx", "odp"})
_FEW_LETTERS = 200  # as on a page of a PDF: a heading, a note under the scan
_LOST = 0.8  # of our own text: a conversion that gives less has lost something


def read_file(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> ParsedFile:
    """Read a file by what its bytes are; its name only decides between kinds of text.

    Pure and picklable both ways; run it under time and memory limits: hostile bytes can make any
    parser slow.

    Raises:
        Unreadable: one of its subclasses, and nothing else.

    """
    if len(data) > limits.max_bytes:
        raise TooLarge(name=name, reason=f"> {limits.max_bytes} bytes")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise EmptyFile(name=name)
    told = _extension(name)
    with _refusing(name, told or "?"):
        chosen = _choose(data, name, told, limits)
    parsed = _read_with_scans(chosen, data, name, limits)
    if holds_macros(data):
        parsed = replace(parsed, warnings=(*parsed.warnings, "has-macros"))
    if told and told not in chosen.extensions and told in BY_EXTENSION:
        return replace(parsed, warnings=("wrong-extension", *parsed.warnings))
    return parsed


def _read_with_scans(chosen: Format, data: bytes, name: str, limits: Limits) -> ParsedFile:
    """With the pictures of an office file that has hardly any other text: a scan pasted in."""
    own: ParsedFile | None = None
    try:
        own = _read(chosen, data, name, limits)
    except NoText:
        if chosen.kind not in _HOLD_SCANS:
            raise
    if own is not None:
        letters = sum(symbol.isalpha() for symbol in own.text)
        if chosen.kind not in _HOLD_SCANS or letters >= _FEW_LETTERS:
            return own
    # Brings numpy, Pillow and pdfium, which most files never need.
    from znatok.ingestion.parsing.ocr_packages import with_pictures  # noqa: PLC0415  # see above

    with _refusing(name, chosen.kind):
        return with_pictures(own, chosen, data, name, limits)


def _read(chosen: Format, data: bytes, name: str, limits: Limits) -> ParsedFile:
    """By our own reader, and by LibreOffice where that reads more.

    Ours goes first: what it refuses as unsafe, locked or too large LibreOffice never sees.
    """
    own: ParsedFile | None = None
    refusal: Unreadable | None = None
    try:
        with _refusing(name, chosen.kind):
            own = chosen.open(limits).parse(data, name)
    except (BrokenFile, NoText) as error:
        if not chosen.converted or not limits.office or out_of_memory(error):
            raise
        refusal = error
    with _refusing(name, chosen.kind):
        converted = read_converted(chosen, data, name, limits)
    if converted is not None and (own is None or len(converted.text) > _LOST * len(own.text)):
        return converted
    lacking = bool(chosen.converted) and limits.office and program() is None
    if own is None:
        assert refusal is not None
        if lacking and isinstance(refusal, BrokenFile):
            shown = chosen.kind.upper()
            raise NeedsOffice(name=name, format=shown, packages=PACKAGES) from refusal
        raise refusal
    if lacking:
        return replace(own, warnings=(*own.warnings, "read-without-office"))
    return own


def _extension(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def _choose(data: bytes, name: str, told: str, limits: Limits) -> Format:
    expected = BY_EXTENSION.get(told)
    try:
        kind = sniff(data, name, limits)
    except (BrokenFile, UnsupportedFormat) as error:
        if expected is None or expected.textual or error.details["format"] != "ZIP":
            raise
        # An archive that has lost the parts which made it an office file.
        raise BrokenFile(name=name, format=expected.kind.upper()) from error
    if kind == "zip" and expected is not None and expected.kind not in {"zip", "gz"}:
        if not expected.textual:  # it has lost the parts which made it an office file
            raise _broken(name, expected, "a ZIP without the parts of the format")
        return BY_KIND[kind]
    if kind is not None:
        # Markdown may open with tags, and notes with «From:»: there the author's word decides.
        ambiguous = kind == "eml" or told in {"md", "markdown", "xml"}
        textual = expected is not None and expected.textual
        return expected if expected and textual and ambiguous else BY_KIND[kind]
    if expected is not None and not expected.textual:
        raise _broken(name, expected, "no signature of the format")
    if not looks_like_text(data):
        if expected is not None:
            raise _broken(name, expected, "bytes that are no text")
        raise UnsupportedFormat(name=name, format=told.upper()[:10] or "?")
    return expected or BY_KIND["txt"]


def _broken(name: str, expected: Format, cause: str) -> BrokenFile:
    return BrokenFile(name=name, format=expected.kind.upper(), cause=cause)


@contextmanager
def _refusing(name: str, kind: str) -> Iterator[None]:
    """The edge to a dozen foreign parsers over hostile bytes: what they raise is a broken file."""
    try:
        yield
    except Unreadable as error:
        if error.__cause__ is not None and not error.cause:
            error.cause = _cause(error.__cause__)
        raise
    except Exception as error:
        raise BrokenFile(name=name, format=kind.upper(), cause=_cause(error)) from error
    except BaseException as error:
        if type(error).__module__ == _RUST_PANIC:
            raise BrokenFile(name=name, format=kind.upper(), cause=_cause(error)) from error
        raise


def _cause(error: BaseException) -> str:
    """The deepest error's class and message, without what it may quote from the document."""
    while isinstance(error, Unreadable) and error.__cause__ is not None:
        error = error.__cause__
    message = " ".join(_QUOTED.sub("…", str(error)).split())
    return f"{type(error).__name__}: {message}".removesuffix(": ")[:_CAUSE_LENGTH]
