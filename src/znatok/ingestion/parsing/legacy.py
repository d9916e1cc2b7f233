"""Word 97–2003, PowerPoint 97–2003 and RTF, decoded by kreuzberg."""

import re

import kreuzberg

from znatok.ingestion.errors import BrokenFile, Encrypted
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.markdown import read_markdown
from znatok.ingestion.parsing.office import worthy_title
from znatok.ingestion.parsing.plain import place_all

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
        texts: list[str] = []
        for line in _FIELD.sub("", result.content).split("\n"):
            if "\t\t" in line.strip() or (rows and "\t" in line):
                place_all(texts, builder)
                texts = []
                rows.extend(_cells(line))
            elif line.strip():
                builder.table(rows)
                rows = []
                texts.append(line.strip())
        builder.table(rows)
        place_all(texts, builder)
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
        read_markdown(result.content, builder, looks=True)
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
