"""Makes the PDF archives of this folder anew: harbour.pdf by Chromium, most others by reportlab, sealed ones by itself."""
import subprocess, pathlib, zlib
from hashlib import md5
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.lib.pdfencrypt import StandardEncryption

here = pathlib.Path(__file__).resolve().parent
out = here.parent
subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                f"--print-to-pdf={out / 'harbour.pdf'}", (here / "harbour.html").as_uri()], check=True, capture_output=True)

pdfmetrics.registerFont(TTFont("Serif", "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"))

def letter(name, font, ligature, **options):
    pdf = canvas.Canvas(str(out / name), pagesize=A5, invariant=1, **options)
    pages = [
        ["The keeper's letter", None,
         f"The {ligature}rst lamp was lit in the year of the great storm, and the co-",
         "operation of both villages was needed to carry the oil. A second-",
         "strike of the same bell told the boats that the harbour was closed.", None,
         "One strike means fog, a second means ice. The keepers have never",
         "agreed whether the third means anything at all; the keeper before"],
        ["last maintained that it called him to supper, and no record contra-",
         f"dicts him. The of{ligature}ce paid 40 to 60 crowns a year, which was not enough."],
        ["Nothing else is known about the lamp, apart from its colour.", None,
         "The of\u00adfice has asked for a new one: it should be green, de\u00ad", "spite the cost."],
    ]
    for number, lines in enumerate(pages, 1):
        pdf.setFont(font, 8)
        pdf.drawString(60, 560, "Letters of the lighthouse keepers")
        pdf.drawCentredString(210, 30, f"– {number} –")
        y = 520
        for line in lines:
            if line is None:
                y -= 12
                continue
            size = 16 if line.startswith("The keeper's letter") else 10.5
            pdf.setFont(font, size)
            pdf.drawString(50, y, line)
            y -= 14 if size < 12 else 24
        pdf.showPage()
    pdf.save()

letter("letter.pdf", "Serif", "\ufb01")
letter("standard.pdf", "Times-Roman", "fi")
letter("locked.pdf", "Serif", "\ufb01", encrypt=StandardEncryption("secret", strength=128))

pdf = canvas.Canvas(str(out / "picture.pdf"), pagesize=A5, invariant=1)
pdf.rect(50, 300, 200, 100, fill=1)
pdf.save()

# Encrypted so that anybody may read it: by RC4 with forty bits, as the oldest readers know, and with an empty password.
def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

def sealed(name, packed, streams):
    """A document of these objects, by number: those of `packed` in one stream, and each of `streams` in its own."""
    owner = rc4(md5(PADDING).digest()[:5], PADDING)
    key = md5(PADDING + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"sourcebook").digest()[:5]
    places, words = b"", b""
    for number, text in packed.items():
        places += b"%d %d " % (number, len(words))
        words += text + b"\n"
    together = (b"/Type/ObjStm/N %d/First %d" % (len(packed), len(places)), places + words)
    bytes_, offsets = b"%PDF-1.5\n", {}
    for number, (description, data) in {3: together, **{at: (b"", data) for at, data in streams.items()}}.items():
        data = rc4(md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10], zlib.compress(data, 9))
        offsets[number] = len(bytes_)
        bytes_ += b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            number, description, len(data), data)
    offsets[1] = len(bytes_)
    bytes_ += b"1 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>\nendobj\n" % (
        owner.hex().encode(), rc4(key, PADDING).hex().encode())
    last = max([*packed, *offsets]) + 1
    inside = {number: index for index, number in enumerate(packed)}
    rows = b"".join(
        b"\2" + (3).to_bytes(4, "big") + inside[number].to_bytes(2, "big") if number in inside
        else bytes([number in offsets]) + offsets.get(number, 0).to_bytes(4, "big") + bytes(2)
        for number in range(last))
    start, rows = len(bytes_), zlib.compress(rows, 9)
    bytes_ += (b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root 2 0 R/Encrypt 1 0 R/ID[<%s><%s>]/Filter/FlateDecode"
               b"/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n") % (
        last, last, b"sourcebook".hex().encode(), b"sourcebook".hex().encode(), len(rows), rows, start)
    (out / name).write_bytes(bytes_)

def pages(count, words):
    kids = b" ".join(b"%d 0 R" % (number + 100) for number in range(count))
    tree = {2: b"<</Type/Catalog/Pages 10 0 R>>", 10: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)}
    return {**tree, **{number + 100: b"<</Type/Page/Parent 10 0 R%s>>" % words for number in range(count)}}

words = b"BT /F 12 Tf 10 200 Td (The office of the sealed letter has a lamp of its own.) Tj ET"
sealed("sealed.pdf", {
    **pages(1, b"/MediaBox[0 0 400 300]/Contents 4 0 R/Resources 5 0 R"),
    5: b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
}, {4: words})
# Two thousand pages, each of which is to be read with a hundred kilobytes of names.
sealed("sealed-shared.pdf", {
    **pages(2000, b"/Resources 5 0 R"),
    5: b"<<%s>>" % b"".join(b"/N%05d 9 0 R" % number for number in range(8000)),
}, {})
