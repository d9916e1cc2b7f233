"""`python -m znatok`: the command line."""

from znatok.entrypoints.cli.main import main

if __name__ == "__main__":  # the server's processes import this module and must not run it
    main()
