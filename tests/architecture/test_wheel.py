"""The wheel that is built here runs where there is no checkout."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOT


def run(cwd: Path, *command: str | Path) -> str:
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built with the pinned build program and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    run(ROOT, *build, "--outdir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bin folder of a new environment: the wheel, and its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    binaries = folder / "bin"
    pip = (sys.executable, "-m", "pip", "--python", binaries / "python", "install")
    run(folder, *pip, "--quiet", "--no-index", "--no-deps", wheel)
    site = run(
        folder,
        binaries / "python",
        "-c",
        "import sysconfig; print(sysconfig.get_path('purelib'))",
    ).strip()
    # The dependencies of this environment, without its checkout.
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return binaries


def test_wheel_carries_all_that_runs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"ballot_service", "ballot_service-0.1.0.dist-info"}
    assert any(name.startswith("ballot_service/_templates/") for name in names)
    assert "ballot_service-0.1.0.dist-info/licenses/LICENSE" in names
    vendor = "ballot_service/web/static/booth/vendor/"
    assert any(name.startswith(vendor) for name in names)
    in_checkout = {
        str(path.relative_to(ROOT)) for path in (ROOT / "ballot_service").rglob("*.py")
    }
    assert in_checkout <= set(names)


def test_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    ask = "import ballot_service; print(ballot_service.__file__)"
    where = run(tmp_path, installed / "python", "-c", ask)
    assert Path(where.strip()).is_relative_to(installed.parent)


@pytest.mark.parametrize("program", ["verify", "tally"])
def test_installed_program_runs_from_another_folder(
    installed: Path, tmp_path: Path, program: str
) -> None:
    module = f"ballot_service.{program}"
    said = run(tmp_path, installed / "python", "-m", module, "--help")
    assert "usage" in said.lower()


def test_installed_operator_command_runs(installed: Path, tmp_path: Path) -> None:
    assert "usage" in run(tmp_path, installed / "ballot-service", "--help").lower()
