"""Names: what a sheet calls the actors and places that frames name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.review.frame import Frame
from kg.review.table import DOCUMENT, Slot, frame_types

__all__ = ["Names"]

#: What the document is called where it speaks in its own voice.
_ITSELF = "the document"


@dataclass(frozen=True, slots=True)
class Names:
    """Know the frames that can be named.

    Args:
        frames: The frames by their keys.
    """

    frames: Mapping[str, Frame]
    _labels: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for key in sorted(self.frames):
            for label in _labels_of(self.frames[key]):
                self._labels.setdefault(label.casefold(), []).append(key)

    def of(self, key: str, slot: Slot) -> str:
        """Return what to call a frame in a slot: its name, if no other that may stand there has it, else its key."""
        if key == DOCUMENT:
            return _ITSELF
        label = self.frames[key].first("name") if key in self.frames and _is_shared(self.frames[key]) else ""
        return label if label and self._named(label, slot) == [key] and label not in self.frames else key

    def key(self, name: str, slot: Slot) -> str:
        """Return the key of the frame that a name in a slot means.

        Raises:
            InputError: If it means none, or several.
        """
        if name == _ITSELF and DOCUMENT in slot.of:
            return DOCUMENT
        if name in self.frames:
            if self.frames[name].type not in slot.of:
                raise InputError(f"{name} under “{slot.name}” is no {' or '.join(slot.of)}")
            return name
        found = self._named(name, slot)
        if len(found) == 1:
            return found[0]
        kinds = " or ".join(slot.of)
        if found:
            raise InputError(
                f"“{name}” under “{slot.name}” may be {' or '.join(found)}", hint="Write one of these keys."
            )
        choices = [key for key in self.frames if self.frames[key].type in slot.of]
        known = {name.casefold(): name for key in choices for name in (*_labels_of(self.frames[key]), key)}
        near = difflib.get_close_matches(name.casefold(), list(known), n=1)
        hint = f"Did you mean {known[near[0]]!r}? " if near else ""
        raise InputError(
            f"the document has no {kinds} “{name}”, which stands under “{slot.name}”",
            hint=f"{hint}Add it as a frame of its own, with `decision: add`, or write a name or key of this file.",
        )

    def _named(self, name: str, slot: Slot) -> list[str]:
        exact = [key for key in self._labels.get(name.casefold(), ()) if self.frames[key].type in slot.of]
        first = [key for key in exact if self.frames[key].first("name").casefold() == name.casefold()]
        return sorted(set(first or exact))


def _is_shared(frame: Frame) -> bool:
    return frame_types()[frame.type].shared


def _labels_of(frame: Frame) -> Iterable[str]:
    return (*frame.slots.get("name", ()), *frame.slots.get("other names", ())) if _is_shared(frame) else ()
