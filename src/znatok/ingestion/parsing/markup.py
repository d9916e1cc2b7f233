"""Parsing XML that comes from strangers."""

from typing import Any

from lxml import etree

from znatok.ingestion.errors import BrokenFile, UnsafeFile


def parse_xml(data: bytes, name: str, kind: str) -> Any:
    """The root element.

    Entities are never expanded, nothing is fetched, libxml2's own limits stay on (depth 256, text
    nodes of 10 MB); a document type declaration, which office formats forbid (ECMA-376 part 2,
    §8.1.4), is refused.

    Raises:
        BrokenFile, UnsafeFile

    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFile(name=name, format=kind) from error
    if root.getroottree().docinfo.doctype:
        raise UnsafeFile(name=name, reason="XML: DOCTYPE")
    return root


def local(element: Any) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name: transitional and strict documents differ in namespace."""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return None


def value(element: Any) -> str:
    """The attribute most WordprocessingML elements say everything in."""
    return attribute(element, "val") or ""


def integer(text: str | None, default: int = 0) -> int:
    """The number written, or the default where none is."""
    try:
        return int(text or "")
    except ValueError:
        return default
