"""Writes a page that shows the built fonts line by line beside the static fonts they come from."""

import re
from pathlib import Path

from faces import FAMILIES, WEIGHT_NAMES, Family
from sources import family_source

TEXTS = {
    "kk": "Шалғайдағы ауылда тоғыз жүз орындық мектеп есігін ашты: №5, 1 250 ₸, «Көрші көмегі»",
    "kk-Latn": "Şalğaidağy auylda toğyz jüz oryndyq mektep esıgın aşty, būl — İgılık ısı, ÄÑÖÜŪ",
    "ru": "Съезд учителей открылся в Актобе; объём выплат — 12 млн ₸ (на 3½ % больше)",
    "en": "The office staff affirmed: “Water first”, AV Today, £, façade, Łódź, Ґанок, ÷ 20°",
}


def write(style_sheet: Path, fonts: Path, cache: Path) -> Path:
    """Writes `specimen.html` into `cache` and returns its path."""
    css = re.sub(r'url\("/fonts/', f'url("{fonts.as_uri()}/', style_sheet.read_text(encoding="utf-8"))
    sections = []
    for family in FAMILIES:
        for style in family.styles:
            for weight in _weights(family):
                css += _source_face(family, weight, style, cache)
                sections.append(_section(family, weight, style))
    page = cache / "specimen.html"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><title>Specimen</title><style>{css}\n"
        "body { margin: 24px; font-size: 28px; line-height: 1.3; width: 1500px }"
        "h2 { font: 14px sans-serif; margin: 18px 0 2px } p { margin: 0; white-space: nowrap }"
        f".source {{ color: #a33 }}</style>{''.join(sections)}",
        encoding="utf-8",
    )
    return page


def _weights(family: Family) -> list[int]:
    return [weight for weight in WEIGHT_NAMES if family.bold == 700 or weight <= 700]


def _source_face(family: Family, weight: int, style: str, cache: Path) -> str:
    path = family_source(family, weight, style, cache)
    return f'@font-face {{ font-family: "{family.stem} {weight} {style}"; src: url("{path.as_uri()}") }}\n'


def _section(family: Family, weight: int, style: str) -> str:
    lines = [f"<h2>{family.name} {weight} {style}; red: the static source</h2>"]
    source = f"{family.stem} {weight} {style}"
    for language, text in TEXTS.items():
        lines.append(
            f'<p lang="{language}" style="font: {style} {weight} 28px/1.3 {family.name!r}">{text}</p>'
            f'<p lang="{language}" class="source" style="font-family: {source!r}">{text}</p>'
        )
    return "".join(lines)
