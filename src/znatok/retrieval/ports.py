"""What retrieval needs of the documents."""

from collections.abc import Sequence
from typing import Protocol

from znatok.access.model import Reader
from znatok.documents.model import FoundFragment
from znatok.kernel.ids import FragmentId


class FragmentSource(Protocol):
    """Gives the text of fragments, rights applied once more where the text lies."""

    async def fragments_by_ids(
        self, ids: Sequence[FragmentId], reader: Reader
    ) -> list[FoundFragment]:
        """Those of `ids` that exist and `reader` may read, in the order of `ids`."""
        ...
