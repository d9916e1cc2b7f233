"""Puts beside the code, in the wheel, the files that the product needs at run time.

A hook and not hatch's `force-include`, because that one would ask for the built web pages in an
editable install too, where they are found at the root of the checkout
(src/znatok/platform/assets.py).
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Where it lies in a checkout → where in the package.
_BESIDE_THE_CODE = {
    "migrations": "znatok/_migrations",
    "web/dist": "znatok/_web",
    "examples/demo_company": "znatok/_demo_company",
}


class AssetsHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        for place in _BESIDE_THE_CODE:
            if not (Path(self.root) / place).is_dir():
                raise FileNotFoundError(f"{place} is missing: `make build` makes it first")
        build_data["force_include"].update(_BESIDE_THE_CODE)
