"""Run the examples in the docstrings of the library."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import kg

MODULES = sorted(found.name for found in pkgutil.walk_packages(kg.__path__, "kg."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
