from __future__ import annotations

import hashlib
import importlib
import json
import os
import resource
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from summarizer import model_store
from summarizer.errors import MissingExtra, ModelFileError, ServiceRefused, ServiceUnreachable
from summarizer.model_store import ModelFile

PARTS = (b"first part, ", b"second part, ", b"third part")
WHOLE = b"".join(PARTS)

MODEL = ModelFile(
    name="toy.gguf",
    size=len(WHOLE),
    sha256=hashlib.sha256(WHOLE).hexdigest(),
    repository="nobody/toy",
    revision="0123456789abcdef",
    packages=("toy-part1", "toy-part2", "toy-part3"),
    package_version="0.2.0",
)


def install(site: Path, number: int, content: bytes, version: str = "0.2.0") -> None:
    """Lay out one part as pip would."""
    module = f"toy_part{number}"
    data = site / module / "data"
    data.mkdir(parents=True)
    (data / f"part{number:02}.bin").write_bytes(content)
    info = site / f"{module}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: toy-part{number}\nVersion: {version}\n")
    (info / "RECORD").write_text(f"{module}/data/part{number:02}.bin,,\n{info.name}/METADATA,,\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    return folder


@pytest.fixture
def installed(site: Path) -> Path:
    for number, content in enumerate(PARTS, start=1):
        install(site, number, content)
    return site


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the clean environment's cache folder puts the model."""
    return tmp_path / "cache" / "models" / "toy.gguf"


def put(target: Path, content: bytes = WHOLE) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


class TestLocating:
    def test_the_cache_folder_can_be_moved(self, target: Path) -> None:
        assert model_store.path(MODEL) == target

    def test_without_the_variable_it_is_the_users_own(self) -> None:
        assert model_store.cache_dir({}).name == "summarizer"

    def test_a_verified_file_in_the_cache_is_taken(self, target: Path) -> None:
        put(target)

        assert model_store.locate(MODEL) == target

    def test_a_file_named_in_the_environment_comes_first(self, target: Path, tmp_path: Path) -> None:
        put(target)
        mine = put(tmp_path / "mine.gguf")

        assert model_store.locate(MODEL, {"SUMMARIZER_MODEL_FILE": str(mine)}) == mine

    def test_a_missing_file_named_in_the_environment_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ModelFileError, match=r"SUMMARIZER_MODEL_FILE is .*there is no such file"):
            model_store.locate(MODEL, {"SUMMARIZER_MODEL_FILE": str(tmp_path / "absent.gguf")})

    def test_with_nothing_there_both_ways_are_told(self, site: Path) -> None:
        with pytest.raises(MissingExtra, match=r"pip install 'summarizer\[local\]', or with `summarizer model pull`"):
            model_store.locate(MODEL)


class TestVerifying:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            pytest.param(WHOLE[:-1], "has 34 bytes and must have 35", id="too short"),
            pytest.param(WHOLE[:-1] + b"T", "has the wrong hash", id="one byte altered"),
        ],
    )
    def test_a_file_that_is_not_the_model_is_refused(self, target: Path, content: bytes, expected: str) -> None:
        with pytest.raises(ModelFileError, match=f"{expected}.*delete it"):
            model_store.verify(put(target, content), MODEL)

    def test_what_was_verified_is_not_read_again(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        model_store.verify(put(target), MODEL)
        monkeypatch.setattr(model_store, "_sha256", lambda file: pytest.fail("it was read"))

        model_store.verify(target, MODEL)

    def test_what_was_changed_since_is_read_again(self, target: Path) -> None:
        model_store.verify(put(target), MODEL)
        put(target, WHOLE[:-1] + b"T")
        os.utime(target, ns=(1, 1))

        with pytest.raises(ModelFileError, match="wrong hash"):
            model_store.verify(target, MODEL)

    @pytest.mark.parametrize("stamp", ["", "[]", "not json", '{"size": 35}'])
    def test_a_broken_stamp_only_costs_time(self, target: Path, stamp: str) -> None:
        put(target).with_name("toy.gguf.verified").write_text(stamp)

        model_store.verify(target, MODEL)

    def test_a_stamp_of_another_model_does_not_count(self, target: Path) -> None:
        model_store.verify(put(target), MODEL)

        with pytest.raises(ModelFileError, match="wrong hash"):
            model_store.verify(target, replace(MODEL, sha256="0" * 64))


class Usage(NamedTuple):
    total: int
    used: int
    free: int


class TestAssembling:
    def test_installed_parts_are_joined_in_order(self, installed: Path, target: Path) -> None:
        assert model_store.locate(MODEL).read_bytes() == WHOLE

    def test_the_joined_file_counts_as_verified(self, installed: Path, target: Path) -> None:
        model_store.assemble(MODEL)

        stamp = json.loads(target.with_name("toy.gguf.verified").read_text())
        assert (stamp["size"], stamp["sha256"]) == (35, MODEL.sha256)

    def test_a_part_that_is_missing_is_named(self, site: Path, target: Path) -> None:
        install(site, 1, PARTS[0])

        with pytest.raises(MissingExtra, match=r"'toy-part2' is not installed \(nor 1 more\)"):
            model_store.assemble(MODEL)

    def test_a_part_of_another_version_is_named(self, site: Path, target: Path) -> None:
        for number, content in enumerate(PARTS, start=1):
            install(site, number, content, version="0.3.0")

        with pytest.raises(ModelFileError, match=r"toy-part1 0\.3\.0 is installed and 0\.2\.0 is needed"):
            model_store.assemble(MODEL)

    def test_wrong_bytes_leave_nothing_behind(self, site: Path, target: Path) -> None:
        for number in (1, 2, 3):
            install(site, number, b"x" * 10)

        with pytest.raises(ModelFileError, match="wrong hash"):
            model_store.assemble(MODEL)
        assert list(target.parent.iterdir()) == []

    def test_a_full_disk_is_told_beforehand(
        self, installed: Path, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(100, 90, 10))

        with pytest.raises(ModelFileError, match=r"needs 35 bytes.*10 are free.*SUMMARIZER_CACHE_DIR"):
            model_store.assemble(MODEL)

    def test_a_disk_that_fills_up_meanwhile_leaves_nothing_behind(self, installed: Path, target: Path) -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
        try:
            with pytest.raises(ModelFileError, match="File too large; free space"):
                model_store.assemble(MODEL)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert list(target.parent.iterdir()) == []

    def test_a_folder_that_cannot_be_made_is_told(self, installed: Path, target: Path, tmp_path: Path) -> None:
        (tmp_path / "cache").write_text("a file in the way")

        with pytest.raises(ModelFileError, match="cannot write the model to"):
            model_store.assemble(MODEL)

    def test_what_a_killed_run_left_is_swept(self, installed: Path, target: Path) -> None:
        old, new = (put(target.parent / f".toy.gguf.{pid}.part") for pid in (1, 2))
        two_days_ago = time.time() - 2 * 24 * 3600
        os.utime(old, (two_days_ago, two_days_ago))

        model_store.assemble(MODEL)

        assert (old.exists(), new.exists()) == (False, True)


class TestListing:
    def test_nothing_is_there(self, site: Path, target: Path) -> None:
        (row,) = model_store.listing(MODEL)

        assert (row.path, row.present, row.verified, row.size, row.installed_parts, row.parts) == (
            target,
            False,
            False,
            None,
            0,
            3,
        )

    def test_a_file_is_verified_once_it_was_used(self, target: Path) -> None:
        put(target)
        before = model_store.listing(MODEL)[0].verified
        model_store.locate(MODEL)

        assert (before, model_store.listing(MODEL)[0].verified) == (False, True)


class _Hub:
    """Stands for huggingface_hub, which needs the network."""

    def __init__(self, outcome: bytes | Exception) -> None:
        self.outcome = outcome
        self.asked: dict[str, Any] = {}

    def hf_hub_download(self, **asked: Any) -> str:
        self.asked = asked
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return str(put(Path(asked["local_dir"]) / asked["filename"], self.outcome))


class _HttpError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.response = type("Response", (), {"status_code": status})()


class TestPulling:
    def test_the_pinned_revision_is_fetched(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        hub = _Hub(WHOLE)
        monkeypatch.setitem(sys.modules, "huggingface_hub", hub)

        assert model_store.pull(MODEL).read_bytes() == WHOLE
        assert (hub.asked["repo_id"], hub.asked["revision"]) == ("nobody/toy", "0123456789abcdef")
        assert sorted(file.name for file in target.parent.iterdir()) == ["toy.gguf", "toy.gguf.verified"]

    def test_what_is_there_and_right_is_kept(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "huggingface_hub", None)

        put(target)

        assert model_store.pull(MODEL) == target

    def test_what_is_there_and_wrong_is_replaced(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(target, b"damaged")
        monkeypatch.setitem(sys.modules, "huggingface_hub", _Hub(WHOLE))

        assert model_store.pull(MODEL).read_bytes() == WHOLE

    def test_a_file_that_somebody_names_is_never_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine = put(tmp_path / "mine.gguf", b"a model of my own")
        monkeypatch.setenv("SUMMARIZER_MODEL_FILE", str(mine))
        monkeypatch.setitem(sys.modules, "huggingface_hub", _Hub(WHOLE))

        with pytest.raises(ModelFileError, match=r"unset SUMMARIZER_MODEL_FILE, and give .* `--model local/PATH`$"):
            model_store.pull(MODEL)
        assert mine.read_bytes() == b"a model of my own"

    def test_without_the_library_the_message_says_what_to_install(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "huggingface_hub", None)

        with pytest.raises(MissingExtra, match="pip install huggingface_hub"):
            model_store.pull(MODEL)

    @pytest.mark.parametrize(
        ("outcome", "expected"),
        [
            pytest.param(ConnectionError("no route"), ServiceUnreachable, id="no connection"),
            pytest.param(_HttpError(404), ServiceRefused, id="not found"),
            pytest.param(_HttpError(503), ServiceUnreachable, id="overloaded"),
            pytest.param(OSError(28, "No space left on device", "/disk/x"), ModelFileError, id="disk full"),
            pytest.param(b"something else", ModelFileError, id="other bytes"),
        ],
    )
    def test_failures_are_our_own_errors(
        self, target: Path, monkeypatch: pytest.MonkeyPatch, outcome: bytes | Exception, expected: type[Exception]
    ) -> None:
        monkeypatch.setitem(sys.modules, "huggingface_hub", _Hub(outcome))

        with pytest.raises(expected):
            model_store.pull(MODEL)
        assert not target.exists()
