"""What retrieval needs of the documents."""

from collections.abc import Collection, Sequence
from typing import Protocol

from znatok.access.model import Reader
from znatok.documents.model import LocatedFragment
from znatok.kernel.ids import FragmentId


class FragmentSource(Protocol):
    """Gives the text of fragments, rights applied once more where the text lies."""

    async def fragments_by_ids(
        self, fragment_ids: Collection[FragmentId], reader: Reader
    ) -> Sequence[LocatedFragment]:
        """Those of the fragments that exist and `reader` may read, in the order given."""
        ...
