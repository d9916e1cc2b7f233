"""One clear sentence for each wrong setting, that names it and repeats no key."""

import base64
from pathlib import Path
from typing import Any

import pytest
from tests.standins.tls import Authority

from znatok.llm.adapters.deepseek import DeepSeekSettings
from znatok.llm.adapters.gigachat import GigaChatEmbeddingSettings, GigaChatSettings
from znatok.llm.adapters.openai_compatible import (
    OpenAICompatibleEmbeddingSettings,
    OpenAICompatibleSettings,
)
from znatok.llm.adapters.yandex import YandexEmbeddingSettings, YandexSettings
from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.model import Price, Region, Usage
from znatok.llm.provider_settings import ProviderSettings

KEY = "canary-key-19af"
CREDENTIALS = base64.b64encode(b"client:canary-secret").decode()
YANDEX: dict[str, Any] = {"api_key": KEY, "folder_id": "b1g0folder"}
GIGACHAT: dict[str, Any] = {"credentials": CREDENTIALS}
DEEPSEEK: dict[str, Any] = {"api_key": KEY}
LOCAL: dict[str, Any] = {
    "base_url": "http://10.0.0.5:8000/v1",
    "model": "qwen",
    "region": "local",
}
FORMS: dict[type[ProviderSettings], dict[str, Any]] = {
    YandexSettings: YANDEX,
    YandexEmbeddingSettings: YANDEX,
    GigaChatSettings: GIGACHAT,
    GigaChatEmbeddingSettings: GIGACHAT,
    DeepSeekSettings: DEEPSEEK,
    OpenAICompatibleSettings: LOCAL,
    OpenAICompatibleEmbeddingSettings: LOCAL | {"dimension": 384},
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_must_be_said_is_enough(form: type[ProviderSettings]) -> None:
    settings = form.parse(FORMS[form])
    assert settings.model
    assert KEY not in repr(settings)
    assert CREDENTIALS not in repr(settings)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_form_can_be_rendered_from_the_schema(form: type[ProviderSettings]) -> None:
    fields = form.model_json_schema()["properties"]
    assert all(each.get("title") for each in fields.values())
    assert fields["model"]["type"] == "string"
    keys = {"api_key", "credentials"} & fields.keys()
    assert "password" in str([fields[each] for each in keys])


@pytest.mark.parametrize(
    ("form", "change", "setting", "words"),
    [
        (YandexSettings, {"folder_id": ""}, "folder_id", "не заполнена"),
        (YandexSettings, {"folder_id": None}, "folder_id", "значение не подходит"),
        (YandexSettings, {"folder_id": "моя папка"}, "folder_id", "латинских букв"),
        (YandexSettings, {"api_key": "ключ"}, "api_key", "латинских букв"),
        (YandexSettings, {"api_key": "два слова"}, "api_key", "без пробелов"),
        (YandexSettings, {"api_key": ""}, "api_key", "латинских букв"),
        (YandexSettings, {"base_url": "llm.api.cloud.yandex.net"}, "base_url", "нужен адрес"),
        (YandexSettings, {"base_url": "http://llm.example.ru/v1"}, "base_url", "https"),
        (YandexSettings, {"base_url": "https://[::1"}, "base_url", "нужен адрес"),
        (YandexSettings, {"model": ""}, "model", "не заполнена"),
        (YandexSettings, {"silence_s": 0}, "silence_s", "значение не подходит"),
        (YandexSettings, {"verify": False}, "verify", "такой настройки нет"),
        (GigaChatSettings, {"verify_ssl_certs": False}, "verify_ssl_certs", "такой настройки нет"),
        (GigaChatSettings, {"credentials": "not-base64!"}, "credentials", "ключ авторизации"),
        (GigaChatSettings, {"credentials": "Y2xpZW50"}, "credentials", "ключ авторизации"),
        (GigaChatSettings, {"scope": "GIGACHAT_API_ALL"}, "scope", "значение не подходит"),
        (GigaChatSettings, {"auth_url": "http://ngw.example.ru"}, "auth_url", "https"),
        (GigaChatSettings, {"ca_file": "/nowhere/ca.pem"}, "ca_file", "ca.pem не найден"),
        (DeepSeekSettings, {"effort": "much"}, "effort", "значение не подходит"),
        (DeepSeekSettings, {"price": {"prompt": -1}}, "price.prompt", "значение не подходит"),
        (OpenAICompatibleSettings, {"base_url": "http://u:p@h/v1"}, "base_url", "пароля"),
        (OpenAICompatibleSettings, {"region": "moon"}, "region", "значение не подходит"),
        (OpenAICompatibleEmbeddingSettings, {"dimension": 0}, "dimension", "значение не подходит"),
    ],
)
def test_a_wrong_setting_is_named(
    form: type[ProviderSettings], change: dict[str, Any], setting: str, words: str
) -> None:
    with pytest.raises(ProviderSettingWrong) as caught:
        form.parse(FORMS[form] | change)
    russian, english = caught.value.message("ru"), caught.value.message("en")
    assert russian.startswith(f"Настройка {setting}: ")
    assert words in russian
    assert english.startswith(f"Setting {setting}: ")
    assert KEY not in russian + english + repr(caught.value.__cause__)


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        (YandexSettings, "api_key"),
        (YandexSettings, "folder_id"),
        (GigaChatSettings, "credentials"),
        (DeepSeekSettings, "api_key"),
        (OpenAICompatibleSettings, "base_url"),
        (OpenAICompatibleSettings, "region"),
        (OpenAICompatibleSettings, "model"),
    ],
)
def test_a_missing_setting_is_named(form: type[ProviderSettings], missing: str) -> None:
    values = {name: value for name, value in FORMS[form].items() if name != missing}
    with pytest.raises(ProviderSettingWrong, match=f"Setting {missing}: is not filled in"):
        form.parse(values)


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    file = tmp_path / "root.pem"
    file.write_text("это не сертификат", "utf-8")
    with pytest.raises(ProviderSettingWrong, match=r"ca_file: the file root.pem is not a cert"):
        GigaChatSettings.parse(GIGACHAT | {"ca_file": file})
    with pytest.raises(ProviderSettingWrong, match="ca_file"):
        GigaChatSettings.parse(GIGACHAT | {"ca_file": tmp_path})


def test_a_certificate_is_taken(tmp_path: Path) -> None:
    ca_file = Authority(tmp_path).ca_file
    assert GigaChatSettings.parse(GIGACHAT | {"ca_file": str(ca_file)}).ca_file == ca_file


def test_a_server_on_the_same_machine_may_be_reached_in_clear() -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert DeepSeekSettings.parse(DEEPSEEK | {"base_url": f"http://{host}:1/v1"})


def test_the_contract_s_price_makes_the_cost() -> None:
    settings = DeepSeekSettings.parse(
        DEEPSEEK | {"price": {"prompt": 100, "completion": 200, "cached": 10}}
    )
    price = settings.price.price()
    assert price == Price(100, 200, 10)
    cost = price.of(Usage(prompt=1_000_000, completion=500_000, cached=400_000))
    assert cost == pytest.approx(60 + 4 + 100)


def test_where_a_local_server_stands_is_for_a_person_to_say() -> None:
    for region in Region:
        assert OpenAICompatibleSettings.parse(LOCAL | {"region": region.value}).region is region
