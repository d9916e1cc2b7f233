"""Providers of language models that stand in the settings of the server."""

from datetime import date

import pytest
from tests.unit.llm.routing.board import Noon

from znatok.bootstrap.models import fixed_providers, kinds
from znatok.llm.providers.model import ProviderOrigin
from znatok.platform.settings import BadSettings, LlmProviderSettings

KEY = "AQVN-hidden-part-7788"
GOOD = LlmProviderSettings(
    name="YandexGPT", kind="yandex", options={"api_key": KEY, "folder_id": "b1gfolder"}
)


def test_a_provider_needs_no_person_and_no_database() -> None:
    (fixed,) = fixed_providers([GOOD], kinds(), Noon())
    assert fixed.provider.origin is ProviderOrigin.SETTINGS
    assert fixed.provider.options == {"folder_id": "b1gfolder"}
    assert fixed.provider.tails == {"api_key": "7788"}
    assert fixed.options["api_key"] == KEY
    assert KEY not in repr((fixed, GOOD))


def test_its_costs_stay_with_its_name() -> None:
    once, again = (fixed_providers([GOOD], kinds(), Noon())[0].provider.id for _ in range(2))
    assert once == again


def test_a_transfer_abroad_is_declared_by_its_notification() -> None:
    (silent,) = fixed_providers([GOOD], kinds(), Noon())
    assert silent.provider.abroad.notice is None
    told = GOOD.model_copy(
        update={"notification_number": "77-1", "notification_date": date(2026, 10, 1)}
    )
    (declared,) = fixed_providers([told], kinds(), Noon())
    assert declared.provider.abroad.notice is not None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "yandeks"}, "yandeks"),
        ({"options": {"api_key": KEY, "folder_id": ""}}, "folder_id"),
        ({"options": {"folder_id": "b1gfolder"}}, "api_key"),
        ({"options": GOOD.options | {"ca_file": "/no/such.pem"}}, "ca_file"),
    ],
)
def test_a_wrong_one_stops_the_start_with_a_sentence_that_names_the_setting(
    change: dict[str, object], named: str
) -> None:
    with pytest.raises(BadSettings) as refused:
        fixed_providers([GOOD.model_copy(update=change)], kinds(), Noon())
    sentence = str(refused.value)
    assert sentence.startswith("Setting ZNATOK_LLM__PROVIDERS[0]")
    assert named in sentence
    assert KEY not in sentence


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(BadSettings, match="twice"):
        fixed_providers([GOOD, GOOD], kinds(), Noon())


def test_streams_follow_the_kind_of_access() -> None:
    personal = {"credentials": "YTpi", "scope": "GIGACHAT_API_PERS"}
    given = LlmProviderSettings(name="GigaChat", kind="gigachat", options=personal)
    (fixed,) = fixed_providers([given], kinds(), Noon())
    assert fixed.provider.streams == 1
