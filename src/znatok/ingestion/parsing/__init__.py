"""Reading files: bytes in, text with structure out. `read_file` is the one way in."""

from znatok.ingestion.model import DEFAULT_LIMITS, Limits, ParsedFile
from znatok.ingestion.parsing.reader import read_file

__all__ = ["DEFAULT_LIMITS", "Limits", "ParsedFile", "read_file"]
