"""`python -m znatok`: the command line."""

from znatok.entrypoints.cli.main import main

main()
