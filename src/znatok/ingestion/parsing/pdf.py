"""PDF: words by place (from the text layer or the picture of a page), then their structure."""

import pypdfium2 as pdfium
from pypdfium2 import raw

from znatok.ingestion.errors import BrokenFile, Encrypted, NoText, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import Format
from znatok.ingestion.parsing.office import worthy_title
from znatok.ingestion.parsing.pdf_assembly import assemble
from znatok.ingestion.parsing.pdf_scans import read_scans
from znatok.ingestion.parsing.pdf_words import read_page


class PdfParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        document = _open(data, name)
        try:
            count = len(document)
            if count > self._limits.max_pages:
                raise TooLarge(name=name, reason=f"{count} pages")
            contents = [read_page(document, index) for index in range(count)]
            scans = read_scans(document, contents, self._limits.recognition, name)
            title = worthy_title(document.get_metadata_value("Title"))
        finally:
            document.close()
        if not any(each.words for each in contents):
            raise NoText(name=name)
        builder = Builder(name, self._limits)
        for warning in scans.warnings():
            builder.warn(warning)
        assemble(contents, builder)
        return builder.build(self._format.kind, self._format.media_type, title=title, pages=count)


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Encrypted(name=name) from error
        raise BrokenFile(name=name, format="PDF") from error
