"""The pages in a browser: they are drawn with their style, without a script and without a word in the console."""

import re
import subprocess
from pathlib import Path

import pytest

from api.screenshots import chromium, take

DOCUMENT = "/page/document/00aa11bb22cc33dd"
PAGES = {
    "start": "/",
    "agreement": f"{DOCUMENT}/agreement/0-60",
    "document": DOCUMENT,
    "node": "/page/actor/state/lakeland",
    "query": "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+5",
    "ontology": "/ontology",
    "shapes": "/shape",
}


def _browse(address: str, profile: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [
        chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        f"--user-data-dir={profile}", "--enable-logging=stderr", *flags, "--dump-dom", address,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)


@pytest.mark.parametrize("name", PAGES)
def test_the_console_is_silent(root: str, tmp_path: Path, name: str):
    done = _browse(root + PAGES[name], tmp_path)
    assert "<h1" in done.stdout
    assert re.findall(r"CONSOLE[^\n]*|Refused to[^\n]*", done.stderr) == []


def test_pages_hold_no_script(root: str, tmp_path: Path):
    for name, path in PAGES.items():
        dom = _browse(root + path, tmp_path / name).stdout
        assert "<script" not in dom
        assert "javascript:" not in dom


def _size(picture: Path) -> tuple[int, int]:
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def test_the_style_is_applied_in_light_and_dark(root: str, tmp_path: Path):
    pictures = [tmp_path / "light.png", tmp_path / "dark.png"]
    for picture, dark in zip(pictures, (False, True), strict=True):
        take(root + PAGES["agreement"], picture, width=900, height=700, dark=dark)
        assert _size(picture) == (900, 700)
    assert pictures[0].read_bytes() != pictures[1].read_bytes()
