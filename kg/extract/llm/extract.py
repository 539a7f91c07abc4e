"""Extract with a language model: it points, the document is looked at, and frames are made of what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kg.document.model import SourceDocument
from kg.errors import InputError, ModelError
from kg.extract.frames import Extraction
from kg.extract.llm.options import Extractor, Method
from kg.extract.llm.service import client, connect, require
from kg.extract.llm.told import Told

if TYPE_CHECKING:
    from pydantic_ai.models import Model

    from kg.extract.llm.answer import Answer
    from kg.extract.llm.check import Checked, Part
    from kg.extract.pipeline import Found
    from kg.extract.reading import Reading

__all__ = ["PartListener", "extract_with_model"]

#: Is told which part of a document is sent, counted from 1, and of how many.
PartListener = Callable[[int, int], None]


def extract_with_model(
    document: SourceDocument,
    extractor: Extractor,
    *,
    model: Model | None = None,
    listener: PartListener | None = None,
) -> tuple[Extraction, Told]:
    """Extract the frames of a document with the help of a language model.

    Args:
        document: The document.
        extractor: What is asked, and for what.
        model: What to ask in the place of the service, for tests.
        listener: Is told of every part that is sent.

    Returns:
        The frames, and what the model had a part in.

    Raises:
        ModelError: If the extra ``llm`` is not installed, or the model cannot be asked or gives no answer.
        InputError: If there is no key.
    """
    require()
    from pydantic_ai.exceptions import AgentRunError

    from kg.extract.llm.failure import failure
    from kg.extract.pipeline import assemble
    from kg.extract.read import read

    if model is None:
        extractor.key()
    reading = read(document)
    try:
        reading, found, told = asyncio.run(_asked(reading, extractor, model, listener or _silent))
    except AgentRunError as error:
        problem = failure(error, extractor)
        raise ModelError(problem.message, hint=problem.hint) from None
    return assemble(reading, found), told


async def _asked(
    reading: Reading, extractor: Extractor, model: Model | None, tell: PartListener
) -> tuple[Reading, Found, Told]:
    way = _found if extractor.method is Method.LLM else _filled
    if model is not None:
        return await way(reading, extractor, model, tell)
    async with client(extractor) as http:
        return await way(reading, extractor, connect(extractor, http), tell)


async def _found(
    reading: Reading, extractor: Extractor, model: Model, tell: PartListener
) -> tuple[Reading, Found, Told]:
    """Let the model find all frames."""
    from kg.extract.llm.answer import Answer
    from kg.extract.llm.ask import ask
    from kg.extract.llm.build import build
    from kg.extract.llm.prompt import instructions, parts_of, prompt

    checked: dict[object, Checked] = {}
    told = Told(extractor)
    parts = parts_of(reading)
    for number, part in enumerate(parts, 1):
        tell(number, len(parts))
        heard = await ask(
            model,
            Answer,
            instructions=instructions("extract"),
            prompt=prompt(part),
            take=partial(_take, part),
            seconds=extractor.seconds,
        )
        for item in heard.kept:  # a corrected item takes the place of the first
            checked[type(item.item), item.evidence[0]] = item
        told = replace(told, dropped=told.dropped + heard.dropped, requests=told.requests + heard.requests)
    reading, found = build(reading, list(checked.values()))
    groups = (found.agreements, found.meetings, found.commitments, found.incidents, found.offices)
    frames: dict[str, tuple[str, ...]] = {frame.key: () for group in groups for frame in group}
    return reading, found, replace(told, frames=frames, kept=len(frames) + len(found.statements))


def _take(part: Part, answer: Answer) -> Iterator[tuple[Checked | None, str | None]]:
    from kg.extract.llm.check import check_item, types_of

    types = types_of(answer)
    for item in answer.items():
        try:
            checked = check_item(part, item, types)
        except InputError as error:
            yield None, error.message
            continue
        yield checked, "; ".join(checked.problems) or None


async def _filled(
    reading: Reading, extractor: Extractor, model: Model, tell: PartListener
) -> tuple[Reading, Found, Told]:
    """Let the rules find frames, and the model fill the slots that they left open."""
    from kg.extract.llm.answer import Fills
    from kg.extract.llm.ask import ask
    from kg.extract.llm.hybrid import fill, open_slots, shown, take
    from kg.extract.llm.prompt import instructions, parts_of, prompt
    from kg.extract.pipeline import find

    found = find(reading)
    told = Told(extractor)
    slots = open_slots(found)
    parts = [(part, here) for part in parts_of(reading) if (here := shown(found, slots, part))]
    for number, (part, frames) in enumerate(parts, 1):
        tell(number, len(parts))
        heard = await ask(
            model,
            Fills,
            instructions=instructions("fill"),
            prompt=prompt(part, frames),
            take=partial(take, part, slots, {str(frame["frame"]) for frame in frames}),
            seconds=extractor.seconds,
        )
        reading, found, told = fill(reading, found, told, heard)
        slots = open_slots(found)
    return reading, found, told


def _silent(number: int, total: int) -> None:
    """Tell nobody."""
