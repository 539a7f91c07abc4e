"""Ask: one agent for one stretch of a document, asked again at most twice about what the document does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from pydantic_ai.models import Model

__all__ = ["AGAIN", "Heard", "ask"]

#: How often a model is asked again.
AGAIN: Final = 2
#: So many things that are wrong are told at once.
_TOLD: Final = 20

A = TypeVar("A")
K = TypeVar("K")


@dataclass(slots=True)
class Heard(Generic[K]):
    """Collect what was taken of the answers of a model, and count what was dropped and how often it was asked."""

    kept: list[K] = field(default_factory=list)
    dropped: int = 0
    requests: int = 0


async def ask(
    model: Model,
    shape: type[A],
    *,
    instructions: str,
    prompt: str,
    take: Callable[[A], Iterable[tuple[K | None, str | None]]],
    seconds: float,
) -> Heard[K]:
    """Ask a model, tell it what the document does not say, and count what is left of that at the end.

    Args:
        model: The model.
        shape: What it may answer.
        instructions: What it is told to do.
        prompt: The document.
        take: Tells of each thing in an answer what is taken of it, and what is wrong with it.
        seconds: The most seconds until an answer.

    Raises:
        AgentRunError: If the model cannot be asked, or gives no answer that can be read.
    """
    from pydantic_ai import Agent, ModelRetry, RunContext, RunUsage
    from pydantic_ai.exceptions import UnexpectedModelBehavior

    heard: Heard[K] = Heard()
    usage = RunUsage()
    agent = Agent(model, output_type=shape, instructions=instructions, retries={"output": AGAIN})

    @agent.output_validator
    def check(context: RunContext[object], answer: A) -> A:
        told = list(take(answer))
        wrong = [problem for _, problem in told if problem is not None]
        heard.kept += [kept for kept, _ in told if kept is not None]
        # What was wrong before and was left out now is dropped too.
        heard.dropped = len(wrong) + max(0, heard.dropped - len(told))
        if wrong and not context.last_attempt:
            raise ModelRetry(_CORRECT.format(problems="\n".join(f"- {problem}" for problem in wrong[:_TOLD])))
        return answer

    try:
        await agent.run(prompt, usage=usage, model_settings={"timeout": seconds})
    except UnexpectedModelBehavior:
        if not heard.kept and not heard.dropped:
            raise
    heard.requests = usage.requests
    return heard


_CORRECT: Final = (
    "The document does not say this:\n{problems}\n"
    "What is not listed is kept. Answer once more with nothing but what is listed, corrected: quotes copied "
    "character by character and long enough to stand in the document only once, words as they stand in the quote. "
    "Leave out what the document does not say."
)
