"""Mends faults of the sources: two of Golos Text 2.004, one of Literata 3.103.

On a font without the fault nothing changes.
"""

import unicodedata

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, USE_MY_METRICS, GlyphComponent

import kerning


class RepairError(Exception):
    """A letter without its mark that the font gives no means to mend."""


def restore_marks(font: TTFont) -> None:
    """Puts the missing mark on letters that are drawn as their base letter alone.

    Golos Text shows Ğ ğ as G g, and Ŭ as U: to a reader of Kazakh Latin another letter. The mark
    goes where the font's own anchors put a combining mark. To be called before subsetting.
    """
    cmap, glyphs = font.getBestCmap(), font["glyf"]
    for code, name in cmap.items():
        decomposed = unicodedata.normalize("NFD", chr(code))
        if len(decomposed) != 2 or not unicodedata.combining(decomposed[1]):
            continue
        base, mark = (cmap.get(ord(character)) for character in decomposed)
        glyph = glyphs[name]
        if not glyph.isComposite() or [part.glyphName for part in glyph.components] != [base]:
            continue
        if mark is None:
            raise RepairError(f"{chr(code)} lacks its mark and the font has none to add")
        if chr(code).isupper() and f"{mark}.case" in glyphs:
            mark = f"{mark}.case"
        glyph.components.append(_placed_mark(font, base, mark))
        glyph.recalcBounds(glyphs)


def _placed_mark(font: TTFont, base: str, mark: str) -> GlyphComponent:
    base_anchor, mark_anchor = _anchors(font, base, mark)
    component = GlyphComponent()
    component.glyphName = mark
    component.x = base_anchor.XCoordinate - mark_anchor.XCoordinate
    component.y = base_anchor.YCoordinate - mark_anchor.YCoordinate
    component.flags = ROUND_XY_TO_GRID
    return component


def _anchors(font: TTFont, base: str, mark: str) -> tuple[otTables.Anchor, otTables.Anchor]:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
            if not isinstance(table, otTables.MarkBasePos):
                continue
            if base in table.BaseCoverage.glyphs and mark in table.MarkCoverage.glyphs:
                record = table.MarkArray.MarkRecord[table.MarkCoverage.glyphs.index(mark)]
                bases = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(base)]
                return bases.BaseAnchor[record.Class], record.MarkAnchor
    raise RepairError(f"the font has no anchors to put {mark} on {base}")


def tabular_swaps(font: TTFont) -> dict[str, str]:
    """Which glyph the feature `tnum` of `font` shows in the place of which."""
    swaps: dict[str, str] = {}
    if "GSUB" not in font:
        return swaps
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    swaps |= subtable.mapping
    return swaps


def even_out_figures(font: TTFont) -> None:
    """Gives the figures for tables the width of the widest, each in the middle of it.

    Those of Golos Text keep their proportional widths, so that columns of times would not line up.
    """
    figures = sorted(set(tabular_swaps(font).values()))
    widths = font["hmtx"].metrics
    widest = max((widths[figure][0] for figure in figures), default=0)
    for figure in figures:
        width, bearing = widths[figure]
        if width == widest:
            continue
        shift = (widest - width) // 2
        glyph = font["glyf"][figure]
        if glyph.isComposite():
            for component in glyph.components:
                component.x += shift
                component.flags &= ~USE_MY_METRICS
        else:
            glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        widths[figure] = (widest, bearing + shift)


def part_guillemets(font: TTFont) -> None:
    """Takes back kerning that pulls a letter towards « » ‹ or ›.

    In bold upright Literata «Ұ, «Ү, «Т and «Ә collide, and Kazakh headlines are full of them.
    Italics are left alone: there the letters lean out of the way.
    """
    if "GPOS" not in font or font["post"].italicAngle:
        return
    cmap = font.getBestCmap()
    guillemets = {cmap[ord(character)] for character in "«»‹›" if ord(character) in cmap}
    pairs = kerning.read(font)
    kept = {pair: value for pair, value in pairs.items() if value > 0 or guillemets.isdisjoint(pair)}
    kerning.write([font], [kept])
