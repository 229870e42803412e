"""What may not be used outside GOV.UK is cut out at set-up and seen to be gone."""

import pytest

from lep_tracker.bootstrap import frontend
from lep_tracker.bootstrap.places import VENDOR, SetUpError

STYLE = (
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
    "@font-face{font-family:GDS Transport;font-weight:700;src:url(/assets/fonts/bold.woff2)}"
    ".govuk-body{font-family:GDS Transport,arial,sans-serif;color:#0b0c0c}"
    '.quoted{font-family:"GDS Transport", arial, sans-serif}'
    ".govuk-footer__crown{margin-bottom:25px}"
    ".logo:before{background-image:url(/assets/images/govuk-crest.svg);width:100%}"
    "@media print{.logo:before{mask-image:url(/assets/images/govuk-crest.svg)}.kept{color:red}}"
    "\n/*# sourceMappingURL=govuk-frontend.min.css.map */"
)


def test_typeface_and_crest_are_gone_and_the_rest_stands():
    css = frontend.strip_style_sheet(STYLE)
    frontend.assert_free("style.css", css)
    assert "color:#0b0c0c" in css
    assert "@media print{.kept{color:red}}" in css
    assert "url(" not in css
    assert "sourceMappingURL" not in css


def test_text_is_set_in_a_typeface_of_the_same_metrics():
    css = frontend.strip_style_sheet(STYLE)
    assert f".govuk-body{{font-family:{frontend.OWN_TYPEFACE};" in css
    assert f".quoted{{font-family:{frontend.OWN_TYPEFACE}}}" in css


@pytest.mark.parametrize(
    "left",
    [
        "@font-face{}",
        "a{font-family:gds transport}",
        "a{background:url(crest.svg)}",
        "a{background:url(/assets/x.png)}",
    ],
)
def test_a_file_with_a_remainder_is_not_given_out(left):
    with pytest.raises(SetUpError, match="may only be used on GOV"):
        frontend.assert_free("style.css", left)


def _package(tmp_path, css):
    dist = tmp_path / "package/dist/govuk"
    (dist / "assets/images").mkdir(parents=True)
    (dist / "assets/images/favicon.svg").write_text("<svg/>")
    (dist / "govuk-frontend.min.css").write_text(css)
    (dist / "govuk-frontend.min.js").write_text("export{};\n//# sourceMappingURL=x.js.map")
    return tmp_path / "package"


def test_only_style_sheet_and_script_are_copied(tmp_path):
    frontend.copy_govuk(_package(tmp_path, STYLE), tmp_path / "vendor")
    copied = sorted(path.name for path in (tmp_path / "vendor").rglob("*"))
    assert copied == ["govuk-frontend.min.css", "govuk-frontend.min.js"]


def test_nothing_is_copied_when_something_would_be_left(tmp_path):
    package = _package(tmp_path, STYLE + "a{content:'GDS Transport'}")
    with pytest.raises(SetUpError):
        frontend.copy_govuk(package, tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_the_typeface_of_packs_comes_with_its_licence(tmp_path):
    package = tmp_path / "lato"
    (package / "files").mkdir(parents=True)
    for name in [*frontend.lato_files(), "lato-latin-900-normal.woff"]:
        (package / "files" / name).write_bytes(b"wOFF")
    (package / "LICENSE").write_text("Open Font License")
    frontend.copy_lato(package, tmp_path / "vendor")
    copied = {path.name for path in (tmp_path / "vendor").iterdir()}
    assert copied == {*frontend.lato_files(), "LICENSE"}


def test_the_files_in_use_are_whole_and_free():
    assert frontend.missing_files(VENDOR) == []
    for path in (VENDOR / "govuk").iterdir():
        frontend.assert_free(path.name, path.read_text(encoding="utf-8"))


def test_nothing_else_lies_among_them():
    kinds = {path.suffix for path in (VENDOR / "govuk").iterdir()}
    assert kinds == {".css", ".js"}
