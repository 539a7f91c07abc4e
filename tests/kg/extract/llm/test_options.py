import pytest

from kg.errors import InputError
from kg.extract.llm.options import RULES, Extractor, Method


@pytest.mark.parametrize(
    ("model", "protocol", "name"),
    [
        ("openai:gpt", "openai", "gpt"),
        ("anthropic:opus", "anthropic", "opus"),
        ("claude-x", "anthropic", "claude-x"),
        ("llama3:8b", "openai", "llama3:8b"),
    ],
)
def test_the_protocol_is_told_by_the_name(model: str, protocol: str, name: str):
    chosen = Extractor(Method.LLM, model, "http://127.0.0.1/v1")
    assert (chosen.protocol, chosen.name) == (protocol, name)


def test_the_address_comes_from_the_flag_the_environment_or_the_protocol(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:1/v1/")
    assert Extractor(Method.LLM, "openai:x").address == "http://localhost:1/v1"
    assert Extractor(Method.LLM, "openai:x", "http://localhost:2").address == "http://localhost:2"
    assert Extractor(Method.LLM, "anthropic:x").address == "https://api.anthropic.com"


@pytest.mark.parametrize(
    "address",
    [
        "localhost:80",
        "ftp://x/",
        "http://",
        "http://u:geheim@x/v1",
        "http://x/v1?key=geheim",
        "http://x y",
        "http://x:0",
    ],
)
def test_what_is_no_plain_address_is_refused(address: str):
    with pytest.raises(InputError) as caught:
        Extractor(Method.LLM, "openai:x", address)
    assert "geheim" not in str(caught.value)


def test_a_model_is_named_if_and_only_if_one_is_asked():
    with pytest.raises(InputError, match="--model"):
        Extractor(Method.LLM)
    with pytest.raises(InputError, match="--model"):
        Extractor(Method.LLM, "openai:")
    with pytest.raises(InputError, match="rules ask none"):
        Extractor(Method.RULES, "openai:x")
    assert RULES.told == "rules"
