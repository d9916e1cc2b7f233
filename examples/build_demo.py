"""Rebuild the demo company's documents from their sources.

    python examples/build_demo.py [--output FOLDER]

Two builds with the same libraries give the same bytes. PDF needs the fonts of the Debian package
fonts-dejavu-core; everything else needs the development dependencies only.
"""

import argparse
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from demo_build.mail import to_eml
from demo_build.markup import Piece, parse
from demo_build.odt import to_odt
from demo_build.pdf import fonts_present, to_pdf
from demo_build.plain import to_html, to_markdown, to_text
from demo_build.rtf import to_rtf
from demo_build.sheets import to_csv, to_xlsx
from demo_build.slides import to_pptx
from demo_build.word import to_docx

HERE = Path(__file__).parent / "demo_company"


def render(suffix: str, source: str, *, author: str, when: datetime, encoding: str) -> bytes:
    """The file of one version. `when` is its effective date; it stands in the file's properties.

    Raises:
        ValueError: no writer for the suffix.

    """
    if suffix == ".eml":
        return to_eml(source)
    pieces: list[Piece] = parse(source)
    writers = {
        ".docx": lambda: to_docx(pieces, author, when),
        ".pdf": lambda: to_pdf(pieces, author),
        ".xlsx": lambda: to_xlsx(pieces, author, when),
        ".pptx": lambda: to_pptx(pieces, author, when),
        ".odt": lambda: to_odt(pieces, author, when),
        ".rtf": lambda: to_rtf(pieces),
        ".csv": lambda: to_csv(pieces),
        ".html": lambda: to_html(pieces),
        ".md": lambda: to_markdown(pieces),
        ".txt": lambda: to_text(pieces, encoding),
    }
    if suffix not in writers:
        raise ValueError(f"no writer for {suffix}")
    return writers[suffix]()


def build(output: Path) -> list[str]:
    """Write every version's file into `output`; the names of those left out for want of fonts."""
    company = tomllib.loads((HERE / "company.toml").read_text("utf-8"))
    output.mkdir(parents=True, exist_ok=True)
    skipped = []
    for document in company["documents"]:
        for version in document["versions"]:
            name = Path(version["file"]).name
            if name.endswith(".pdf") and not fonts_present():
                skipped.append(name)
                continue
            content = render(
                Path(name).suffix,
                (HERE / "source" / version["source"]).read_text("utf-8"),
                author=company["company"]["name"],
                when=datetime.combine(version["effective"], datetime.min.time(), UTC),
                encoding=version.get("encoding", "utf-8"),
            )
            (output / name).write_bytes(content)
    return skipped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=HERE / "documents")
    skipped = build(parser.parse_args().output)
    if skipped:
        sys.stderr.write(f"fonts-dejavu-core is not installed; left as they were: {skipped}\n")


if __name__ == "__main__":
    main()
