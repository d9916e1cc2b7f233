import pytest
from tests.unit.privacy.finders import RulesOnly

from znatok.language.morphology import Morphology
from znatok.privacy.masking import Masker


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return Morphology()


@pytest.fixture(scope="session")
def finder(morphology: Morphology) -> RulesOnly:
    return RulesOnly(morphology)


@pytest.fixture(scope="session")
def masker(finder: RulesOnly, morphology: Morphology) -> Masker:
    return Masker(finder, morphology)
