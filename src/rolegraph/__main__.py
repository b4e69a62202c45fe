"""Runs the program as `python -m rolegraph`."""

from rolegraph.cli import main

if __name__ == "__main__":
    main()
