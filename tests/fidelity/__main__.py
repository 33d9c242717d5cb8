"""Judge many generated incidents: `python -m tests.fidelity 2000`.

In → Out: the number of incidents in; the values looked for and the faults by property out.
Must not: be a test; `test_corpus.py` runs a few of the same.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from pmdoc.layout import layout_names
from pmdoc.runtime.clock import stopwatch
from tests.fidelity.corpus import judge_seed
from tests.fidelity.judge import Verdict

_POSITION = re.compile(r"/\d+(?=/|$)")


def main() -> int:
    """Judge, and print what was found."""
    seeds = range(int(sys.argv[1]) if sys.argv[1:] else 100)
    start, values = stopwatch(), 0
    found: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    with ProcessPoolExecutor() as pool:
        for seed, verdicts in enumerate(pool.map(_judge, seeds, chunksize=10)):
            for layout, verdict in verdicts:
                values += verdict.count
                for fault in verdict.faults:
                    key = fault.kind, _POSITION.sub("/*", fault.pointer)
                    found[key] += 1
                    examples.setdefault(key, f"seed {seed}, {layout}: {fault.pieces[:4]}")
    for (kind, pointer), count in found.most_common():
        print(f"{count:6} {kind:8} {pointer}: {examples[kind, pointer]}")
    incidents = f"{len(seeds)} incidents in {len(layout_names())} layouts"
    print(f"{incidents}: {values} values, {found.total()} faults, {stopwatch() - start:.0f} s")
    return 1 if found else 0


def _judge(seed: int) -> list[tuple[str, Verdict]]:
    return list(judge_seed(seed, layout_names()))


if __name__ == "__main__":
    sys.exit(main())
