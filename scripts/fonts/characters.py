"""Which characters the web fonts carry.

`REQUIRED` must be in the main file of every face, or the build fails: a page in Kazakh (Cyrillic
or the Latin alphabet of 2021), Russian or English must never wait for a second file or show a
letter of another typeface inside a word. `WELCOME` goes into the main file when the family has
it. `EXTENDED` goes into a second file that the browser fetches when such a letter is on the page.
"""


def span(first: int, last: int) -> str:
    """Characters from `first` to `last`, both included."""
    return "".join(map(chr, range(first, last + 1)))


ASCII = span(0x20, 0x7E)
RUSSIAN = span(0x410, 0x44F) + "Ёё"
KAZAKH_CYRILLIC = RUSSIAN + "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
# The alphabet shown on 28 January 2021; İ and ı because и is written i (capital İ) and і is ı.
KAZAKH_LATIN = "AaÄäBbDdEeFfGgĞğHhIıİiJjKkLlMmNnÑñOoÖöPpQqRrSsŞşTtUuŪūÜüVvYyZz"
QUOTATION_MARKS = "«»„“”‘’‚"
# Hyphen, non-breaking hyphen, en and em dash, soft hyphen.
DASHES = "\u2010\u2011–—\u00ad"
# No-break space, thin space, narrow no-break space.
SPACES = "\u00a0\u2009\u202f"
SIGNS = "₸№…°×½%•·§©−"

REQUIRED = frozenset(ASCII + KAZAKH_CYRILLIC + KAZAKH_LATIN + QUOTATION_MARKS + DASHES + SPACES + SIGNS)

# Stress mark, currencies, arithmetic, arrows, what stands in a footer or a table.
WELCOME = frozenset("\u0301" + "€₽™®±÷¼¾²³‰‹›′″←↑→↓↗≈" + "\u2007\u200a")

# Letters of the other Latin alphabets of Europe and of the Turkic languages, and the Cyrillic
# letters of Ukrainian, Belarusian, Uzbek, Tatar and Tajik, mostly needed for names.
EXTENDED = (
    frozenset(span(0xC0, 0x17F) + "ƏəȘșȚț" + span(0x400, 0x45F) + "ҐґҖҗҲҳҶҷӢӣӮӯ" + "¡¢£¤¥¦ª¬¯²³´¸¹º¿¶†‡≠≤≥₴₺₼₾")
    - REQUIRED
    - WELCOME
)

# Characters that look the same share one glyph: fewer bytes, and the same kerning for both. The
# sources lack U+202F and U+2011 in Literata, where the glyph to show is beyond doubt.
ALIASES = {
    0x00A0: 0x0020,
    0x2010: 0x002D,
    0x2011: 0x002D,
    0x202F: 0x2009,
}
