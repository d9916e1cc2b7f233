"""`znatok`: the command line."""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import typer

from znatok.entrypoints.cli.words import language
from znatok.kernel.errors import ZnatokError
from znatok.platform.log import configure_logging

# Each command is a module with a `register`, loaded when it is called: what answers questions takes
# a second to import, and most commands, the server's parent process above all, do without it.
_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "serve": "serving",
        "user": "people",
        "add": "adding",
        "ask": "asking",
        "eval": "evaluating",
        "golden": "golden",
        "index": "indexing",
        "privacy": "privacy",
        "settings": "showing",
    }
)


def _commands(wanted: str | None) -> typer.Typer:
    """The command line with the command that is wanted, or with all of them, to show its help."""
    app = typer.Typer(
        help="Знаток: ассистент по документам компании. A self-hosted assistant for documents.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for name in [wanted] if wanted is not None and wanted in _MODULES else _MODULES:
        import_module(f"znatok.entrypoints.cli.{_MODULES[name]}").register(app)
    return app


def _root() -> None:
    """Make the command line a group, whatever is in it."""


def main() -> None:
    """Run a command; an expected error is one sentence on standard error and exit code 1."""
    # Standard output is the command's answer, so what happens on the way is kept off it.
    configure_logging(level="WARNING", as_json=False)
    try:
        _commands(sys.argv[1] if len(sys.argv) > 1 else None)()
    except ZnatokError as error:
        print(error.message(language()), file=sys.stderr)
        sys.exit(1)
