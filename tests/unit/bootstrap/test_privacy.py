import pytest

from znatok.bootstrap.privacy import require_stores_in_russia
from znatok.platform.settings import PrivacySettings
from znatok.privacy.errors import StoreAbroad


@pytest.mark.parametrize("name", ["database_region", "files_region"])
def test_a_store_abroad_stops_the_start_and_the_setting_is_named(name: str) -> None:
    with pytest.raises(StoreAbroad, match=f"ZNATOK_PRIVACY__{name.upper()}"):
        require_stores_in_russia(PrivacySettings.model_validate({name: "foreign"}))


def test_stores_in_the_perimeter_and_in_russia_are_fine() -> None:
    require_stores_in_russia(PrivacySettings(database_region="russia"))
