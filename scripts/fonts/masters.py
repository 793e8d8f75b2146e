"""Turns the static fonts of a face into one variable font with only the characters it needs."""

import io
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset, varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont

import kerning
import repairs
from characters import ALIASES
from faces import Face
from sources import family_source

# Names that stay: copyright, family, style, version, full and PostScript name, licence and its address.
NAMES = [0, 1, 2, 4, 5, 6, 13, 14]

# Tables for vertical text and for applications that list a family's styles.
DROPPED_TABLES = ["vhea", "vmtx", "STAT", "DSIG"]


def build(face: Face, wanted: frozenset[str], cache: Path) -> TTFont:
    """The variable font of `face` with those of the `wanted` characters that its sources have."""
    masters = {weight: load(face, weight, wanted, cache) for weight in face.axis.masters}
    kerning.align(list(masters.values()))
    document = DesignSpaceDocument()
    document.addAxis(_weight_axis(face, masters, wanted, cache))
    for weight, font in masters.items():
        document.addSource(SourceDescriptor(name=f"{face.stem} {weight}", font=font, location={"Weight": weight}))
    # MVAR would thicken the underline with the weight, STAT is for applications.
    font, _, _ = varLib.build(document, exclude=["MVAR", "STAT"])
    font["post"].formatType = 3.0
    return font


def load(face: Face, weight: int, wanted: frozenset[str], cache: Path) -> TTFont:
    """The static source of `face` at `weight`, cut to the `wanted` characters and repaired."""
    font = TTFont(family_source(face.family, weight, face.style, cache), recalcTimestamp=False)
    repairs.restore_marks(font)
    for table in font["cmap"].tables:
        for character, shown_as in ALIASES.items():
            if shown_as in table.cmap:
                table.cmap[character] = table.cmap[shown_as]
    options = subset.Options()
    options.layout_features = ["kern", *face.features]
    options.layout_scripts = ["DFLT.dflt", "latn.dflt", "cyrl.dflt"]
    options.name_IDs = NAMES
    options.glyph_names = True
    options.notdef_outline = True
    options.recalc_timestamp = False
    # The sources are unhinted; this keeps `gasp` and `prep`, 15 bytes that ask Windows for smooth edges.
    options.hinting = True
    options.drop_tables += DROPPED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in wanted])
    subsetter.subset(font)
    # Written and read back: subsetting leaves the tables in a lazy state that merging trips over.
    buffer = io.BytesIO()
    font.save(buffer)
    buffer.seek(0)
    font = TTFont(buffer, recalcTimestamp=False)
    repairs.even_out_figures(font)
    repairs.part_guillemets(font)
    return font


def outline(font: TTFont, glyph: str) -> list[tuple[float, float]]:
    """The points of `glyph` (of a composite: its offsets), closed by its advance width."""
    points, _, _ = font["glyf"][glyph].getCoordinates(font["glyf"])
    return [*points, (font["hmtx"][glyph][0], 0)]


def _weight_axis(face: Face, masters: dict[int, TTFont], wanted: frozenset[str], cache: Path) -> AxisDescriptor:
    """The weight axis, bent so that each weight between two masters lies where its outlines are."""
    places = {weight: float(weight) for weight in face.axis.masters}
    for weight in face.axis.between:
        below = max(master for master in face.axis.masters if master < weight)
        above = min(master for master in face.axis.masters if master > weight)
        share = _share(masters[below], masters[above], load(face, weight, wanted, cache))
        places[weight] = round(below + share * (above - below), 1)
    return AxisDescriptor(
        tag="wght",
        name="Weight",
        minimum=face.axis.masters[0],
        default=face.axis.masters[0],
        maximum=face.axis.masters[-1],
        map=sorted(places.items()),
    )


def _share(first: TTFont, last: TTFont, between: TTFont) -> float:
    """Where on the way from `first` (0) to `last` (1) the outlines of `between` fit best."""
    along = length = 0.0
    for start, end, point in _moves(first, last, between):
        along += (end - start) * (point - start)
        length += (end - start) ** 2
    return along / length


def _moves(first: TTFont, last: TTFont, between: TTFont) -> Iterator[tuple[float, float, float]]:
    for glyph in first.getGlyphOrder():
        outlines = (outline(first, glyph), outline(last, glyph), outline(between, glyph))
        for points in zip(*outlines, strict=True):
            yield from zip(*points, strict=True)
