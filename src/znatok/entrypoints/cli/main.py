"""`znatok`: the command line."""

import sys

import typer

from znatok.entrypoints.cli.adding import add
from znatok.entrypoints.cli.asking import ask
from znatok.entrypoints.cli.evaluating import evaluate
from znatok.entrypoints.cli.people import people
from znatok.entrypoints.cli.serving import serve
from znatok.entrypoints.cli.showing import settings
from znatok.entrypoints.cli.words import language
from znatok.kernel.errors import ZnatokError
from znatok.platform.log import configure_logging

app = typer.Typer(
    help="Знаток: ассистент по документам компании. A self-hosted assistant for documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve)
app.command("add")(add)
app.command("ask")(ask)
app.command("eval")(evaluate)
app.command("settings")(settings)
app.add_typer(people, name="user")


def main() -> None:
    """Run a command; an expected error is one sentence on standard error and exit code 1."""
    # Standard output is the command's answer, so what happens on the way is kept off it.
    configure_logging(level="WARNING", as_json=False)
    try:
        app()
    except ZnatokError as error:
        print(error.message(language()), file=sys.stderr)
        sys.exit(1)
