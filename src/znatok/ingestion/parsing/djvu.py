"""DjVu: its text layer by djvutxt; pages that have none are drawn by ddjvu and recognised.

Both programs come with DjVuLibre (Debian: djvulibre-bin). A document of pages of both sorts is
taken to have its text.
"""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from znatok.ingestion.errors import BrokenFile, NeedsProgram, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import BY_KIND, Format
from znatok.ingestion.parsing.plain import read_plain

_PACKAGE = "djvulibre-bin"
_TEXT_SECONDS, _DRAWING_SECONDS = 30.0, 120.0


class DjvuParser:
    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        reading, drawing = shutil.which("djvutxt"), shutil.which("ddjvu")
        if reading is None or drawing is None:
            raise NeedsProgram(name=name, format="DjVu", packages=_PACKAGE)
        with tempfile.TemporaryDirectory(prefix="znatok-djvu-") as place:
            given = Path(place) / "file.djvu"
            given.write_bytes(data)
            text = Path(place) / "file.txt"
            self._run([reading, str(given), str(text)], name, _TEXT_SECONDS)
            pages = text.read_bytes().decode("utf-8", "replace").split("\f")
            if any(page.strip() for page in pages):
                return self._texts(pages, name)
            picture = Path(place) / "file.tiff"
            made = ["-format=tiff", "-quality=deflate", str(given), str(picture)]
            self._run([drawing, *made], name, _DRAWING_SECONDS)
            if picture.stat().st_size > self._limits.max_bytes:
                raise TooLarge(name=name, reason=f"> {self._limits.max_bytes} bytes")
            drawn = picture.read_bytes()
        read = BY_KIND["tiff"].open(self._limits).parse(drawn, name)
        return replace(read, kind=self._format.kind, media_type=self._format.media_type)

    def _texts(self, pages: list[str], name: str) -> ParsedFile:
        count = len(pages) - (not pages[-1].strip())  # each page is closed by a form feed
        if count > self._limits.max_pages:
            raise TooLarge(name=name, reason=f"{count} pages")
        builder = Builder(name, self._limits)
        for number, page in enumerate(pages[:count], 1):
            read_plain(page, builder, page=number)
        return builder.build(self._format.kind, self._format.media_type, pages=count)

    def _run(self, command: list[str], name: str, seconds: float) -> None:
        try:
            subprocess.run(  # noqa: S603  # an installed program, arguments of our own making
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=True,
            )
        except (subprocess.CalledProcessError, OSError) as error:
            raise BrokenFile(name=name, format="DjVu") from error
        except subprocess.TimeoutExpired as error:
            raise TooLarge(name=name, reason=f"> {seconds:.0f} s") from error
