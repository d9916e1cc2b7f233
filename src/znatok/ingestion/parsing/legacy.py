"""Word 97–2003, PowerPoint 97–2003 and RTF, decoded by kreuzberg."""

import re

import kreuzberg

from znatok.ingestion.errors import BrokenFile, Encrypted
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.markdown import read_markdown
from znatok.ingestion.parsing.office import worthy_title
from znatok.ingestion.parsing.plain import place

_FIELD = re.compile("\x13[^\x14\x15]*\x14?|\x15")  # field codes, [MS-DOC] 2.8.25
_ENCRYPTED = re.compile(r"encrypt|password", re.IGNORECASE)


class DocParser:
    """Text and tables of a binary document; styles and computed numbers are not decoded."""

    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        result = _extract(data, name, self._format, "plain")
        builder = Builder(name, self._limits)
        rows: list[list[str]] = []
        lines = [_FIELD.sub("", line) for line in result.content.split("\n")]
        lines = [line for line in lines if line.strip()]
        for at, line in enumerate(lines):
            if "\t\t" in line.strip() or (rows and "\t" in line):
                rows.extend(_cells(line))
                continue
            builder.table(rows)
            rows = []
            place(line.strip(), lines[at + 1] if at + 1 < len(lines) else "", builder, None)
        builder.table(rows)
        return builder.build(
            self._format.kind,
            self._format.media_type,
            title=worthy_title(result.metadata.get("title")),
        )


class RtfParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        result = _extract(data, name, self._format, "markdown")
        builder = Builder(name, self._limits)
        read_markdown(result.content, builder)
        return builder.build(
            self._format.kind,
            self._format.media_type,
            title=worthy_title(result.metadata.get("title")),
        )


class PptParser(RtfParser):
    pass


def _cells(line: str) -> list[list[str]]:
    """Rows of a table: a cell ends with one mark, a row with one more."""
    return [row.split("\t") for row in line.strip("\t").split("\t\t")]


def _extract(data: bytes, name: str, described: Format, output: str) -> kreuzberg.ExtractionResult:
    config = kreuzberg.ExtractionConfig(use_cache=False, output_format=output)
    try:
        return kreuzberg.extract_bytes_sync(data, described.media_type, config)
    except (kreuzberg.KreuzbergError, RuntimeError, ValueError, OSError) as error:
        if _ENCRYPTED.search(str(error)):
            raise Encrypted(name=name) from error
        raise BrokenFile(name=name, format=described.kind.upper()) from error
