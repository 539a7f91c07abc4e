"""The page of settings, written from the settings themselves: ``python -m kg.settings_page > docs/settings.md``."""

from __future__ import annotations

import sys

from pydantic.fields import FieldInfo

from kg.settings import Settings

__all__ = ["settings_page"]

_HEAD = """# Settings

Read from the environment, else from the TOML file that `FOEDERA_CONFIG` names, with the names below in lower case and
without `FOEDERA_` (`port = 8080`). A wrong one is refused at start with its name. This page is written by
`python -m kg.settings_page`.

| setting | default | what it is |
|---|---|---|
"""
#: Defaults that depend on the machine, as people write them.
_DEFAULTS = {"store": "$XDG_DATA_HOME/foedera/store"}


def settings_page() -> str:
    """Return the page."""
    rows = (f"| `FOEDERA_{name.upper()}` | {_default(name, field)} | {field.description} |\n" for name, field in _all())
    return _HEAD + "".join(rows)


def _all() -> list[tuple[str, FieldInfo]]:
    return list(Settings.model_fields.items())


def _default(name: str, field: FieldInfo) -> str:
    value = _DEFAULTS.get(name, field.default)
    return "" if value in (None, "") else f"`{value}`"


if __name__ == "__main__":
    sys.stdout.write(settings_page())
