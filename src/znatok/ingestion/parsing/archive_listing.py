"""An archive as a document: what is in it. Its files become documents of their own elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from znatok.ingestion.errors import Unreadable
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing.archives import Member, members
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.formats import BY_KIND, Format

_NOT_TAKEN = "members-not-read"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the listing. `problem`: in Russian, why there is no document of this file."""

    path: str
    problem: str = ""


class ArchiveParser:
    """Reads an archive through to its last byte, so that what is given further on is sound."""

    def __init__(self, described: Format, limits: Limits) -> None:
        self._format, self._limits = described, limits

    def parse(self, data: bytes, name: str) -> ParsedFile:
        problems: list[Unreadable] = []
        entries = []
        for member in members(data, name, self._limits):
            problem = tried(member)
            problems.extend([problem] if problem else [])
            entries.append(Entry(member.path, problem.message("ru") if problem else ""))
        if problems and len(problems) == len(entries) and len({type(p) for p in problems}) == 1:
            # Nothing comes out, for one reason: that is what is wrong with the archive.
            raise problems[0].of(name)
        return listing(entries, name, self._format.kind, self._limits)


def tried(member: Member) -> Unreadable | None:
    """Why a file cannot be taken out; None when all of its bytes come."""
    if member.problem is not None:
        return member.problem
    try:
        for _ in member.chunks():
            pass
    except Unreadable as error:
        return error
    return None


def listing(entries: Iterable[Entry], name: str, kind: str, limits: Limits) -> ParsedFile:
    """The text of an archive's own document.

    Raises:
        NoText: there are no files in it.

    """
    found = list(entries)
    taken = [each for each in found if not each.problem]
    left = [each for each in found if each.problem]
    builder = Builder(name, limits)
    if found:
        builder.heading(f"Архив {name}", 1)
        builder.paragraph(f"Файлов в архиве: {len(found)}, прочитаны отдельно: {len(taken)}.")
    for each in taken:
        builder.item(each.path)
    if left:
        builder.warn(_NOT_TAKEN)
        builder.heading("Не прочитаны", 2)
    for each in left:
        builder.item(f"{each.path} — {each.problem}")
    return builder.build(kind, BY_KIND[kind].media_type, title=None)
