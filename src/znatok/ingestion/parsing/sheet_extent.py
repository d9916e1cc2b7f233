"""How large a sheet says it is, before anything makes room for all of its places.

Two cells in opposite corners are a few bytes in the file and 17 thousand million places in a grid
(2^20 rows, 2^14 columns: Excel specifications and limits), and a library that makes the grid dies
of it.
"""

import io
import re

from lxml import etree

from znatok.ingestion.errors import BrokenFile, TooLarge
from znatok.ingestion.parsing.markup import local
from znatok.ingestion.parsing.packages import Package

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})\d""")
_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{0,3}(\d{1,7})["']""")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FAR = 1 << 20  # rows times columns that need no second look


def check_extents(package: Package, name: str, most: int) -> None:
    """Raises:
    TooLarge: the filled cells of a sheet span more than `most` places.

    """
    for part in package.names():
        if _SHEET.fullmatch(part):
            content = package.read(part) or b""
            if _claimed(content) > min(most, _FAR) and _filled(content, name) > most:
                raise TooLarge(name=name, reason=f"> {most} cells")


def _claimed(content: bytes) -> int:
    """The span of all cells, empty ones with a look of their own included: one fast pass."""
    columns = {each.upper().decode() for each in _COLUMN.findall(content)}
    rows = {int(each) for each in set(_ROW.findall(content))}
    if not columns or not rows:
        return 0
    return max(rows) * max(_number(each) for each in columns)


def _filled(content: bytes, name: str) -> int:
    """The span of the cells that hold something."""
    rows: list[int] = []
    columns: list[int] = []
    steps = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=("{*}c", "{*}row"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in steps:
            if local(element) == "row":
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
                continue
            found = _PLACE.fullmatch((element.get("r") or "").upper())
            if found and any(local(child) in {"v", "is"} for child in element):
                rows.append(int(found[2]))
                columns.append(_number(found[1]))
    except etree.XMLSyntaxError as error:
        raise BrokenFile(name=name, format="XLSX") from error
    if not rows:
        return 0
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
