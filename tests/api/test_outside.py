import socket

import pytest

from api.outside import OutsideError, ask_outside


def test_a_name_that_leads_into_a_private_network_is_not_followed(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))
        private = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))
        return [public, private]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it was connected"))
    with pytest.raises(OutsideError, match="private network"):
        ask_outside("https://example.org/sparql", "ASK {}", seconds=1, most=100)
    assert asked == ["example.org"]


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch):
    reached = []

    def connect(_: socket.socket, where: tuple[str, int]) -> None:
        reached.append(where)
        raise ConnectionRefusedError

    found = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [found])
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(OutsideError, match="could not be reached"):
        ask_outside("https://example.org/sparql", "ASK {}", seconds=1, most=100)
    assert reached == [("93.184.216.34", 443)]


def test_who_never_answers_is_given_up():
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(OutsideError, match="within"):
            ask_outside(f"http://127.0.0.1:{deaf.getsockname()[1]}/", "ASK {}", seconds=0.2, most=100)
