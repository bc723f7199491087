"""`python -m levelup_cli`, the same as `levelup`."""

from levelup_cli.cli import main

if __name__ == "__main__":
    main()
