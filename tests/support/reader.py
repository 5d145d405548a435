"""A PDF as a person's reader shows it: poppler's, which knows nothing of what made it."""

import subprocess


def read_pdf(pdf: bytes) -> str:
    """Its text, laid out as on the pages, a form feed behind each."""
    shown = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
        timeout=300,
    )
    return shown.stdout.decode()
