"""Ingest the texts of a folder for ever, one call each, until killed: run by test_killed.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from conftest import BASE, by_hand

from kg.ingest import extraction as module
from kg.ingest.ingest import ingest
from kg.settings import Settings
from kg.store.open import open_store

module.extraction_of = by_hand
folder, texts, together = sys.argv[1], sorted(Path(sys.argv[2]).iterdir()), sys.argv[3] == "together"
sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
with open_store(Settings(store=folder)) as store:
    sys.stdout.write("open\n")
    while True:
        for group in [texts] if together else [[path] for path in texts]:
            sys.stdout.write("start\n")
            ingest(group, store, base=BASE, again=True)
            sys.stdout.write("\n".join(path.name for path in group) + "\n")
