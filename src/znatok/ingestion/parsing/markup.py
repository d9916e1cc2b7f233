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
