"""Russian manuals that Debian packages, as a collection to develop the ranking on.

    python benchmarks/manuals.py FOLDER

Downloads three packages by apt (no root is needed; the versions are pinned, because an id is a
digest of the text), takes the sections out of their pages, and writes into FOLDER:

- `corpus.jsonl`: 1,452 sections of the GIMP manual, the aptitude manual and the Debian FAQ;
- `queries.jsonl`: 60 questions that head sections of the FAQ; those sections have no title, or the
  question would find itself;
- `own.jsonl`, `unanswerable.jsonl`: our own questions over the same sections (`sets/README.md`).

The text is under the GFDL and the GPL and stays out of this repository.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html
from recording import ROOT

SETS = ROOT / "benchmarks" / "sets"
OWN, UNANSWERABLE = "manuals_dev.jsonl", "manuals_unanswerable_dev.jsonl"

_LEAST_LETTERS = 60  # Cyrillic ones; less is a caption or left untranslated
_LONGEST_QUESTION = 140  # characters; longer headings tell a story before they ask

_SECTIONS = ("section", "sect1", "sect2", "sect3", "qandaset", "simplesect")
_OUTSIDE = frozenset(("titlepage", "section", "sect1", "sect2", "sect3", "toc", "navheader"))
_NUMBER = re.compile(r"^[\dA-Z.\s\xa0]+(?=[А-ЯA-Z«])")  # «1.2. » before a heading
_CYRILLIC, _LATIN = re.compile("[а-яА-Я]"), re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Package:
    """`prefix`: of its sections' ids. `pages`: glob of its Russian pages."""

    name: str
    version: str
    prefix: str
    pages: str


PACKAGES = (
    Package("debian-faq-ru", "11.1", "faq", "**/*.ru.html"),
    Package("gimp-help-ru", "2.10.34-2", "gimp", "**/*.html"),
    Package("aptitude-doc-ru", "0.8.13-5", "apt", "**/*.html"),
)


@dataclass(frozen=True, slots=True)
class Section:
    package: Package
    page: str
    heading: str
    body: str

    @property
    def id(self) -> str:
        # Names the text, guards nothing.
        whole = (self.page + self.heading + self.body).encode()
        return f"{self.package.prefix}-{hashlib.md5(whole, usedforsecurity=False).hexdigest()[:10]}"

    @property
    def asks(self) -> bool:
        """Whether its heading is a question in Russian."""
        cyrillic, latin = (len(each.findall(self.heading)) for each in (_CYRILLIC, _LATIN))
        short = len(self.heading) < _LONGEST_QUESTION
        return self.package.prefix == "faq" and "?" in self.heading and short and cyrillic > latin


class NotAvailableError(Exception):
    """A package, or what opens it, is not to be had here."""


def unpacked(package: Package, folder: Path) -> Path:
    """The folder with a package's files, downloaded if it is not there.

    Raises:
        NotAvailableError: with what to do about it.

    """
    files = folder / f"{package.name}_{package.version}"
    if files.is_dir():
        return files
    folder.mkdir(parents=True, exist_ok=True)
    pinned = f"{package.name}={package.version}"
    _run(["apt-get", "download", pinned], folder, f"apt cannot download {pinned}")
    archive = next(folder.glob(f"{package.name}_*.deb"))
    _run(["dpkg-deb", "-x", archive.name, files.name], folder, f"{archive} is damaged")
    return files


def _run(command: list[str], folder: Path, problem: str) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise NotAvailableError(
            f"{problem}: {command[0]} is a Debian tool and is not here"
        ) from error
    except subprocess.CalledProcessError as error:
        advice = "it is in Debian 12 (bookworm), main; try `apt-get update` first"
        raise NotAvailableError(f"{problem}; {advice}") from error


def sections_of(package: Package, files: Path) -> Iterator[Section]:
    """The sections of a package's pages that are mostly Russian, in the order of the pages."""
    for path in sorted(files.glob(package.pages)):
        page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        classes = " or ".join(f'@class="{each}"' for each in _SECTIONS)
        for element in page.xpath(f"//div[{classes}]"):
            titles = element.xpath('./div[@class="titlepage"]')
            if not titles:
                continue
            body = "\n".join(each for each in _parts(element) if each)
            if _is_russian(body):
                heading = _NUMBER.sub("", _spaced(titles[0].text_content())).strip()
                yield Section(package, path.name, heading, body)


def _parts(element: Any) -> Iterator[str]:
    """The paragraphs and list items of a section itself, without its subsections."""
    for child in element:
        if child.get("class") in {*_OUTSIDE, "simplesect"} or not isinstance(child.tag, str):
            continue
        items = child.xpath(".//li") if child.tag in ("ul", "ol", "div") else []
        for each in items or [child]:
            yield _spaced(each.text_content()).strip()


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _is_russian(text: str) -> bool:
    cyrillic, latin = (len(each.findall(text)) for each in (_CYRILLIC, _LATIN))
    return cyrillic > _LEAST_LETTERS and cyrillic > latin


def distinct(sections: Iterable[Section]) -> list[Section]:
    """Each section once, though several pages have it."""
    said: dict[tuple[str, str], Section] = {}
    for each in sections:
        said.setdefault((each.heading, each.body), each)
    return list(said.values())


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
    path.write_text("".join(lines), "utf-8")


def build(folder: Path) -> None:
    """Write the collection into `folder`.

    Raises:
        NotAvailableError: a package cannot be had, or is not the one that our questions are about.

    """
    parsed = (
        section
        for package in PACKAGES
        for section in sections_of(package, unpacked(package, folder / "packages"))
    )
    sections = distinct(parsed)
    known = {each.id for each in sections}
    own = read_lines(SETS / OWN)
    if lost := {gold for row in own for gold in row["gold_ids"]} - known:
        raise NotAvailableError(f"{len(lost)} sections that our questions are about are not there")
    write_lines(
        folder / "corpus.jsonl",
        (
            {
                "id": each.id,
                "title": "" if each.asks else each.heading,
                "text": each.body,
                "source": each.package.name,
            }
            for each in sections
        ),
    )
    write_lines(
        folder / "queries.jsonl",
        (
            {"id": f"q-{each.id}", "text": each.heading, "answers": [], "gold_ids": [each.id]}
            for each in sections
            if each.asks
        ),
    )
    write_lines(folder / "own.jsonl", own)
    write_lines(folder / "unanswerable.jsonl", read_lines(SETS / UNANSWERABLE))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    try:
        build(given.folder.resolve())
    except NotAvailableError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
