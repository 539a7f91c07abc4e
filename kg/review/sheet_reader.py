"""Read a sheet that a person has edited, knowing the line of everything in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from kg.errors import InputError

__all__ = ["Field", "Item", "Passage", "Sheet", "read_sheet"]

#: The fields of an entry that are no slots.
_OWN: Final = ("frame", "type", "quote", "start", "end", "context", "evidence", "reading", "decision")
_PASSAGE: Final = ("quote", "start", "end", "context")
_HINT: Final = "Compare it with a fresh one: foedera review export DOC"


@dataclass(frozen=True, slots=True)
class Field:
    """Be the values of a field, each a string, and the line it stands on."""

    line: int
    values: tuple[str, ...]

    @property
    def value(self) -> str:
        """The one value, or nothing."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Be a passage as a person gives it."""

    line: int
    quote: str
    start: int | None
    end: int | None
    context: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """Be an entry of a sheet; ``passages`` is None where it gives none."""

    line: int
    frame: str
    type: str
    decision: Field
    reading: str
    slots: Mapping[str, Field]
    passages: tuple[Passage, ...] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Be a sheet as it was read."""

    source: str
    document: str
    digest: str
    items: tuple[Item, ...]


def read_sheet(path: Path) -> Sheet:
    """Read a sheet.

    Raises:
        InputError: If it cannot be read or is built otherwise; with the line.
    """
    source = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", source=source) from error
    except UnicodeDecodeError as error:
        raise InputError("is not written in UTF-8", source=source, hint="Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        problem = error.problem or error.context or "it cannot be understood"
        hint = "Put texts with a colon, a comma or a bracket in quotation marks."
        raise InputError(f"is not YAML: {problem}", source=source, line=line, column=column, hint=hint) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"is not YAML: {' '.join(str(error).split())[:200]}", source=source) from error
    fields = _fields(root, source, ("document", "sha256", "frames"), "a sheet")
    missing = [name for name in ("document", "sha256", "frames") if name not in fields]
    if missing:
        raise InputError(f"has no `{missing[0]}:`", source=source, line=1, hint=_HINT)
    frames = fields["frames"]
    if not isinstance(frames, yaml.SequenceNode):
        if isinstance(frames, yaml.ScalarNode) and not frames.value:
            return Sheet(source, _text(fields["document"], source), _text(fields["sha256"], source), ())
        raise InputError(
            "`frames:` must be a list, each entry after a dash", source=source, line=_line(frames), hint=_HINT
        )
    items = tuple(_item(node, source) for node in frames.value)
    return Sheet(source, _text(fields["document"], source), _text(fields["sha256"], source), items)


def _item(node: yaml.Node, source: str) -> Item:
    fields = _fields(node, source, None, "an entry")
    passages: tuple[Passage, ...] | None = None
    if "evidence" in fields and "quote" in fields:
        raise InputError("has both `quote:` and `evidence:`", source=source, line=_line(fields["evidence"]))
    if "evidence" in fields:
        listed = fields["evidence"]
        if not isinstance(listed, yaml.SequenceNode):
            raise InputError("`evidence:` must be a list of quotes", source=source, line=_line(listed), hint=_HINT)
        passages = tuple(_passage(_fields(each, source, _PASSAGE, "a passage"), each, source) for each in listed.value)
    elif "quote" in fields:
        passages = (_passage({name: fields[name] for name in _PASSAGE if name in fields}, fields["quote"], source),)
    slots = {name: _field(value, source) for name, value in fields.items() if name not in _OWN}
    decision = _field(fields["decision"], source) if "decision" in fields else Field(_line(node), ())
    own = {name: _text(fields[name], source) if name in fields else "" for name in ("frame", "type", "reading")}
    return Item(_line(node), own["frame"], own["type"], decision, own["reading"], slots, passages)


def _passage(fields: Mapping[str, yaml.Node], node: yaml.Node, source: str) -> Passage:
    given = {name: _text(value, source) for name, value in fields.items()}
    numbers: dict[str, int | None] = {"start": None, "end": None}
    for name in numbers:
        if given.get(name):
            if not re.fullmatch(r"\d{1,9}", given[name], re.ASCII):
                message = f"`{name}: {given[name]}` is no number of characters"
                raise InputError(message, source=source, line=_line(fields[name]), hint="Leave it out if unsure.")
            numbers[name] = int(given[name])
    return Passage(_line(node), given.get("quote", ""), numbers["start"], numbers["end"], given.get("context") or None)


def _fields(node: yaml.Node | None, source: str, allowed: tuple[str, ...] | None, what: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        line = _line(node) if node is not None else 1
        raise InputError(f"{what} must consist of lines such as `document: …`", source=source, line=line, hint=_HINT)
    found: dict[str, yaml.Node] = {}
    for name, value in node.value:
        key = _text(name, source)
        if key in found:
            raise InputError(f"`{key}:` stands in {what} twice", source=source, line=_line(name))
        if allowed is not None and key not in allowed:
            hint = f"Use {', '.join(allowed)}."
            raise InputError(f"`{key}:` does not belong in {what}", source=source, line=_line(name), hint=hint)
        found[key] = value
    return found


def _field(node: yaml.Node, source: str) -> Field:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    texts = (_text(each, source) for each in nodes)
    return Field(_line(node), tuple(text for text in texts if text))


def _text(node: yaml.Node, source: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        hint = "Put texts with a colon, a comma or a bracket in quotation marks."
        raise InputError("here must be a word or a text", source=source, line=_line(node), hint=hint)
    return str(node.value)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
