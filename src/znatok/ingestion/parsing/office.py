"""What Office Open XML packages share: where the main part is, what the document is called."""

import posixpath
import re

from znatok.ingestion.errors import BrokenFile
from znatok.ingestion.parsing.markup import local, parse_xml
from znatok.ingestion.parsing.packages import Package

_MAIN = re.compile(r"/officeDocument$")
# What programs write when nobody gave a title.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*"
    r"|(?:документ|document|презентация|presentation|книга|book|слайд|slide)"
    r"\s*(?:microsoft\s+\w+|powerpoint)?\s*\d*"
    r"|powerpoint presentation|untitled|без имени\s*\d*"
    r"|.*\.(?:docx?|pdf|rtf|odt|pptx?|xlsx?|cdr|indd|txt))$",
    re.IGNORECASE,
)


def main_part(package: Package, name: str, usual: str) -> str:
    """The name of the main part as the package's relationships tell it."""
    relationships = package.read("_rels/.rels")
    if not relationships:
        return usual
    try:
        root = parse_xml(relationships, name, "OOXML")
    except BrokenFile:
        return usual
    for each in root:
        if _MAIN.search(each.get("Type", "")):
            target = posixpath.normpath(each.get("Target", usual).lstrip("/"))
            return target if package.read(target) is not None else usual
    return usual


def core_title(package: Package) -> str | None:
    """The title property; None when absent, damaged or a program's filler."""
    content = package.read("docProps/core.xml")
    if not content:
        return None
    try:
        root = parse_xml(content, "", "OOXML")
    except BrokenFile:
        return None
    title = next((each.text for each in root if local(each) == "title"), None)
    return worthy_title(title)


def worthy_title(title: str | None) -> str | None:
    """The title unless it says nothing about the document."""
    title = (title or "").strip()
    return title if title and not _NO_TITLE.match(title) else None
