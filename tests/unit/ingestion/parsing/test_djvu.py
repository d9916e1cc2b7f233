import shutil
import subprocess
from pathlib import Path

import pytest

from znatok.ingestion.errors import BrokenFile, NeedsProgram
from znatok.ingestion.parsing import read_file

needs_programs = pytest.mark.skipif(
    not all(map(shutil.which, ("cjb2", "djvm", "djvused", "djvutxt"))),
    reason="DjVuLibre (djvulibre-bin) is not installed",
)


def document(folder: Path, *texts: str) -> bytes:
    """A blank page for each text, which stands in its text layer."""
    pages = []
    for number, text in enumerate(texts):
        drawn, page = folder / "page.pbm", folder / f"{number}.djvu"
        drawn.write_bytes(b"P4\n64 64\n" + bytes(512))
        layer = folder / "layer.txt"
        layer.write_text(f'(page 0 0 64 64 "{text}")\n', encoding="utf-8")
        subprocess.run(["cjb2", drawn, page], check=True)
        subprocess.run(["djvused", page, "-e", f"select 1; set-txt {layer}", "-s"], check=True)
        pages.append(page)
    whole = folder / "whole.djvu"
    subprocess.run(["djvm", "-c", whole, *pages], check=True)
    return whole.read_bytes()


@needs_programs
def test_the_text_layer_is_read_by_pages(tmp_path: Path) -> None:
    parsed = read_file(document(tmp_path, "Договор поставки.", "Цена твёрдая."), "скан.djvu")
    assert (parsed.kind, parsed.pages) == ("djvu", 2)
    assert [(parsed.text[b.start : b.end], b.page) for b in parsed.blocks] == [
        ("Договор поставки.", 1),
        ("Цена твёрдая.", 2),
    ]


@needs_programs
def test_a_damaged_file_is_broken() -> None:
    with pytest.raises(BrokenFile):
        read_file(b"AT&TFORM\0\0\0\x10DJVM" + b"x" * 300, "скан.djvu")


def test_without_its_program_the_file_is_refused_by_the_packages_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NeedsProgram) as refused:
        read_file(b"AT&TFORM\0\0\0\x10DJVM" + b"x" * 300, "скан.djvu")
    assert "djvulibre-bin" in refused.value.message("ru")
