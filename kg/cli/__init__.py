"""The command line: ``foedera``."""

from kg.cli.app import main

__all__ = ["main"]
