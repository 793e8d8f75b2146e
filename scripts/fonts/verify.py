"""Checks a built font file against what a page needs and against its sources."""

from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

import kerning
import repairs
from characters import ASCII, KAZAKH_CYRILLIC, KAZAKH_LATIN, REQUIRED
from faces import Face
from masters import load, outline


class CheckFailed(Exception):
    """A font that must not be shipped."""


@dataclass(frozen=True)
class Deviation:
    """How far one weight of the variable font is from its source, in thousandths of an em."""

    weight: int
    outline: float
    kerning: int


def coverage(face: Face, path: Path, wanted: frozenset[str]) -> int:
    """The number of characters in the file at `path`.

    Raises CheckFailed when the file lacks a character that its face must have, or has only an
    empty glyph for it.
    """
    font = TTFont(path)
    cmap = font.getBestCmap()
    needed = REQUIRED if face.holds_required else frozenset()
    missing = sorted(character for character in needed if ord(character) not in cmap)
    if missing:
        names = ", ".join(f"{character} U+{ord(character):04X}" for character in missing)
        raise CheckFailed(f"{path.name} lacks {names}")
    for character in sorted(wanted):
        glyph = cmap.get(ord(character))
        blank = character.isspace() or character == "\u00ad"
        if glyph and not blank and font["glyf"][glyph].numberOfContours == 0:
            raise CheckFailed(f"{path.name} has an empty glyph for {character} U+{ord(character):04X}")
    return len(cmap)


def distinct_letters(path: Path) -> None:
    """Raises CheckFailed when two letters of one alphabet are drawn alike in the file at `path`."""
    font = TTFont(path)
    cmap = font.getBestCmap()
    for alphabet in (KAZAKH_CYRILLIC, KAZAKH_LATIN + ASCII):
        drawn: dict[tuple, str] = {}
        for letter in sorted(set(filter(str.isalpha, alphabet))):
            twin = drawn.setdefault(tuple(outline(font, cmap[ord(letter)])), letter)
            if twin != letter:
                raise CheckFailed(f"{path.name} draws {letter} like {twin}")


def tabular_figures(path: Path) -> None:
    """Raises CheckFailed unless `tnum` gives the ten digits of the file one width and no kerning."""
    font = TTFont(path)
    cmap, swaps = font.getBestCmap(), repairs.tabular_swaps(font)
    digits = [swaps.get(cmap[ord(digit)]) for digit in "0123456789"]
    if None in digits:
        raise CheckFailed(f"{path.name}: not every digit has a figure for tables")
    widths = {font["hmtx"][digit][0] for digit in digits}
    if len(widths) != 1:
        raise CheckFailed(f"{path.name}: figures for tables have the widths {sorted(widths)}, one is expected")
    kerned = sorted(pair for pair in kerning.read(font) if pair[0] in digits and pair[1] in digits)
    if kerned:
        raise CheckFailed(f"{path.name}: {len(kerned)} pairs of figures for tables are kerned, none may be")


def deviations(face: Face, path: Path, wanted: frozenset[str], cache: Path) -> list[Deviation]:
    """How far the file at `path` is from each source of its family.

    Raises CheckFailed when a weight is further off than rounding (at the ends of the axis) or
    than `face.axis.deviation` (between them).
    """
    found = []
    for weight in sorted((*face.axis.masters, *face.axis.between)):
        limit = 1 if weight in face.axis.masters else face.axis.deviation
        instance = instancer.instantiateVariableFont(TTFont(path), {"wght": weight})
        source = load(face, weight, wanted, cache)
        deviation = Deviation(weight, *_compare(instance, source))
        if max(deviation.outline, deviation.kerning) > limit:
            raise CheckFailed(
                f"{path.name} at weight {weight}: outlines are off by {deviation.outline:.1f}, "
                f"kerning by {deviation.kerning}, at most {limit} is accepted"
            )
        found.append(deviation)
    return found


def _compare(instance: TTFont, source: TTFont) -> tuple[float, int]:
    # The shipped file has no glyph names, so glyphs are paired by the characters they show.
    glyphs = {source.getBestCmap()[code]: glyph for code, glyph in instance.getBestCmap().items()}
    outlines = max(
        abs(here - there)
        for theirs, ours in glyphs.items()
        for points in zip(outline(instance, ours), outline(source, theirs), strict=True)
        for here, there in zip(*points, strict=True)
    )
    actual, expected = kerning.read(instance), kerning.read(source)
    pairs = ((left, right) for left in glyphs for right in glyphs)
    kerns = max(
        abs(actual.get((glyphs[left], glyphs[right]), 0) - expected.get((left, right), 0)) for left, right in pairs
    )
    return outlines, kerns
