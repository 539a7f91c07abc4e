"""The service: where a model is asked; a redirection is never followed, so that a text goes nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.extract.llm.options import Extractor, Protocol

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

__all__ = ["client", "connect", "require"]


def require() -> str:
    """Return the name and version of what asks models.

    Raises:
        ModelError: If the extra ``llm`` is not installed.
    """
    try:
        import anthropic
        import openai
        import pydantic_ai
    except ImportError as error:
        raise ModelError(
            f"language models cannot be asked: {error.name or error} is not installed",
            hint="Install it, pip install 'foedera[llm]', or use --extractor rules.",
        ) from error
    return f"pydantic-ai {pydantic_ai.__version__}, openai {openai.__version__}, anthropic {anthropic.__version__}"


def client(extractor: Extractor) -> httpx2.AsyncClient:
    """Return a client for HTTP that follows no redirection and waits no longer than was said."""
    import httpx2

    return httpx2.AsyncClient(timeout=httpx2.Timeout(extractor.seconds, connect=10), follow_redirects=False)


def connect(extractor: Extractor, http: httpx2.AsyncClient) -> Model:
    """Return the model that was chosen; nothing is sent yet.

    Raises:
        InputError: If there is no key and one is needed.
    """
    key = extractor.key()
    if extractor.protocol is Protocol.ANTHROPIC:
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        service = AnthropicProvider(api_key=key, base_url=extractor.address, http_client=http)
        return AnthropicModel(extractor.name, provider=service)
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    provider = OpenAIProvider(base_url=extractor.address, api_key=key, http_client=http)
    return OpenAIChatModel(extractor.name, provider=provider)
