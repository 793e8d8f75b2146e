"""What is built from what: packages, families, faces, fallback fonts and budgets.

The sources are static fonts with all scripts and all kerning. Those of one family are instances
of one variable font: the same glyphs with the same points. A few of them therefore give the
variable font back, this time with all scripts and the kerning between them in one file, and the
weights between prove it (see `verify.py`).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Package:
    """An npm package, held to one content by the registry's SHA-512."""

    name: str
    version: str
    integrity: str


@dataclass(frozen=True)
class Family:
    """A typeface as the style sheet names it.

    `files` is the path of a source inside the package, with `{weight}` for a value of
    `WEIGHT_NAMES` and `{style}` for a value of `styles`. `fallbacks` are keys of `FALLBACKS` in the
    order in which a browser should try them, `generic` closes the stack that the custom property
    `variable` holds. `bold` is the weight that bold fallback fonts are fitted to.
    """

    name: str
    stem: str
    package: Package
    files: str
    fallbacks: tuple[str, ...]
    generic: tuple[str, ...]
    variable: str
    bold: int
    styles: dict[str, str]


@dataclass(frozen=True)
class Axis:
    """The weights of a family: what the axis is built from and what it is checked against.

    `masters` are the weights that the axis is built from, `between` those that only bend and check
    it. `deviation` is the largest distance, in thousandths of the type size, that outlines and
    kerning may keep from the source of a weight between.
    """

    masters: tuple[int, ...]
    between: tuple[int, ...]
    deviation: int


@dataclass(frozen=True)
class Face:
    """One file of a family.

    `characters` names a set of build.py: "main", "required", "extended" or "all but required".
    `budget` is in bytes. `features` are OpenType features; kerning is always in.

    No ligatures: none of our letters collide, headlines are letter-spaced (which switches them
    off), and fi would hide the dot that Kazakh Latin tells i from ı by. The sources' `locl` rule
    for Kazakh only undoes that ligature, so it goes too.
    """

    family: Family
    stem: str
    style: str
    characters: str
    axis: Axis
    budget: int
    features: tuple[str, ...] = ("ccmp",)
    preload: bool = False

    @property
    def holds_required(self) -> bool:
        """Whether a page may rely on this file alone, so that it needs every required character."""
        return self.characters in ("main", "required")


@dataclass(frozen=True)
class Fallback:
    """A font that readers have on their device and that stands in until ours has arrived.

    `package` and `files` are a free font with the same widths (`files` by weight and style);
    `local` are the full and PostScript names under which devices know the fonts.
    """

    name: str
    package: Package
    files: str
    local: dict[str, tuple[str, ...]] = field(default_factory=dict)


WEIGHT_NAMES = {
    400: "400Regular",
    500: "500Medium",
    600: "600SemiBold",
    700: "700Bold",
    800: "800ExtraBold",
}

# The largest sum of what an article page preloads, in bytes.
PRELOAD_BUDGET = 110_000

LITERATA = Family(
    name="Literata",
    stem="literata",
    package=Package(
        "@expo-google-fonts/literata",
        "0.4.3",
        "sha512-AuxE7NB6Ae1laRK8uTcap5xI2MYTZOXrAWul4SNGBiq4igP7r/q8IO3vdvO/P1MGiRczuyZ1zhTwSm/CaYeq9A==",
    ),
    files="{weight}{style}/Literata_{weight}{style}.ttf",
    # Times New Roman before Georgia: it has all Kazakh letters and we know its Cyrillic widths.
    fallbacks=("Noto Serif", "Times", "Georgia"),
    generic=('"Times New Roman"', "serif"),
    variable="--serif",
    bold=700,
    styles={"normal": "", "italic": "_Italic"},
)

GOLOS = Family(
    name="Golos Text",
    stem="golos-text",
    package=Package(
        "@expo-google-fonts/golos-text",
        "0.4.2",
        "sha512-BBGCN2hd8Wof4USWcV3SmUvC2Me5GozHMDEoKPqZeAA4RutKQf+9asG/iSTVsHGXsD6z7RytQgq/VcFqZcXq3Q==",
    ),
    files="{weight}{style}/GolosText_{weight}{style}.ttf",
    fallbacks=("Roboto", "Arial"),
    generic=("system-ui", "sans-serif"),
    variable="--sans",
    bold=600,
    styles={"normal": ""},
)

FAMILIES = (LITERATA, GOLOS)

LITERATA_AXIS = Axis(masters=(400, 800), between=(500, 600, 700), deviation=3)

# Golos Text was drawn weight by weight: its kerning jumps between 600 and 700, which is why 600 is a
# master, and weight 500 keeps off the line between its neighbours: by 4 thousandths on average, by up
# to 26 in common signs such as @, by 40 in ¥, by 38 in the kerning of a colon before Ұ and by 55 in one
# pair of rarer letters. A fourth master would cost 6 KB.
GOLOS_AXIS = Axis(masters=(400, 600, 700), between=(500,), deviation=56)

TEXT_FEATURES = ("ccmp", "mark", "tnum")

FACES = (
    Face(LITERATA, "literata", "normal", "main", LITERATA_AXIS, 40_000, TEXT_FEATURES, preload=True),
    Face(LITERATA, "literata-italic", "italic", "required", LITERATA_AXIS, 35_000),
    Face(LITERATA, "literata-extended", "normal", "extended", LITERATA_AXIS, 28_000),
    Face(LITERATA, "literata-italic-extended", "italic", "all but required", LITERATA_AXIS, 30_000),
    Face(GOLOS, "golos-text", "normal", "main", GOLOS_AXIS, 30_000, TEXT_FEATURES, preload=True),
    Face(GOLOS, "golos-text-extended", "normal", "extended", GOLOS_AXIS, 20_000),
)

FALLBACKS = {
    "Noto Serif": Fallback(
        "Noto Serif",
        Package(
            "@expo-google-fonts/noto-serif",
            "0.4.2",
            "sha512-1xvAYegrtpCuPPunSyhvhV9FHWEzCWjikEoUJkvHt+WWvt+h7lKr+vkXNpqwFQM4W3KjXOccfLd5s04xLMjjDQ==",
        ),
        "{weight}{style}/NotoSerif_{weight}{style}.ttf",
        {
            "regular": ("Noto Serif", "Noto Serif Regular", "NotoSerif", "NotoSerif-Regular"),
            "bold": ("Noto Serif Bold", "NotoSerif-Bold"),
            "italic": ("Noto Serif Italic", "NotoSerif-Italic"),
        },
    ),
    "Times": Fallback(
        "Times",
        Package(
            "@expo-google-fonts/tinos",
            "0.4.2",
            "sha512-MQkfvUO1Aw7UP3jRtWLcjda+udanoL8ecrbkjbc3ZdhSI1iW/Uil4uD8O0eOiIxU2v/FeAT2XjGNiz5oYUlucg==",
        ),
        "{weight}{style}/Tinos_{weight}{style}.ttf",
        {
            "regular": ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "LiberationSerif"),
            "bold": ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "LiberationSerif-Bold"),
            "italic": (
                "Times New Roman Italic",
                "TimesNewRomanPS-ItalicMT",
                "Liberation Serif Italic",
                "LiberationSerif-Italic",
            ),
        },
    ),
    # Gelasio has Georgia's widths but only its Latin letters; see fallback.py for the rest.
    "Georgia": Fallback(
        "Georgia",
        Package(
            "@expo-google-fonts/gelasio",
            "0.4.1",
            "sha512-mqSxj6OCIHnyRxqYYd3HSgDyWw9bI+DBWdyQRw9sNrqoceEh+3f43mY6yTrCKrBXqq0a1q9z76IvAp3HKHZQBw==",
        ),
        "{weight}{style}/Gelasio_{weight}{style}.ttf",
        {
            "regular": ("Georgia",),
            "bold": ("Georgia Bold", "Georgia-Bold"),
            "italic": ("Georgia Italic", "Georgia-Italic"),
        },
    ),
    "Roboto": Fallback(
        "Roboto",
        Package(
            "@expo-google-fonts/roboto",
            "0.4.3",
            "sha512-kX3wmpmu06fN1yOwYWMdjYJWNUYW6xUiAGeHbvPzzSEb3A3j23JelQ3tAgwQNKgEKRq6wtMmzixy2r7y9c8dsA==",
        ),
        "{weight}{style}/Roboto_{weight}{style}.ttf",
        {
            # The Roboto of newer Android is one variable font that only goes by its first name.
            "regular": ("Roboto", "Roboto Regular", "Roboto-Regular"),
            "bold": ("Roboto Bold", "Roboto-Bold", "Roboto"),
        },
    ),
    "Arial": Fallback(
        "Arial",
        Package(
            "@expo-google-fonts/arimo",
            "0.4.3",
            "sha512-kXMUJ303nJgKjJFr8yuiAY9dgIoAoj9HccKkaSw0J63/T4MSdxFejzfDUVLzUz+ohpQWinifV99QOAUQLcGKDg==",
        ),
        "{weight}{style}/Arimo_{weight}{style}.ttf",
        {
            "regular": ("Arial", "ArialMT", "Liberation Sans", "LiberationSans"),
            "bold": ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "LiberationSans-Bold"),
        },
    ),
}
