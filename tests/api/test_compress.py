import asyncio
import gzip
import zlib

import pytest
import zstandard

from api.compress import Packer, choose, pack, packed


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("GZIP ; q=0.5", "gzip"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=1, zstd;q=0.5", "gzip"),
        ("*", "zstd"),
        ("*;q=0", None),
        ("br, identity", None),
        ("gzip;q=0.5, identity;q=1", None),
        ("zstd;q=0, gzip;q=nonsense", None),
    ],
)
def test_the_best_of_what_both_know_is_chosen(accepted: str, chosen: str | None):
    assert choose(accepted) == chosen


def _unpacked(data: bytes, encoding: str) -> bytes:
    return (
        gzip.decompress(data) if encoding == "gzip" else zstandard.ZstdDecompressor().decompressobj().decompress(data)
    )


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_what_is_packed_can_be_unpacked(encoding: str):
    for body in (b"", b"a" * 100_000):
        assert _unpacked(pack(body, encoding), encoding) == body
        assert asyncio.run(packed(body, encoding)) == pack(body, encoding)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_part_can_be_unpacked_before_the_next_comes(encoding: str):
    async def parts() -> list[bytes]:
        packer = Packer(encoding)
        return [await packer.part(b"first "), await packer.part(b"x" * 50_000), packer.end()]

    sent = asyncio.run(parts())
    unpacker = zlib.decompressobj(31) if encoding == "gzip" else zstandard.ZstdDecompressor().decompressobj()
    assert unpacker.decompress(sent[0]) == b"first "
    assert _unpacked(b"".join(sent), encoding) == b"first " + b"x" * 50_000
