"""Files that ship beside the code: in the wheel inside the package, in a checkout at its root."""

from pathlib import Path

from znatok.kernel.errors import Unavailable

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent
# Name → where it lies in the package, where in a checkout; the build copies the latter there.
_PLACES = {
    "migrations": ("_migrations", "migrations"),
    "web": ("_web", "web/dist"),
    "demo_company": ("_demo_company", "examples/demo_company"),
}


class AssetMissing(Unavailable):
    slug = "asset-missing"
    ru = "Нет файлов «{name}»: переустановите Знаток или соберите их командой make build."
    en = "The files “{name}” are missing: reinstall Znatok, or build them with make build."


def asset(name: str) -> Path:
    """The folder called `name`.

    Raises:
        AssetMissing: it is in neither place.

    """
    packed, loose = _PLACES[name]
    for place in (_PACKAGE / packed, _CHECKOUT / loose):
        if place.is_dir():
            return place
    raise AssetMissing(name=name)
