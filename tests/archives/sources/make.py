"""Makes the PDF archives of this folder anew: harbour.pdf by Chromium, the others by reportlab."""
import subprocess, pathlib
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
