import pytest

from znatok.platform import assets
from znatok.platform.assets import AssetMissing, asset


def test_finds_what_ships_beside_the_code() -> None:
    assert (asset("migrations") / "env.py").is_file()
    assert (asset("demo_company") / "company.toml").is_file()


def test_says_which_files_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(assets._PLACES, "web", ("_absent", "absent"))
    with pytest.raises(AssetMissing) as caught:
        asset("web")
    assert "web" in caught.value.message("ru")
