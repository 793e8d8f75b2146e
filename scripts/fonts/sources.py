"""Fetches the source fonts: npm packages of an exact version and content."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

from faces import WEIGHT_NAMES, Fallback, Family, Package


class SourceError(Exception):
    """A package that cannot be fetched or is not the one that was reviewed."""


def fetch(package: Package, cache: Path) -> Path:
    """The folder with the files of `package`, downloaded into `cache` unless it is there."""
    folder = cache / f"{package.name.replace('/', '-').lstrip('@')}-{package.version}"
    if folder.is_dir():
        return folder
    print(f"fetching {package.name} {package.version}", flush=True)
    packed = subprocess.run(
        ["npm", "pack", "--json", "--silent", f"--pack-destination={cache}", f"{package.name}@{package.version}"],
        check=False,
        capture_output=True,
        text=True,
    )
    if packed.returncode != 0:
        raise SourceError(f"{package.name} {package.version}: npm pack failed: {packed.stderr.strip()}")
    report = json.loads(packed.stdout)[0]
    archive = cache / report["filename"]
    if report["integrity"] != package.integrity:
        archive.unlink()
        raise SourceError(
            f"{package.name} {package.version}: the registry sent {report['integrity']}, expected {package.integrity}"
        )
    # Unpacked beside its final place and renamed, so that a folder that is there is complete.
    unpacked = folder.with_suffix(".partial")
    shutil.rmtree(unpacked, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    (unpacked / "package").rename(folder)
    unpacked.rmdir()
    archive.unlink()
    return folder


def family_source(family: Family, weight: int, style: str, cache: Path) -> Path:
    """The static font of `family` in one weight and style ("normal" or "italic")."""
    path = family.files.format(weight=WEIGHT_NAMES[weight], style=family.styles[style])
    return fetch(family.package, cache) / path


def fallback_source(fallback: Fallback, weight: int, style: str, cache: Path) -> Path:
    """The free font with the widths of `fallback` in one weight and style."""
    suffix = {"normal": "", "italic": "_Italic"}[style]
    return fetch(fallback.package, cache) / fallback.files.format(weight=WEIGHT_NAMES[weight], style=suffix)


def licence(family: Family, cache: Path) -> str:
    """The licence text of `family`."""
    return (fetch(family.package, cache) / "LICENSE_FONT").read_text(encoding="utf-8")
