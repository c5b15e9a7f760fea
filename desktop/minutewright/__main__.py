"""Starts the program: `python -m minutewright` and the console script `minutewright`."""


def main() -> None:
    """Run the command line; with no command it opens the window."""
    from minutewright.cli.main import run

    run()


if __name__ == "__main__":
    main()
