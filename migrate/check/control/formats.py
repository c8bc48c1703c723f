"""The output formats, with the file of each in `output/`, which has a function `render(report)`."""

FORMATS = {
    "text": "text", "concise": "concise", "json": "json_document", "sarif": "sarif", "html": "html_report",
    "github": "github", "statistics": "statistics",
}  # fmt: skip
