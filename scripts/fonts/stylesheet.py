"""Writes style/fonts.css."""

from collections.abc import Iterable

from faces import Face, Family
from fallback import FittedFont

HEAD = """\
/* Written by scripts/fonts/build.sh: change the script, not this file.
   The name of a font file carries a hash of its content, so it may be cached for ever. */
"""


def unicode_range(characters: Iterable[str]) -> str:
    """The CSS `unicode-range` of `characters`."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in ranges)


def web_font(face: Face, file_name: str, characters: frozenset[str]) -> str:
    """The `@font-face` of one of our files; one of less common ones is fetched for its `characters` only."""
    lines = [
        f'font-family: "{face.family.name}";',
        f"font-style: {face.style};",
        f"font-weight: {face.axis.masters[0]} {face.axis.masters[-1]};",
        "font-display: swap;",
        f'src: url("/fonts/{file_name}") format("woff2");',
    ]
    if not face.holds_required:
        lines.append(f"unicode-range: {unicode_range(characters)};")
    return _rule("@font-face", lines)


def device_font(fitted: FittedFont) -> str:
    """The `@font-face` of a font on the reader's device that is fitted to ours."""
    return _rule(
        "@font-face",
        [
            f'font-family: "{fitted.family}";',
            f"font-style: {fitted.style};",
            f"font-weight: {fitted.weights};",
            "src: " + ", ".join(f'local("{name}")' for name in fitted.local) + ";",
            f"size-adjust: {fitted.size_adjust:.2f}%;",
            f"ascent-override: {fitted.ascent:.2f}%;",
            f"descent-override: {fitted.descent:.2f}%;",
            "line-gap-override: 0%;",
        ],
    )


def stacks(families: Iterable[Family]) -> str:
    """The custom properties that hold the complete font stacks."""
    lines = []
    for family in families:
        ours = [family.name, *(f"{family.name} Fallback {name}" for name in family.fallbacks)]
        stack = ", ".join([*(f'"{name}"' for name in ours), *family.generic])
        lines.append(f"{family.variable}: {stack};")
    return _rule(":root", lines)


def _rule(selector: str, lines: list[str]) -> str:
    body = "".join(f"  {line}\n" for line in lines)
    return f"{selector} {{\n{body}}}\n"
