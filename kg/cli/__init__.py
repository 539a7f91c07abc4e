"""The command line: ``foedera``."""
