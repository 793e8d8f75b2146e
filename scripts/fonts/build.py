"""Builds the web fonts, checks them and writes them with their style sheet; see build.sh."""

import argparse
import hashlib
import io
import logging
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

import fallback
import kerning
import masters
import specimen
import stylesheet
import verify
from characters import EXTENDED, REQUIRED, WELCOME
from faces import FACES, FAMILIES, PRELOAD_BUDGET, Face
from repairs import RepairError
from sources import SourceError, licence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FONTS = ROOT / "public" / "fonts"
STYLE_SHEET = ROOT / "style" / "fonts.css"

WANTED = {
    "main": REQUIRED | WELCOME,
    "required": REQUIRED,
    "extended": EXTENDED,
    "all but required": EXTENDED | WELCOME,
}


@dataclass(frozen=True)
class BuiltFace:
    """A face, its compressed file in the cache and the name it is served under."""

    face: Face
    path: Path
    file_name: str
    characters: frozenset[str]

    @property
    def size(self) -> int:
        """The size of the file in bytes."""
        return self.path.stat().st_size


def compress(font: TTFont) -> bytes:
    """The woff2 file of `font`."""
    buffer = io.BytesIO()
    font.flavor = "woff2"
    font.save(buffer)
    return buffer.getvalue()


def build_face(face: Face, cache: Path) -> BuiltFace:
    """Builds and checks one face, leaving its file in the cache.

    Raises CheckFailed when the file lacks a letter, strays from its sources or is too big.
    """
    wanted = WANTED[face.characters]
    data = compress(masters.build(face, wanted, cache))
    file_name = f"{face.stem}.{hashlib.sha256(data).hexdigest()[:8]}.woff2"
    path = cache / "built" / file_name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    count = verify.coverage(face, path, wanted)
    if face.holds_required:
        verify.distinct_letters(path)
    if "tnum" in face.features:
        verify.tabular_figures(path)
    deviations = verify.deviations(face, path, wanted, cache)
    if len(data) > face.budget:
        raise verify.CheckFailed(f"{file_name} has {len(data):,} bytes, at most {face.budget:,} are accepted")
    print(f"{file_name:40} {len(data):7,} bytes  {count} characters")
    for found in deviations:
        print(f"    weight {found.weight}: outlines within {found.outline:.1f}, kerning within {found.kerning}")
    characters = frozenset(map(chr, TTFont(path).getBestCmap())) & wanted
    return BuiltFace(face, path, file_name, characters)


def write(built: list[BuiltFace], cache: Path) -> None:
    """Puts the files, their licences and the style sheet into the tree, and old files out of it."""
    FONTS.mkdir(parents=True, exist_ok=True)
    names = {entry.file_name for entry in built}
    for entry in built:
        (FONTS / entry.file_name).write_bytes(entry.path.read_bytes())
        for old in FONTS.glob(f"{entry.face.stem}.????????.woff2"):
            if old.name not in names:
                old.unlink()
    for family in FAMILIES:
        name = f"OFL-{family.name.replace(' ', '-')}.txt"
        (FONTS / name).write_text(licence(family, cache), encoding="utf-8")
    counts = fallback.frequencies(HERE / "kazakh-frequencies.tsv")
    parts = [stylesheet.HEAD]
    parts += [stylesheet.web_font(entry.face, entry.file_name, entry.characters) for entry in built]
    for family in FAMILIES:
        for fitted in fallback.fit(family, counts, cache):
            print(f"{fitted.family:32} {fitted.style:7} {fitted.weights}  size-adjust {fitted.size_adjust:.2f}%")
            parts.append(stylesheet.device_font(fitted))
    parts.append(stylesheet.stacks(FAMILIES))
    STYLE_SHEET.write_text("\n".join(parts), encoding="utf-8")


def main() -> int:
    """Runs the build; the exit status is 0, or 1 when a font must not be shipped."""
    parser = argparse.ArgumentParser(description="Builds the web fonts and style/fonts.css.")
    parser.add_argument("--cache", type=Path, required=True, help="folder for downloads, outside the tree")
    parser.add_argument("--specimen", action="store_true", help="also write a page that shows the fonts")
    arguments = parser.parse_args()
    # fontTools reports each table it drops or merges.
    logging.disable(logging.WARNING)
    try:
        built = [build_face(face, arguments.cache) for face in FACES]
        preloaded = [entry for entry in built if entry.face.preload]
        total = sum(entry.size for entry in preloaded)
        print(f"preloaded: {', '.join(entry.file_name for entry in preloaded)}: {total:,} bytes")
        if total > PRELOAD_BUDGET:
            raise verify.CheckFailed(f"a page preloads {total:,} bytes, at most {PRELOAD_BUDGET:,} are accepted")
        write(built, arguments.cache)
        if arguments.specimen:
            print(f"specimen: {specimen.write(STYLE_SHEET, FONTS, arguments.cache)}")
    except (SourceError, RepairError, kerning.KerningError, verify.CheckFailed) as problem:
        print(f"fonts: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
