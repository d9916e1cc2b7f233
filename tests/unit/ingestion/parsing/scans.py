"""Scans for tests: pages drawn as pictures, at 300 dots an inch."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")  # Debian's fonts-dejavu-core
SIZE = (1500, 1000)  # 5 by 3.3 inches: a small page is read in a fraction of a second
_POINT = 300 / 72


def page(
    lines: Sequence[tuple[int, int, str]], *, points: float = 12, size: tuple[int, int] = SIZE
) -> Image.Image:
    """A white page with `lines`: (x, y, text), in pixels."""
    if not FONT.exists():
        pytest.skip("no Cyrillic TrueType font: install fonts-dejavu-core")
    picture = Image.new("L", size, 255)
    drawing = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), round(points * _POINT))
    for x, y, text in lines:
        drawing.text((x, y), text, font=font, fill=0)
    return picture


def ruled(picture: Image.Image, xs: Sequence[int], ys: Sequence[int]) -> Image.Image:
    """The same page with a grid of ruled lines."""
    drawing = ImageDraw.Draw(picture)
    for x in xs:
        drawing.line((x, ys[0], x, ys[-1]), fill=0, width=4)
    for y in ys:
        drawing.line((xs[0], y, xs[-1], y), fill=0, width=4)
    return picture


def as_pdf(pages: Sequence[Image.Image]) -> bytes:
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", resolution=300, save_all=True, append_images=pages[1:])
    return stream.getvalue()


def as_file(picture: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, dpi=(300, 300))
    return stream.getvalue()
