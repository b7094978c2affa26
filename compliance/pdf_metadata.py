"""What a PDF says of itself (XMP): PDF/UA-1 and PDF/A-3a at once, with the job code and number of a Version.

WeasyPrint writes the one or the other, and compressed; here it is one packet in plain text.
"""

from typing import TYPE_CHECKING

import pydyf
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import Document

# <meta name="…"> in the HTML, for what HTML has no name of its own.
JOB_CODE, NUMBER = "job-code", "version"


def write_metadata(document: "Document", pdf: pydyf.PDF) -> None:
    """Put the packet in the place of WeasyPrint's."""
    said = document.metadata
    packet = render_to_string(
        "compliance/metadata.xml",
        {
            "said": said,
            "job_code": said.custom.get(JOB_CODE, ""),
            "number": said.custom.get(NUMBER, ""),
            "producer": pdf.info["Producer"].string,
        },
    )
    stream = pydyf.Stream([packet.encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
