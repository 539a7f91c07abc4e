"""Failures: what went wrong while a model was asked, said so that a person can act on it, and never with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.extract.llm.options import Extractor

if TYPE_CHECKING:
    from pydantic_ai.exceptions import AgentRunError

__all__ = ["failure"]


def failure(error: AgentRunError, extractor: Extractor) -> ModelError:
    """Return the failure as one of ours; what the service wrote may hold the key or the text, and is not repeated."""
    from pydantic_ai import exceptions as known

    where, seconds = extractor.address, f"{extractor.seconds:g} seconds"
    if isinstance(error, known.ModelTimeoutError | known.ModelRequestTimeout):
        said, hint = f"{where} did not answer within {seconds}", "Try again, or set FOEDERA_LLM_SECONDS higher."
    elif isinstance(error, known.ModelAuthenticationError):
        said, hint = f"{where} does not accept the key", f"Set {extractor.key_name} in the environment to a valid key."
    elif isinstance(error, known.ModelNotFoundError):
        said = f"{where} does not know the model {extractor.name!r}, or there is no such service at that address"
        hint = "Look at --model and --base-url; the address of an OpenAI-compatible service mostly ends in /v1."
    elif isinstance(error, known.ModelContextWindowExceededError):
        said, hint = f"the text is too long for the model {extractor.name!r}", "Use a model that reads longer texts."
    elif isinstance(error, known.ModelRateLimitError | known.ModelQuotaExceededError):
        said, hint = f"{where} takes no more requests for now", "Wait, or look at what your account there may use."
    elif (status := _status(error)) is not None:
        said, hint = f"{where} answered with status {status}", "Look at --base-url, or try again later."
        hint = "It leads elsewhere, and no text is sent on: give the right --base-url." if status // 100 == 3 else hint
    elif isinstance(error, known.ModelConnectionError):
        said, hint = f"{where} cannot be reached", "Look at --base-url, and whether the service runs."
    elif isinstance(error, known.UnexpectedModelBehavior):
        said = f"the model {extractor.name!r} gave no answer that can be read"
        hint = "Use a model that can call tools, or --extractor rules."
    else:
        said = f"asking {where} failed ({type(error).__name__})"
        hint = "Look at --model and --base-url, or use --extractor rules."
    return ModelError(said, hint=hint)


def _status(error: BaseException) -> int | None:
    """Return the status that the service answered with, from the error or from what caused it."""
    found = getattr(error, "status_code", None) or getattr(error.__cause__, "status_code", None)
    return found if isinstance(found, int) else None
