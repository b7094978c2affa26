"""Blocks as an editor would put them together."""


def section(heading: str, html: str = "") -> dict:
    """A text that begins with a section's heading."""
    return {"kind": "text", "html": f"<h2>{heading}</h2>{html}"}


def notice(icon: str, heading: str, html: str) -> dict:
    return {"kind": "notice", "icon": icon, "heading": heading, "html": html}


def table_block(caption: str, html: str, note: str = "") -> dict:
    return {"kind": "table", "caption": caption, "html": html, "note": note}


def table(headings: list[str], *rows: list[str]) -> str:
    """A table as the editor would type it: a row of headings, and a heading before each row."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def link_card(heading: str, html: str, address: str, label: str) -> dict:
    """A card to another page of this site."""
    return {
        "kind": "link_card",
        "heading": heading,
        "html": html,
        "address": address,
        "label": label,
        "external": False,
    }


def chart(heading: str, *, population: str, groups: list[str], results: list[str], source: str, note: str = "") -> dict:
    """Groups and results as an editor would type them, a line each."""
    return {
        "kind": "chart",
        "heading": heading,
        "population": population,
        "groups": "\n".join(groups),
        "results": "\n".join(results),
        "note": note,
        "source": source,
    }
