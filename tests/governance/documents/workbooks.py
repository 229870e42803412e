"""A workbook part by part, as Excel packs it: shared texts, rich texts, text boxes, relations."""

import io
import zipfile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Target="xl/workbook.xml" '
        f'Type="{_OFFICE}/officeDocument"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><workbookPr date1904="1"/><sheets>'
        '<sheet name="Plan" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">Plan!$1:$1</definedName>'
        "</definedNames></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="{_OFFICE}/worksheet"/>'
        f'<Relationship Id="rId2" Target="sharedStrings.xml" Type="{_OFFICE}/sharedStrings"/>'
        f'<Relationship Id="rId3" Target="styles.xml" Type="{_OFFICE}/styles"/></Relationships>'
    ),
    "xl/sharedStrings.xml": (
        f"<sst {_MAIN}><si><t>Action</t></si><si><t>When</t></si><si><r><rPr><b/></rPr>"
        "<t>KPIs:</t></r><r><t xml:space='preserve'>\n five_x000D_\n firms</t></r></si>"
        "<si><t>Tokyo</t><rPh sb='0' eb='1'><t>unsaid</t></rPh></si></sst>"
    ),
    "xl/styles.xml": (
        f'<styleSheet {_MAIN}><numFmts><numFmt numFmtId="164" formatCode="d mmmm yyyy"/></numFmts>'
        '<fonts><font/><font><b/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/>'
        '<xf numFmtId="164" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>'
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet {_MAIN} xmlns:r="{_OFFICE}"><sheetData>'
        '<row><c t="s" s="2"><v>0</v></c><c t="s" s="2"><v>1</v></c><c t="inlineStr"><is>'
        "<t>Where</t></is></c></row>"
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>42179</v></c>'
        '<c r="C2" t="s"><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>A2&amp;""</f><v>again</v></c>'
        '<c r="B3" t="d" s="1"><v>2019-06-25T00:00:00</v></c>'
        '<c r="C3" t="str"><f>HYPERLINK("https://example.org/a","there")</f><v>there</v></c></row>'
        '</sheetData><drawing r:id="rId1"/></worksheet>'
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Target="../drawings/drawing1.xml" Type="{_OFFICE}/drawing"/>'
        "</Relationships>"
    ),
    "xl/drawings/drawing1.xml": (
        '<wsDr xmlns:a="urn:a"><anchor><sp><txBody><a:p><a:r><a:t>Growth </a:t></a:r><a:r>'
        "<a:t>plan</a:t></a:r></a:p><a:p/></txBody></sp></anchor></wsDr>"
    ),
}


def as_excel_packs_it(**changed: str) -> bytes:
    """The workbook; a part may be changed by the name of its file without the ending."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in PARTS.items():
            stem = name.rpartition("/")[2].partition(".")[0]
            packed.writestr(name, changed.get(stem, text))
    return file.getvalue()
