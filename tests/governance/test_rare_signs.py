"""Signs that the typeface of packs lacks are drawn from another, or named to whoever builds it."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from governance.packs import building
from governance.packs.fallback_faces import NAMED, fallback_for, signs_of
from governance.packs.pdf import write_pdf

NOTO = sorted(building.RARE_SIGNS.glob("*.woff"))


def fallback(words: str):
    return fallback_for(f"<p>{words}</p>", drawn_by=building.fonts(), others=NOTO)


def test_plain_words_need_no_other_typeface():
    found = fallback("Gwaith: “fine” – £3, naïve &amp; tick ✓, A&nbsp;B")
    assert found.files == ()
    assert found.warning == ""


def test_tags_and_what_is_not_seen_need_no_drawing():
    assert signs_of('<p title="中">a&shy;b\u200d\ufe0f c</p>') == set("abc")


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("Ŵyneb y dŵr", "noto-sans-latin-ext"),
        ("\N{LARGE GREEN CIRCLE}", "symbols-2"),
        ("\N{LARGE RED CIRCLE}\N{WHITE HEAVY CHECK MARK}", "emoji"),
        ("हिन्दी", "devanagari"),
        ("ਪੰਜਾਬੀ", "gurmukhi"),
        ("বাংলা", "bengali"),
        ("اردو", "arabic"),
        ("Ελληνικά", "greek"),
        ("Українська", "cyrillic"),
        ("≥ 3 → 5", "symbols"),
    ],
)
def test_a_sign_brings_the_file_that_draws_it(words, file):
    found = fallback(words)
    assert any(file in path.name for path in found.files)
    assert found.undrawn == ""
    assert len(found.files) <= 3


def test_what_nothing_draws_is_named_once_and_shortly():
    found = fallback("中文中")
    assert found.undrawn == "中文"
    assert "中 文." in found.warning
    long = fallback("".join(chr(0x4E00 + at) for at in range(300)))
    assert long.warning.count("一") == 1
    assert " …" in long.warning
    assert len(long.warning) < 300, "it fits the field it is kept in"
    assert NAMED < 300


def fonts_of(pdf: bytes) -> set[str]:
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in (page["/Resources"].get("/Font") or {}).values():
            found.add(font.get_object()["/BaseFont"].split("+")[-1])
    return found


def pdf_of(words: str) -> bytes:
    document = (
        '<!doctype html><html lang="en"><head><title>A pack</title></head>'
        f"<body><p>{words}</p></body></html>"
    )
    rare = fallback(words)
    style = "html { font-family: var(--face) } :root { --face: Lato, sans-serif }"
    return write_pdf(document, style, [*building.fonts(), *rare.files])


def test_the_pdf_holds_the_other_typeface_only_where_it_is_needed():
    plain = " ".join(fonts_of(pdf_of("Plain words")))
    rare = " ".join(fonts_of(pdf_of("Plain words, हिन्दी, \N{LARGE GREEN CIRCLE}")))
    assert "Noto" not in plain.replace("-", " ").title()
    assert "evanagari" in rare
    assert "ymbols" in rare


def test_what_was_drawn_can_be_copied_out_again():
    text = PdfReader(BytesIO(pdf_of("\N{LARGE GREEN CIRCLE} done, ਪੰਜਾਬੀ"))).pages[0].extract_text()
    assert "\N{LARGE GREEN CIRCLE} done" in text


def test_equal_words_give_equal_bytes():
    assert pdf_of("हिन्दी \N{LARGE GREEN CIRCLE}") == pdf_of("हिन्दी \N{LARGE GREEN CIRCLE}")


def test_without_the_files_every_rare_sign_is_named(tmp_path: Path):
    found = fallback_for("<p>→</p>", drawn_by=building.fonts(), others=[])
    assert found.undrawn == "→"
