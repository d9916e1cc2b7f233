"""The fragment index that the settings name."""

from contextlib import AsyncExitStack
from importlib import import_module

from znatok.documents.generations import FIRST, GenerationId
from znatok.index.adapters.exact import ExactIndex
from znatok.index.ports import FragmentIndex
from znatok.kernel.errors import Unavailable
from znatok.platform.settings import Settings


class IndexNotInstalled(Unavailable):
    slug = "index-not-installed"
    ru = "Индекс {engine} не установлен. Установите его: pip install 'znatok[{engine}]'."
    en = "The index {engine} is not installed. Install it: pip install 'znatok[{engine}]'."


async def open_index(
    stack: AsyncExitStack, settings: Settings, dimension: int, generation: GenerationId = FIRST
) -> FragmentIndex:
    """Open the index of a generation, to be closed with `stack`.

    Raises:
        IndexNotInstalled: it is an extra that is not there.

    """
    if settings.index.engine == "exact":
        exact = ExactIndex(dimension)
        stack.push_async_callback(exact.close)
        return exact
    try:  # loaded only when chosen: the library costs 2 s and 170 MB
        module = import_module("znatok.index.adapters.lancedb")
    except ModuleNotFoundError as error:
        raise IndexNotInstalled(engine=settings.index.engine) from error
    folder = "index" if generation == FIRST else f"index-{generation}"
    opened = await module.LanceIndex.open(settings.data_dir / folder, dimension)
    stack.push_async_callback(opened.close)
    index: FragmentIndex = opened
    return index
