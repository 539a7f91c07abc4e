"""A report: what does not conform, said so that one can act on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Report", "Severity"]

#: How much of a value a sentence shows.
_SHOWN = 80


class Severity(StrEnum):
    """Name how bad a finding is, the worst first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Be one thing that does not conform.

    Args:
        severity: How bad it is.
        focus: The IRI of the thing.
        label: What people call it.
        message: What is wrong, in plain English.
        path: The property it is wrong in, or None.
        value: The value that is wrong, or None.
    """

    severity: Severity
    focus: str
    label: str
    message: str
    path: str | None = None
    value: str | None = None

    @property
    def sentence(self) -> str:
        """The finding on one line: the thing, what is wrong, the value, and the IRI.

        >>> Finding(Severity.WARNING, "urn:x:1", "joint patrols", "Nobody is bound.").sentence
        '“joint patrols”: Nobody is bound. <urn:x:1>'
        """
        value = f" The value is “{_shorten(self.value)}”." if self.value and self.value != self.focus else ""
        return f"“{_shorten(self.label)}”: {self.message}{value} <{self.focus}>"


@dataclass(frozen=True, slots=True)
class Report:
    """Hold findings, each once, the worst first and in the order of their IRIs."""

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Report:
        """Sort findings into a report and drop repeats."""
        return cls(tuple(sorted(set(findings), key=_order)))

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and hints are allowed."""
        return not any(finding.severity is Severity.VIOLATION for finding in self.findings)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The findings that keep a graph from conforming."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a person should look at."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.VIOLATION)

    def __add__(self, other: Report) -> Report:
        return Report.of((*self.findings, *other.findings))

    def render(self) -> str:
        """Return the report as plain text: a line that counts, then a line for each finding.

        >>> Report().render()
        'Conforms.'
        """
        counts = [(len(self.violations), "violation"), (len(self.warnings), "warning")]
        told = " and ".join(f"{number} {word}{'s' * (number != 1)}" for number, word in counts if number)
        head = "Conforms" if self.conforms else "Does not conform"
        lines = [f"{head}: {told}." if told else f"{head}."]
        return "\n".join(lines + [f"{finding.severity}: {finding.sentence}" for finding in self.findings])


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return (_RANK[finding.severity], finding.focus, finding.path or "", finding.message, finding.value or "")
