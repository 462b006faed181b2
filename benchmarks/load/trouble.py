"""Disks that are full, folders that vanish, a cache that cannot be written: a clear line, and nothing damaged.

    python -m benchmarks.load.trouble [--count 100] [--jobs 8] [--only CASE,CASE] [--said]

Output trouble must end in a line that names the place, without a traceback, and leave every finished result readable.
Cache trouble must not show in the output at all: a line, and the run goes on. The small disks are mounted, which
takes root; without, those cases are left out, which is said.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.load.articles import write_jsonl
from benchmarks.load.running import (
    Finding,
    Ran,
    Remote,
    command,
    differing,
    report,
    results,
    run,
    served,
    workplace,
)
from benchmarks.load.starting import cold

OUTPUT_DISK = "192k"
"""Holds some tens of results."""
CACHE_DISK = "128k"
"""Holds an empty store and few answers."""
BEFORE_VANISHING = 10
"""Files in the output folder when it goes."""
TOO_LONG = 300
"""Characters of a clear line."""


@dataclass(frozen=True)
class Site:
    """Where the cases run, and the output of an undisturbed run."""

    service: Remote
    sources: Path
    place: Path
    jobs: int
    whole: dict[str, dict[str, Any]]

    def words(self, output: Path | str, *more: str) -> list[str]:
        """The command line."""
        return command(self.service.url, self.sources, output, *more, jobs=self.jobs)


@dataclass(frozen=True)
class Outcome:
    """What came of a case: what is wrong with it, empty if nothing, and what it said."""

    wrong: tuple[str, ...]
    said: str
    kept: int


class NotPossible(Exception):
    """The case cannot be made here."""


@contextlib.contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own at ``folder``.

    Raises:
        NotPossible: this user may not mount.
    """
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "none", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def _mount(*words: str) -> None:
    try:
        subprocess.run(["mount", *words], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotPossible("this user may not mount a disk") from error


def full_disk_one_file(site: Site) -> Outcome:
    """The disk is full while one file is written."""
    with disk(site.place / "small", OUTPUT_DISK) as small:
        ended = run(site.words(small / "out.jsonl"), site.place / "cache-a")
        return _of_output(site, ended, *small.iterdir())


def full_disk_folder(site: Site) -> Outcome:
    """The disk is full while a folder is filled."""
    with disk(site.place / "small", OUTPUT_DISK) as small:
        ended = run(site.words(f"{small / 'out'}/"), site.place / "cache-b")
        return _of_output(site, ended, *(small / "out").iterdir())


def device_full(site: Site) -> Outcome:
    """The output is a device without room."""
    return _of_output(site, run(site.words("/dev/full"), site.place / "cache-c"), least=0)


def folder_moved(site: Site) -> Outcome:
    """The output folder gets another name while it is filled."""
    return _vanishing(site, lambda folder, away: folder.rename(away))


def folder_removed(site: Site) -> Outcome:
    """The output folder is removed while it is filled."""
    return _vanishing(site, lambda folder, away: shutil.rmtree(folder, ignore_errors=True))


def full_cache(site: Site) -> Outcome:
    """The disk of the cache is full."""
    with disk(site.place / "small", CACHE_DISK) as small:
        return _of_cache(site, small / "cache")


def cache_is_a_file(site: Site) -> Outcome:
    """A file stands where the cache should be."""
    cache = site.place / "cache-file"
    cache.write_text("not a folder\n", encoding="utf-8")
    return _of_cache(site, cache)


def cache_read_only(site: Site) -> Outcome:
    """The cache has the answers and cannot be written to."""
    cache = site.place / "cache-read-only"
    run(site.words(site.place / "first.jsonl"), cache)
    _mount("--bind", str(cache), str(cache))
    try:
        _mount("-o", "remount,bind,ro", str(cache))
        return _of_cache(site, cache)
    finally:
        subprocess.run(["umount", "-l", str(cache)], check=False)


def cache_damaged(site: Site) -> Outcome:
    """The files of the cache hold noise."""
    cache = site.place / "cache-damaged"
    run(site.words(site.place / "first.jsonl"), cache)
    for file in cache.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x07noise\xff" * 4_096)
    return _of_cache(site, cache)


CASES: tuple[Callable[[Site], Outcome], ...] = (
    full_disk_one_file,
    full_disk_folder,
    device_full,
    folder_moved,
    folder_removed,
    full_cache,
    cache_is_a_file,
    cache_read_only,
    cache_damaged,
)


def _vanishing(site: Site, make: Callable[[Path, Path], object]) -> Outcome:
    folder, away = site.place / "out", site.place / "away"
    for old in (folder, away):
        shutil.rmtree(old, ignore_errors=True)
    words = site.words(f"{folder}/", "--no-cache")
    child = cold(words, None)
    while child.wait(0) is None and len(list(folder.glob("*.jsonl"))) < BEFORE_VANISHING:
        time.sleep(0.002)
    make(folder, away)
    status = child.wait()
    assert status is not None  # it was waited for without a limit
    there = [file for place in (folder, away) if place.is_dir() for file in place.iterdir()]
    return _of_output(site, Ran(status, child.said(), 0.0), *there, least=0)


def _of_output(site: Site, ended: Ran, *files: Path, least: int = 1) -> Outcome:
    """Whether the run ended clearly, and whether all that it wrote is as it would be undisturbed."""
    kept = 0
    wrong = []
    for file in files:
        found, twice, broken = results(file)
        kept += len(found)
        wrong += [f"{file.name}: {broken} torn lines"] * bool(broken) + [f"{file.name}: {twice} twice"] * bool(twice)
        wrong += [f"{file.name}: {location} is other" for location in found if found[location] != site.whole[location]]
    complete = kept == len(site.whole)
    if ended.status == 0 and not complete:
        wrong.append(f"status 0 with {kept} of {len(site.whole)} results")
    if kept < least:
        wrong.append("nothing was kept")
    return Outcome((*wrong, *_unclear(ended, complete=complete)), ended.said, kept)


def _of_cache(site: Site, cache: Path) -> Outcome:
    """Whether the run went on as if there were no cache, and said so."""
    output = site.place / "cache-trouble.jsonl"
    output.unlink(missing_ok=True)
    ended = run(site.words(output), cache)
    found, twice, broken = results(output)
    wrong = [] if ended.status == 0 else [f"status {ended.status}"]
    if different := differing(site.whole, found) + twice + broken:
        wrong.append(f"{different} results other than undisturbed")
    return Outcome((*wrong, *_unclear(ended, complete=False)), ended.said, len(found))


def _unclear(ended: Ran, *, complete: bool) -> list[str]:
    """What is wrong with what was said; where all is ``complete`` nothing has to be."""
    lines = ended.said.strip().splitlines()
    wrong = ["a traceback"] * ("Traceback" in ended.said) + ["called unforeseen"] * ("unforeseen" in ended.said)
    told = [line for line in lines if line.startswith("summarizer:")]
    if not told and not complete:
        wrong.append("no line about it")
    if any(len(line) > TOO_LONG for line in told):
        wrong.append("a line too long to be clear")
    if len(told) > 3:
        wrong.append(f"{len(told)} lines about it")
    return wrong


def tried(count: int, jobs: int, cases: tuple[Callable[[Site], Outcome], ...] = CASES) -> list[tuple[str, Outcome]]:
    """All cases that can be made here."""
    with workplace() as place, served() as service:
        sources, whole = place / "articles.jsonl", place / "whole.jsonl"
        write_jsonl(sources, count)
        ended = run(command(service.url, sources, whole, jobs=jobs), place / "cache")
        if ended.status != 0:
            raise SystemExit(f"the undisturbed run ended with {ended.status}: {ended.said}")
        outcomes = []
        for case in cases:
            site = Site(service, sources, place, jobs, results(whole)[0])
            shutil.rmtree(place / "small", ignore_errors=True)
            try:
                outcomes.append(((case.__doc__ or "").rstrip("."), case(site)))
            except NotPossible as reason:
                print(f"left out: {case.__doc__} {reason}")
        return outcomes


def main() -> int:
    """Try and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=8)
    parser.add_argument("--only", help="names of cases, parted by commas")
    parser.add_argument("--said", action="store_true", help="show what the program said in each case")
    given = parser.parse_args()
    wanted = tuple(case for case in CASES if given.only is None or case.__name__ in given.only.split(","))
    outcomes = tried(given.count, given.jobs, wanted)
    if given.said:
        print(json.dumps({name: outcome.said[-1_500:].splitlines() for name, outcome in outcomes}, indent=1))
    findings = [
        Finding(name, f"{outcome.kept} kept", "clear, undamaged", not outcome.wrong) for name, outcome in outcomes
    ]
    for name, outcome in outcomes:
        for wrong in outcome.wrong[:5]:
            print(f"{name}: {wrong}")
    return report(f"trouble: {given.count} articles", findings)


if __name__ == "__main__":
    sys.exit(main())
