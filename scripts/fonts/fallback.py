"""Fits the fonts on a reader's device to ours, so that the page stays still when ours arrive.

A fallback font is scaled until Kazakh text set in it is as wide as in ours (`size-adjust`), and
takes our line height (`ascent-override`, `descent-override`, `line-gap-override`).
"""

from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from faces import FALLBACKS, Family, Fallback
from sources import fallback_source, family_source

# For Georgia, whose metric twin lacks Cyrillic: the same text in the Latin alphabet of 2021. With
# the upright fonts that have both alphabets the two ways of measuring differ by 1.2 % at most.
LATIN = dict(
    zip(
        "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяә",
        "abvgğdeejziikqlmnñoöprstuūüfhhsçşşyıeuaä",
        strict=True,
    )
)


@dataclass(frozen=True)
class FittedFont:
    """One `@font-face` for a font on the device; the numbers are percentages."""

    family: str
    style: str
    weights: str
    local: tuple[str, ...]
    size_adjust: float
    ascent: float
    descent: float


def frequencies(path: Path) -> dict[str, float]:
    """How often each character stands in Kazakh text; see the head of the file at `path`."""
    counts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code_point, _, count = line.split("\t")
            counts[chr(int(code_point.removeprefix("U+"), 16))] = float(count)
    return counts


def latinised(counts: dict[str, float]) -> dict[str, float]:
    """The frequencies of the same text in Latin letters."""
    latin: dict[str, float] = {}
    for character, count in counts.items():
        if character in "ьъ":
            continue
        letter = LATIN.get(character.lower(), character)
        letter = letter.upper() if character.isupper() else letter
        latin[letter] = latin.get(letter, 0) + count
    return latin


def mean_advance(font: TTFont, counts: dict[str, float]) -> float:
    """The mean width of a character of text with these frequencies, in ems."""
    cmap, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[cmap[ord(character)]][0] * count for character, count in counts.items())
    return total / sum(counts.values()) / font["head"].unitsPerEm


def fit(family: Family, counts: dict[str, float], cache: Path) -> list[FittedFont]:
    """The fallback faces of `family` in the order of its stack."""
    fitted = []
    for name in family.fallbacks:
        fallback = FALLBACKS[name]
        for role, local in fallback.local.items():
            fitted.append(_fit_one(family, fallback, role, local, counts, cache))
    return fitted


def _fit_one(
    family: Family, fallback: Fallback, role: str, local: tuple[str, ...], counts: dict[str, float], cache: Path
) -> FittedFont:
    style = "italic" if role == "italic" else "normal"
    ours = TTFont(family_source(family, family.bold if role == "bold" else 400, style, cache))
    theirs = TTFont(fallback_source(fallback, 700 if role == "bold" else 400, style, cache))
    if any(ord(character) not in theirs.getBestCmap() for character in counts):
        counts = latinised(counts)
    scale = mean_advance(ours, counts) / mean_advance(theirs, counts)
    units = ours["head"].unitsPerEm
    return FittedFont(
        family=f"{family.name} Fallback {fallback.name}",
        style=style,
        weights={"regular": "400 549", "bold": "550 900", "italic": "400 900"}[role],
        local=local,
        size_adjust=100 * scale,
        ascent=100 * ours["hhea"].ascent / units / scale,
        descent=-100 * ours["hhea"].descent / units / scale,
    )
