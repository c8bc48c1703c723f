"""`python one_document.py DOCUMENT RESULT`: the examples of a text for Sphinx, run one after the other.

It runs on the real library's Python 3.7 too: the output of each example there is what ours is compared with.
"""

import contextlib
import doctest
import io
import json
import os
import re
import sys
import traceback
import warnings

DIRECTIVE = re.compile(r"^( *)\.\. (testsetup|testcode|testoutput)::")
EXAMPLE = re.compile(r"^ *>>> ")


def examples(text):
    """Return (source, what it is to print or None) of `>>>` examples and the blocks that sphinx.ext.doctest knows."""
    found, lines, at = [], text.expandtabs().split("\n"), 0
    while at < len(lines):
        directive, begun = DIRECTIVE.match(lines[at]), at
        if directive:
            at = _end_of_block(lines, at + 1, len(directive.group(1)))
            block = _dedented([line for line in lines[begun + 1 : at] if not re.match(r" *:\w+:", line)])
            if directive.group(2) != "testoutput":
                found.append((block, None))
            elif found:
                found[-1] = (found[-1][0], block)
        elif EXAMPLE.match(lines[at]):
            while at < len(lines) and lines[at].strip():
                at += 1
            for one in doctest.DocTestParser().get_examples("\n".join(lines[begun:at]) + "\n"):
                if not one.options.get(doctest.SKIP):
                    found.append((one.source, one.want or None))
        else:
            at += 1
    return found


def _end_of_block(lines, at, indent):
    while at < len(lines) and (not lines[at].strip() or len(lines[at]) - len(lines[at].lstrip()) > indent):
        at += 1
    return at


def _dedented(lines):
    indent = min([len(line) - len(line.lstrip()) for line in lines if line.strip()] or [0])
    return "\n".join(line[indent:] for line in lines).strip("\n") + "\n"


def run(source, variables):
    """(what it printed, the exception that it ended with or "")."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        try:
            try:
                code = compile(source, "<example>", "single")
            except SyntaxError:
                code = compile(source, "<example>", "exec")
            exec(code, variables)
        except BaseException as error:
            shown.write(
                "Traceback (most recent call last):\n" + "".join(traceback.format_exception_only(type(error), error))
            )
            return shown.getvalue(), f"{type(error).__name__}: {error}"
    return shown.getvalue(), ""


def main(document, result):
    """Run them all; leave in `result` a list of [source, wanted, printed, raised]."""
    warnings.simplefilter("ignore")
    with contextlib.suppress(ImportError):  # not there beside the real library
        import theano_compat

        theano_compat.install()
    with open(document, encoding="utf-8") as file:
        found = examples(file.read())
    variables, done = {"__name__": "__main__"}, []
    exec(
        "import numpy, numpy as np, theano, theano.tensor as T; from theano import function, shared, tensor, config",
        variables,
    )
    for source, wanted in found:
        printed, raised = run(source, variables)
        done.append([source, wanted, printed, raised])
        with open(result, "w") as file:
            json.dump(done, file)
        os.chdir(os.path.dirname(os.path.abspath(result)))


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:]))
