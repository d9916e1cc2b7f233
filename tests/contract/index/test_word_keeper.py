from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.contract.index.examples import DIMENSION, document, fragment
from tests.contract.index.suite import FragmentIndexContract

from znatok.index.adapters.exact import ExactIndex
from znatok.language.morphology import Morphology
from znatok.understanding.spelling_vocabulary import CompanyWords, WordKeeper

_MORPHOLOGY = Morphology()
_ANYONE = frozenset({"everyone"})


class TestWordKeeper(FragmentIndexContract):
    """An index whose words are kept is an index like any other."""

    examples = 15

    @asynccontextmanager
    async def opened(self, dimension: int = DIMENSION) -> AsyncIterator[WordKeeper]:
        index = ExactIndex(dimension)
        yield WordKeeper(index, CompanyWords(_MORPHOLOGY))
        await index.close()


async def test_the_words_follow_what_is_published() -> None:
    index, words = ExactIndex(DIMENSION), CompanyWords(_MORPHOLOGY)
    keeper = WordKeeper(index, words)
    held = document(fragment(terms={"брюмзель": 2}))
    await keeper.publish([held])
    assert words.visible("брюмзель", _ANYONE)
    await keeper.set_access(held.id, frozenset({"user:1"}))
    assert not words.visible("брюмзель", _ANYONE)
    await keeper.remove([held.id])
    assert not words.visible("брюмзель", frozenset({"user:1"}))
    await index.close()
