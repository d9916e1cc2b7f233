"""Which cells of an XLSX book are shown in which number format."""

import io
import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from znatok.ingestion.errors import BrokenFile
from znatok.ingestion.parsing.markup import attribute, integer, local, parse_xml
from znatok.ingestion.parsing.number_formats import BUILT_IN
from znatok.ingestion.parsing.packages import Package

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_WORKBOOK = "xl/workbook.xml"
_STYLED = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_STYLED_HEAD = 1 << 20  # bytes looked through before the sheet is parsed for its styles


class SheetStyles:
    """The formats of a book's cells; without an entry: General.

    Raises:
        BrokenFile, UnsafeFile, TooLarge: from both methods and on opening.

    """

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._codes = self._read_codes()
        self._parts = self._read_parts() if self._codes else {}

    def codes(self, sheet: str) -> dict[tuple[int, int], str]:
        """Format codes by (row, column) from 0, for cells that have another than General."""
        part = self._parts.get(sheet)
        content = self._package.read(part) if part else None
        if not content or not self._is_used(content):
            return {}
        try:
            return dict(self._cells(content))
        except etree.XMLSyntaxError as error:
            raise BrokenFile(name=self._name, format="XLSX") from error

    def _is_used(self, content: bytes) -> bool:
        """Whether one of the formats is met; sheets of plain numbers need no second reading."""
        if len(content) > _STYLED_HEAD:
            return True
        return any(found[1].decode() in self._codes for found in _STYLED.finditer(content))

    def _cells(self, content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
        steps = etree.iterparse(
            io.BytesIO(content),
            events=("end",),
            tag=("{*}c", "{*}row"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        columns: dict[str, int] = {}
        for _, element in steps:
            if element.tag.endswith("row"):
                element.clear()  # read: its cells are let go
                while element.getprevious() is not None:
                    del element.getparent()[0]
                continue
            get = element.get
            code = self._codes.get(get("s"))
            found = _PLACE.fullmatch(get("r") or "") if code else None
            if code and found and get("t", "n") == "n":
                letters = found[1]
                if letters not in columns:
                    columns[letters] = _column(letters)
                yield (int(found[2]) - 1, columns[letters]), code

    def _read_codes(self) -> dict[str, str]:
        content = self._package.read("xl/styles.xml")
        if not content:
            return {}
        root = parse_xml(content, self._name, "XLSX")
        own: dict[int, str] = {}
        codes: dict[str, str] = {}
        for part in root:
            if local(part) == "numFmts":
                for each in part:
                    own[integer(attribute(each, "numFmtId"))] = attribute(each, "formatCode") or ""
        for part in root:
            if local(part) == "cellXfs":
                for at, each in enumerate(part):
                    identifier = integer(attribute(each, "numFmtId"))
                    code = own.get(identifier) or BUILT_IN.get(identifier, "")
                    if code and code.lower() not in {"general", "@"}:
                        codes[str(at)] = code
        return codes

    def _read_parts(self) -> dict[str, str]:
        """Names of sheets to names of parts."""
        book = self._package.read(_WORKBOOK)
        relations = self._package.read("xl/_rels/workbook.xml.rels")
        if not book or not relations:
            return {}
        targets = {
            each.get("Id"): posixpath.normpath(posixpath.join("/xl", each.get("Target") or ""))
            for each in parse_xml(relations, self._name, "XLSX")
        }
        sheets = (each for each in parse_xml(book, self._name, "XLSX").iter("{*}sheet"))
        return {
            each.get("name"): targets[identifier].lstrip("/")
            for each in sheets
            if (identifier := attribute(each, "id")) in targets
        }


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
