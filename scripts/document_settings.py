"""Write docs/reference/settings.md from the settings tree, so that the two cannot disagree.

python scripts/document_settings.py          rewrite the page
python scripts/document_settings.py --check  only say whether it is in step (exit code 1 if not)
"""

import inspect
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from znatok.platform.settings import Settings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"
_OPENING = """\
# Settings

Written by `make settings` from `src/znatok/platform/settings.py`; do not edit by hand.

Every setting has a default: an installation without any works. A value comes from the first of:

1. the command line (`znatok serve --port 9000`);
2. an environment variable with the name given below;
3. the same name in a file `.env` in the working directory;
4. a TOML file, `znatok.toml` in the working directory or the file that `ZNATOK_CONFIG` names, where
   `ZNATOK_SERVER__PORT` is `port` in the table `[server]`.

A misspelt `ZNATOK_…` variable stops the start and names the nearest right one. `znatok settings`
prints what is in force, secrets hidden.
"""


def render() -> str:
    """The page as it should be."""
    parts = [_OPENING, _section("General", Settings, "ZNATOK_", "")]
    for name, field in Settings.model_fields.items():
        if branch := _branch(field):
            words = inspect.cleandoc(branch.__doc__ or "")
            title = name.replace("_", " ").capitalize()
            parts.append(_section(title, branch, f"ZNATOK_{name.upper()}__", words))
    return "\n".join(parts)


def _section(title: str, model: type[BaseModel], prefix: str, words: str) -> str:
    rows = [
        f"| `{prefix}{name.upper()}` | {', '.join(_kinds(field))} | {_default(field)} |"
        for name, field in model.model_fields.items()
        if not _branch(field)
    ]
    head = ["| variable | value | default |", "|---|---|---|"]
    return "\n".join([f"## {title}", *([words] if words else []), "", *head, *rows, ""])


def _branch(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _kinds(field: FieldInfo) -> Iterator[str]:
    yield from _words(field.annotation)
    for each in [*field.metadata, *_inner_metadata(field.annotation)]:
        if isinstance(each, Ge):
            yield f"at least {each.ge:,}" if isinstance(each.ge, int) else f"at least {each.ge}"
        if isinstance(each, Le):
            yield f"at most {each.le:,}" if isinstance(each.le, int) else f"at most {each.le}"


def _inner_metadata(kind: Any) -> tuple[Any, ...]:
    """What `Annotated` says of a part of a union."""
    return tuple(m for part in get_args(kind) for m in getattr(part, "__metadata__", ()))


def _words(kind: Any) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield " or ".join(f"`{each}`" for each in get_args(kind))
    elif get_origin(kind) in (Union, types.UnionType):
        for part in get_args(kind):
            yield from () if part is type(None) else _words(part)
    elif kind is SecretStr:
        yield "text, secret"
    else:
        names = {int: "whole number", float: "number", bool: "`true` or `false`", str: "text"}
        names[Path] = "path"
        yield names.get(kind, getattr(kind, "__name__", str(kind)))


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None:
        return "chosen by the program"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`"


def main() -> int:
    page = render()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.is_file() and PAGE.read_text("utf-8") == page else 1
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
