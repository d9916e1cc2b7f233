"""Writes compound files ([MS-CFB] version 3), so that tests can have letters saved by Outlook."""

import struct
from collections.abc import Mapping

SECTOR, MINI = 512, 64
CUTOFF = 4096  # shorter streams live in the mini stream
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
Tree = Mapping[str, "bytes | Tree"]


class _Writer:
    def __init__(self) -> None:
        self.sectors = bytearray()
        self.fat: list[int] = []
        self.mini = bytearray()
        self.mini_fat: list[int] = []
        self.entries: list[list[object]] = []

    def chain(self, data: bytes) -> int:
        """Data in sectors of its own; the first of them."""
        count = -(-len(data) // SECTOR)
        if not count:
            return END
        start = len(self.fat)
        self.sectors += data.ljust(count * SECTOR, b"\0")
        self.fat += [*range(start + 1, start + count), END]
        return start

    def mini_chain(self, data: bytes) -> int:
        count = -(-len(data) // MINI)
        if not count:
            return END
        start = len(self.mini_fat)
        self.mini += data.ljust(count * MINI, b"\0")
        self.mini_fat += [*range(start + 1, start + count), END]
        return start

    def add(self, name: str, kind: int, content: "bytes | Tree") -> int:
        at = len(self.entries)
        # name, type, right sibling, child, first sector, size
        self.entries.append([name, kind, FREE, FREE, 0, 0])
        if isinstance(content, bytes):
            short = len(content) < CUTOFF
            start = self.mini_chain(content) if short else self.chain(content)
            self.entries[at][4:] = [start, len(content)]
            return at
        before = FREE
        # A tree that leans to the right is a tree; names are ordered by length, then letters.
        for each in sorted(content, key=lambda name: (len(name), name.upper())):
            child = self.add(
                each, STREAM if isinstance(content[each], bytes) else STORAGE, content[each]
            )
            if before == FREE:
                self.entries[at][3] = child
            else:
                self.entries[before][2] = child
            before = child
        return at


def compound(tree: Tree) -> bytes:
    made = _Writer()
    made.add("Root Entry", ROOT, tree)
    made.entries[0][4:] = [made.chain(bytes(made.mini)), len(made.mini)]
    mini_fat = _words(made.mini_fat)
    mini_fat_start = made.chain(mini_fat)
    directory = made.chain(b"".join(_entry(*each) for each in made.entries))
    count = 1
    while count * (SECTOR // 4) < len(made.fat) + count:
        count += 1
    fat_start = len(made.fat)
    made.fat += [FAT_SECTOR] * count
    fat = _words(made.fat).ljust(count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, count, directory,
        0, CUTOFF, mini_fat_start, -(-len(mini_fat) // SECTOR), END, 0,
    )  # fmt: skip
    listed = [*range(fat_start, fat_start + count)]
    header += _words(listed + [FREE] * (109 - len(listed)))
    return header + bytes(made.sectors) + fat


def _words(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    called = name.encode("utf-16-le") + b"\0\0"
    head = called.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(called), kind, 1, FREE, right, child
    )
    return head + bytes(36) + struct.pack("<IQ", start, size)


def outlook(
    texts: Mapping[int, str],
    *,
    binaries: Mapping[int, bytes] | None = None,
    fixed: Mapping[tuple[int, int], bytes] | None = None,
    attached: "list[Tree] | None" = None,
    header: int = 32,
    wide: bool = True,
) -> Tree:
    """A letter: texts by property id, binary ones, fixed ones by (id, type), its attachments."""
    kind = 0x1F if wide else 0x1E
    coding = "utf-16-le" if wide else "cp1251"
    tree: dict[str, bytes | Tree] = {
        f"__substg1.0_{each:04X}{kind:04X}": text.encode(coding) for each, text in texts.items()
    }
    tree |= {f"__substg1.0_{each:04X}0102": data for each, data in (binaries or {}).items()}
    kept = [struct.pack("<HHI", kind, each, 6) + bytes(8) for each in texts]
    kept += [struct.pack("<HHI", t, i, 6) + value for (i, t), value in (fixed or {}).items()]
    tree["__properties_version1.0"] = bytes(header) + b"".join(kept)
    for number, each in enumerate(attached or []):
        tree[f"__attach_version1.0_#{number:08X}"] = each
    return tree
