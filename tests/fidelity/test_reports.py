"""The files say what the document says: generated incidents and examples in both formats."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image as Pillow

from pmdoc.cli.problem_output import to_json
from pmdoc.layout import layout_names
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from tests.fidelity.generated_incident import PICTURES, generate_incident
from tests.fuzz.generated import IGNORE_ALL, as_yaml
from tests.judges import example, example_names, run_judge, some

CASES = [
    *(
        ("generated", str(seed), layout)
        for seed, layout in zip(range(40), itertools.cycle(layout_names()))
    ),
    *(("example", name, layout) for name in example_names() for layout in layout_names()),
]


@pytest.mark.parametrize(("kind", "name", "layout"), some(CASES, 5))
def test_files_have_each_text(kind: str, name: str, layout: str, tmp_path: Path) -> None:
    """Word and PDF have the same words, and all of the incident that is not listed."""
    incident = example(name)
    if kind == "generated":
        incident = tmp_path / "incident.yaml"
        data = {**generate_incident(int(name)), "lint": IGNORE_ALL}
        incident.write_bytes(as_yaml(data, '"'))
        for picture in PICTURES:
            Pillow.new("RGB", (4, 3), "red").save(tmp_path / picture)
    built = build_reports(incident, ["docx", "pdf"], Options(layout=layout))
    left_out = tmp_path / "left_out.json"
    left_out.write_text(to_json(built.problems))
    files = [tmp_path / f"report{suffix}" for suffix in built]
    for file in files:
        file.write_bytes(built[file.suffix])

    faithful = run_judge("fidelity.py", f"--left-out={left_out}", incident, *files)
    equal = run_judge("parity.py", *files)

    assert (0, 0) == (faithful.returncode, equal.returncode), faithful.stdout + equal.stdout
