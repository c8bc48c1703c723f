"""Tiny notebooks of our own, as JSON of format 3 and 4, for the tests of migrate-reproduce."""

from __future__ import annotations

import json

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="  # one pixel
HOSTILE = (
    "<script>alert(1)</script><img src='https://evil.invalid/x.png' onerror='alert(2)'><table class='dataframe'>"
    "<thead><tr><th></th><th>value</th></tr></thead><tbody><tr><th>a</th><td>4.0</td></tr></tbody></table>"
)
CELLS = [  # source, stored outputs in format 4
    ("import theano, theano.tensor as T\nx = T.dscalar()\nprint('value', theano.function([x], x**2)(3))", "value 9.0"),
    ("print('wrong', float(theano.function([x], x + 1)(3)))", "wrong 5.0"),
    ("1 / 0\nprint('x', 3)", "x 3"),
    ("import urllib.request\nprint(len(urllib.request.urlopen('http://a.invalid/a').read()), 'bytes')", "12 bytes"),
    ("import socket\nsocket.create_connection(('192.0.2.1', 80), 2)", ""),
    ("print('written', open('new.txt', 'w').write('abc'))", "written 3"),
    ("open('absent.csv')", ""),
    ("import pandas as pd\npd.DataFrame({'value': [4.0]}, index=['a'])", {"text/plain": "x", "text/html": HOSTILE}),
    ("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);", {"image/png": PNG, "text/plain": "<F>"}),
    ("print('last', len([1, 2]))", "last 2"),
]  # fmt: skip


def format_4(cells=CELLS, **metadata):
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 4,
            "metadata": metadata,
            "cells": [{"cell_type": "markdown", "source": "# A paper", "metadata": {}}]
            + [
                {
                    "cell_type": "code",
                    "metadata": {},
                    "execution_count": run,
                    "source": source.splitlines(True),
                    "outputs": [held] if (held := output_4(output)) else [],
                }
                for run, (source, output) in enumerate(cells, 1)
            ],
        }
    )


def output_4(output):
    if isinstance(output, dict):
        return {"output_type": "display_data", "metadata": {}, "data": output}
    return {"output_type": "stream", "name": "stdout", "text": output.splitlines(True)} if output else None


def format_3(cells):
    def output(text):
        if isinstance(text, dict):
            names = {"image/png": "png", "text/plain": "text", "text/html": "html"}
            return {"output_type": "pyout", "metadata": {}, **{names[kind]: one for kind, one in text.items()}}
        return {"output_type": "stream", "stream": "stdout", "text": text}

    return json.dumps(
        {
            "nbformat": 3,
            "nbformat_minor": 0,
            "metadata": {"name": ""},
            "worksheets": [
                {
                    "cells": [
                        {
                            "cell_type": "code",
                            "language": "python",
                            "input": source,
                            "outputs": [output(text)] if text else [],
                        }
                        for source, text in cells
                    ]
                }
            ],
        }
    )
