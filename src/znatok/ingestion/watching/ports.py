"""What scanning needs from outside."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from znatok.connectors.ports import FileSource
from znatok.ingestion.watching.model import Folder, FolderId, KnownFile, Scan, ScanState


class FolderStore(Protocol):
    """Watched folders and what is known of their files; every method is one transaction."""

    async def all(self) -> Sequence[Folder]:
        """By path."""
        ...

    async def get(self, folder_id: FolderId) -> Folder:
        """Raises NoSuchFolder."""
        ...

    async def add(self, folder: Folder) -> None:
        """Raises FolderWatched: its path is watched."""
        ...

    async def change(self, folder: Folder) -> None:
        """Replace access, schedule, owner, department and whether it is enabled."""
        ...

    async def remove(self, folder_id: FolderId) -> None:
        """Forget the folder and its files; its documents stay."""
        ...

    async def request(self, folder_id: FolderId, what: str) -> None:
        """Ask whichever process watches for a scan: "scan", or "confirmed" to let files go."""
        ...

    async def requested(self) -> Mapping[FolderId, str]: ...

    async def claim(
        self, folder_id: FolderId, token: str, *, at: datetime, lease: timedelta
    ) -> bool:
        """Begin a scan, what was asked for being answered; False when another process scans."""
        ...

    async def keep(
        self, folder_id: FolderId, token: str, scan: Scan, *, at: datetime, lease: timedelta
    ) -> bool:
        """Show how far the scan is and keep the claim; False when it is lost or cancelled."""
        ...

    async def end(self, folder_id: FolderId, token: str, scan: Scan) -> None:
        """Show how the scan ended and give the claim back."""
        ...

    async def cancel(self, folder_id: FolderId) -> None:
        """Ask for the end of a scan: its claim is lost. Raises NoSuchFolder."""
        ...

    async def known(self, folder_id: FolderId) -> Sequence[KnownFile]: ...

    async def put(
        self, folder_id: FolderId, files: Sequence[KnownFile], *, gone: Collection[str] = ()
    ) -> None:
        """Remember files, and forget paths, at once."""
        ...


class Sources(Protocol):
    """Opens folders, if they may be watched at all."""

    def check(self, path: str) -> str:
        """The path as it is kept, made absolute and free of links.

        Raises:
            NotAllowed: it does not lie in one of the roots that the settings name.

        """
        ...

    def open(self, path: str) -> FileSource:
        """Raises NotAllowed: as `check`; the settings may have changed."""
        ...


ENDED = frozenset(ScanState) - {ScanState.RUNNING}
