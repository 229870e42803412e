"""Small Word files made of raw XML, so that a test can hold any construct, sound or not."""

import io
import zipfile
from collections.abc import Mapping

from governance.documents.reading import read_here
from governance.documents.rows import Line, Source, Table

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
 <w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>
 <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="OurHead"><w:name w:val="Our head"/>
 <w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/>
 <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>
 <w:rPr><w:b/></w:rPr></w:style>
"""


def level(at: int, form: str = "decimal", text: str = "", more: str = "") -> str:
    """One level of a list; its text is "%1." and so on unless another is given."""
    text = text or f"%{at + 1}."
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0)}{level(1, "lowerLetter", "(%2)")}'
    f"{level(2, 'lowerRoman', '%3)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", chr(0xF0B7))}'
    f"{level(1, 'bullet', 'o')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def p(text: str = "", style: str = "", more: str = "", runs: str = "") -> str:
    """A paragraph with a text, or with runs given as XML; ``more`` goes into its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{t(text) if text else ''}{runs}</w:p>"


def t(text: str, look: str = "") -> str:
    """A run with a text."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def in_list(text: str, number: int = 1, at: int = 0, more: str = "") -> str:
    """A paragraph of a list."""
    pointed = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, more=pointed + more)


def tc(content: str = "<w:p/>", more: str = "") -> str:
    """A cell of XML content."""
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, more: str = "") -> str:
    """A row of cells; a plain text becomes a cell of one paragraph."""
    inside = "".join(one if one.startswith("<w:") else tc(p(one)) for one in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A complex field: what is to be worked out, then what was printed last."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{t(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(content: str) -> str:
    """A run with a text box, said in the new way and again in the old one, as Word does."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def packed(parts: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts; bytes that depend on nothing but them."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2019, 6, 25, 0, 0, 0))
            entry.compress_type = how
            archive.writestr(entry, content)
    return written.getvalue()


def relations(*arrows: tuple[str, str, str]) -> str:
    """A part of arrows, each of a key, a kind and a target; links lead outside."""
    listed = ""
    for key, kind, target in arrows:
        mode = ' TargetMode="External"' if kind == "hyperlink" else ""
        listed += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{listed}</Relationships>"
    )


def parts_of(
    body: str,
    *,
    styles: str = STYLES,
    numbering: str = NUMBERING,
    footnotes: str = "",
    endnotes: str = "",
    header: str = "",
    footer: str = "",
    links: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a Word file. Text that is no XML must be escaped by the test."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("d", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    told = {
        "styles": ("styles", styles),
        "numbering": ("numbering", numbering),
        "footnotes": ("footnotes", footnotes),
        "endnotes": ("endnotes", endnotes),
        "header": ("hdr", header),
        "footer": ("ftr", footer),
    }
    arrows = [(key, "hyperlink", to) for key, to in (links or {}).items()]
    for kind, (root, content) in told.items():
        if content:
            parts[f"word/{kind}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
            arrows.append((f"of_{kind}", kind, f"{kind}.xml"))
    parts["word/_rels/document.xml.rels"] = relations(*arrows)
    parts["[Content_Types].xml"] = _types(parts)
    return {**parts, **(more or {})}


def _types(parts: Mapping[str, str | bytes]) -> str:
    """What each part is, as other readers want to be told."""
    of_word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{of_word}'
        f'{"document.main" if part.endswith("document.xml") else part[5:-4]}+xml"/>'
        for part in parts
        if part.endswith(".xml")
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )


def word_file(body: str, **told) -> bytes:
    """A Word file with a body; see ``parts_of`` for what else it may hold."""
    return packed(parts_of(body, **told))


def read(body: str, **told) -> Source:
    return read_here("plan.docx", word_file(body, **told))


def lines(body: str, **told) -> list[Line]:
    """The lines of the body alone."""
    return [one for one in read(body, **told).blocks if isinstance(one, Line)]


def table(body: str, **told) -> Table:
    """The only table of a body."""
    (found,) = read(body, **told).tables()
    return found


def texts(body: str, **told) -> list[str]:
    return [line.text for line in read(body, **told).lines()]
