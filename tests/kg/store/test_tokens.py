import datetime
import json
import stat
from pathlib import Path

import pytest

from kg.errors import InputError, NotFoundError, StoreError
from kg.settings import Settings
from kg.store.tokens import Scope, TokenFile, find_token, tokens_path

LATER = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
NOW = datetime.datetime(2500, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "made" / "tokens.jsonl"


def test_a_token_is_found_by_itself_and_by_nothing_else(path: Path):
    token, given = TokenFile(path).create("Jane", Scope.CURATE)
    other, _ = TokenFile(path).create("Bot", Scope.ADMIN)
    tokens = TokenFile(path).tokens()
    assert find_token(tokens, given) == token
    assert token != other
    for wrong in ("", given[:-1], given + "a", given.upper(), token.digest, token.id, "Jane", "\udcff", "é"):
        assert find_token(tokens, wrong) is None


def test_the_file_holds_no_token_and_is_its_owners_alone(path: Path):
    _, given = TokenFile(path).create("Jane", Scope.CURATE)
    assert given.removeprefix("foedera_") not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_tokens_are_not_alike_and_are_long(path: Path):
    file = TokenFile(path)
    made = {file.create(f"token {number}", Scope.READ)[1] for number in range(20)}
    assert len(made) == 20
    assert all(len(given) >= 51 for given in made)


def test_revoking_is_seen_by_who_has_read_the_file_before(path: Path):
    server, operator = TokenFile(path), TokenFile(path)
    token, given = operator.create("Jane", Scope.CURATE)
    assert find_token(server.tokens(), given) == token
    operator.revoke("Jane")
    found = find_token(server.tokens(), given)
    assert found is not None
    assert not found.is_valid(NOW)


def test_a_name_is_free_again_when_its_token_is_revoked(path: Path):
    file = TokenFile(path)
    first, _ = file.create("Jane", Scope.CURATE)
    with pytest.raises(InputError, match="there is a token named"):
        file.create("Jane", Scope.READ)
    file.revoke(first.id)
    second, _ = file.create("Jane", Scope.READ)
    assert [token.is_valid(NOW) for token in file.tokens()] == [False, True]
    assert file.revoke("Jane").id == second.id
    with pytest.raises(NotFoundError):
        file.revoke("Jane")


def test_a_token_ends_on_its_day(path: Path):
    token, _ = TokenFile(path).create("Jane", Scope.CURATE, expires=LATER)
    assert token.is_valid(LATER - datetime.timedelta(seconds=1))
    assert not token.is_valid(LATER)


def test_a_token_that_has_ended_is_not_made(path: Path):
    with pytest.raises(InputError, match="past"):
        TokenFile(path).create("Jane", Scope.CURATE, expires=datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC))
    assert not path.exists()


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "\x1b[31mred"])
def test_a_name_is_one_line_that_can_be_read(path: Path, name: str):
    with pytest.raises(InputError, match="no name"):
        TokenFile(path).create(name, Scope.CURATE)


def test_a_file_that_others_may_write_to_opens_nothing(path: Path):
    TokenFile(path).create("Jane", Scope.CURATE)
    path.chmod(0o620)
    with pytest.raises(StoreError, match="others may write"):
        TokenFile(path).tokens()


@pytest.mark.parametrize("line", ["{", "[]", '{"sha256": "x"}', '{"sha256": "x", "revoked": "2020-01-01"}', "nonsense"])
def test_a_file_that_was_spoiled_opens_nothing(path: Path, line: str):
    TokenFile(path).create("Jane", Scope.CURATE)
    with path.open("a") as file:
        file.write(line + "\n")
    with pytest.raises(StoreError, match="not as they were written"):
        TokenFile(path).tokens()


def test_the_scope_that_is_kept_is_the_one_that_was_given(path: Path):
    TokenFile(path).create("Jane", Scope.ADMIN)
    assert json.loads(path.read_text())["scope"] == "admin"
    assert [token.scope for token in TokenFile(path).tokens()] == [Scope.ADMIN]


def test_no_file_is_no_token(path: Path):
    assert TokenFile(path).tokens() == ()


def test_the_file_is_beside_the_store_or_where_the_operator_says(tmp_path: Path):
    assert tokens_path(Settings(store=str(tmp_path / "store"))) == tmp_path / "store-tokens.jsonl"
    assert tokens_path(Settings(store="memory:", tokens=str(tmp_path / "t"))) == tmp_path / "t"
    assert tokens_path(Settings(store="memory:")).name == "store-tokens.jsonl"
