"""Pair kerning: read from a static font, written so that masters merge without loss.

Each source expresses its kerning as exceptions and classes of its own, which do not line up from
one weight to the next. Reading every pair and forming the classes over all masters together
gives one table of the same shape in each master; it is also a fifth smaller once compressed.
"""

from collections.abc import Iterable, Sequence

from fontTools.otlLib.builder import buildCoverage
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.otBase import ValueRecord

Kerning = dict[tuple[str, str], int]


class KerningError(Exception):
    """A kerning table of a kind that the sources were not known to have."""


def kerning_lookup(font: TTFont) -> otTables.Lookup:
    """The one lookup of the `kern` feature of `font`."""
    table = font["GPOS"].table
    indices = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    if len(indices) != 1:
        raise KerningError(f"the kern feature has {len(indices)} lookups, one is expected")
    return table.LookupList.Lookup[indices.pop()]


def read(font: TTFont) -> Kerning:
    """The kerning of every pair of glyphs of `font` that has any, in font units.

    As in a text engine, the first subtable that covers a pair decides: an exception names the
    pair, a class table covers its left glyph.
    """
    pairs: Kerning = {}
    decided: set[tuple[str, str]] = set()
    exhausted: set[str] = set()
    for subtable in map(_unwrap, kerning_lookup(font).SubTable):
        if subtable.ValueFormat1 not in (0, 4, 0x44) or subtable.ValueFormat2 != 0:
            raise KerningError("kerning moves something else than the left glyph's advance")
        for left, right, value in _entries(subtable, font.getGlyphOrder()):
            if left in exhausted or (left, right) in decided:
                continue
            decided.add((left, right))
            if value:
                pairs[left, right] = value
        if subtable.Format == 2:
            exhausted.update(subtable.Coverage.glyphs)
    return pairs


def _unwrap(subtable: otTables.BaseTable) -> otTables.PairPos:
    return getattr(subtable, "ExtSubTable", subtable)


def _advance(value: ValueRecord | None) -> int:
    return getattr(value, "XAdvance", 0) or 0


def _entries(subtable: otTables.PairPos, glyphs: Sequence[str]) -> Iterable[tuple[str, str, int]]:
    if subtable.Format == 1:
        for left, pairs in zip(subtable.Coverage.glyphs, subtable.PairSet, strict=True):
            for record in pairs.PairValueRecord:
                yield left, record.SecondGlyph, _advance(record.Value1)
        return
    left_class = subtable.ClassDef1.classDefs
    right_class = subtable.ClassDef2.classDefs
    for left in subtable.Coverage.glyphs:
        row = subtable.Class1Record[left_class.get(left, 0)].Class2Record
        for right in glyphs:
            yield left, right, _advance(row[right_class.get(right, 0)].Value1)


def align(masters: Sequence[TTFont]) -> None:
    """Rewrites the kerning of all `masters` with the same classes, changing no pair."""
    write(masters, [read(master) for master in masters])


def write(fonts: Sequence[TTFont], kernings: Sequence[Kerning]) -> None:
    """Gives each of `fonts`, which have the same glyphs, its kerning, all with the same classes."""
    glyphs = fonts[0].getGlyphOrder()
    kerned = set().union(*kernings)
    values = {pair: tuple(kerning.get(pair, 0) for kerning in kernings) for pair in kerned}
    zero = (0,) * len(fonts)
    lefts = _classes(glyphs, lambda left: tuple(values.get((left, right), zero) for right in glyphs))
    rights = _classes(glyphs, lambda right: tuple(values.get((left, right), zero) for left in glyphs))
    # Class 0 of the left side is what the coverage names and the class table does not.
    lefts.sort(key=lambda members: (-len(members), members))
    for font, kerning in zip(fonts, kernings, strict=True):
        lookup = kerning_lookup(font)
        lookup.LookupType = 2
        lookup.SubTable = [_class_table(font, kerning, lefts, rights)]
        lookup.SubTableCount = 1


def _classes(glyphs: Sequence[str], behaviour) -> list[list[str]]:
    """Groups `glyphs` that behave the same; those without any kerning are in no group."""
    groups: dict[tuple, list[str]] = {}
    for glyph in glyphs:
        signature = behaviour(glyph)
        if any(any(value) for value in signature):
            groups.setdefault(signature, []).append(glyph)
    return list(groups.values())


def _class_table(font: TTFont, kerning: Kerning, lefts: list[list[str]], rights: list[list[str]]) -> otTables.PairPos:
    table = otTables.PairPos()
    table.Format = 2
    table.Coverage = buildCoverage([glyph for members in lefts for glyph in members], font.getReverseGlyphMap())
    table.ClassDef1 = otTables.ClassDef()
    table.ClassDef1.classDefs = {glyph: number for number, members in enumerate(lefts) if number for glyph in members}
    table.ClassDef2 = otTables.ClassDef()
    table.ClassDef2.classDefs = {glyph: number for number, members in enumerate(rights, 1) for glyph in members}
    table.ValueFormat1, table.ValueFormat2 = 4, 0
    table.Class1Count, table.Class2Count = len(lefts), len(rights) + 1
    table.Class1Record = []
    for left in lefts:
        row = otTables.Class1Record()
        row.Class2Record = []
        for right in [None, *rights]:
            cell = otTables.Class2Record()
            cell.Value1 = ValueRecord()
            cell.Value1.XAdvance = kerning.get((left[0], right[0]), 0) if right else 0
            cell.Value2 = None
            row.Class2Record.append(cell)
        table.Class1Record.append(row)
    return table
