from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="needs a checkout")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("--sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, as an installer without our wheel would."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return build("--wheel", next(folder.iterdir()), tmp_path_factory.mktemp("wheel"))


def build(kind: str, source: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return next(target.iterdir())


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"summarizer", "summarizer-0.1.0.dist-info"}


def test_the_wheel_holds_every_module_prompt_and_schema(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "summarizer").rglob("*.py")}
    data = {
        f"summarizer/{path.relative_to(ROOT)}" for name in ("prompts", "schemas") for path in (ROOT / name).iterdir()
    }
    data |= {str(path.relative_to(ROOT)) for path in (ROOT / "summarizer/render/pages").iterdir()}
    assert {name for name in packed if name.startswith("summarizer/")} == modules | data | {"summarizer/py.typed"}


def test_the_command_runs_from_the_wheel_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    code = "from summarizer.cli import main; raise SystemExit(main(['schema']))"
    # Python imports from a zipped wheel; a real installation is the business of .ci/run.
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout == (ROOT / "schemas" / "summary.schema.json").read_bytes()
