"""Run the benchmarks that need nothing but this repository: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import linear

if __name__ == "__main__":
    print("Time at twice the length (2 is linear, 4 would be quadratic)")
    linear.main()
