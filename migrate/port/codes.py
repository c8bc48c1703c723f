"""The codes of marks: decisions for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from theano_common.documentation import page


@dataclass(frozen=True)
class Code:
    """`what` the code means, `todo` what the person does about it."""

    what: str
    todo: str


CODES = {
    "MP101": Code(
        "a name that has no counterpart", "Rewrite what it is used for, or leave the old library in use there."
    ),
    "MP102": Code(
        "an argument that has no counterpart", "Leave the argument out where it changes nothing, or say it otherwise."
    ),
    "MP103": Code("arguments that stand behind a * or **", "Write them out, with the names that they have today."),
    "MP104": Code(
        "a name that may stand for several things", "Make it stand for one of them, and run migrate-port again."
    ),
    "MP201": Code(
        "a density or its random draws written as a function",
        "Write the function for pm.CustomDist: the value first, then the parameters; random(*parameters, rng, size).",
    ),
    "MP202": Code(
        "a bounded distribution that is observed, discrete or made elsewhere",
        "Choose pm.Truncated (normalised) or a distribution with pm.Potential (as it was).",
    ),
    "MP203": Code(
        "minibatches of several arrays that must show the same rows",
        "Make them in one call: `x, y = pm.Minibatch(X, Y, batch_size=n)`.",
    ),
    "MP204": Code(
        "a class of the user's own below one of PyMC3's",
        "Distributions become pm.CustomDist, transforms and step"
        " methods take the methods that PyMC's classes have today.",
    ),
    "MP205": Code(
        "a generalised linear model by formula", "Write the model out, or use Bambi: bmb.Model(formula, data)."
    ),
    "MP206": Code(
        "a distribution that means another thing today", "Compare the two descriptions and say the difference."
    ),
    "MP301": Code(
        "an index of a trace that only the run knows",
        "Say which it is: a variable (idata.posterior[name]), a draw (.isel(draw=i)) or a slice.",
    ),
    "MP302": Code(
        "a use of a trace that has no counterpart", "Take what is needed from idata.posterior or idata.sample_stats."
    ),
    "MP303": Code("a transformed variable in a trace", "Apply the transform to the draws of the variable itself."),
    "MP304": Code(
        "predictive draws that only the run knows",
        "Take them from .posterior_predictive, .prior or .prior_predictive, whichever has them.",
    ),
    "MP305": Code("a plot or a statistic that ArviZ no longer has", "Choose one that it has: https://python.arviz.org"),
    "MP306": Code(
        "a saved trace", "Convert the old one by `migrate-convert old new.nc` and read it by arviz.from_netcdf."
    ),
    "MP307": Code(
        "a statistic that meant another thing in another release of PyMC3",
        "Find out which release the program ran with, and keep the reading that is true of it.",
    ),
    "MP401": Code("an argument of a sampler that has no counterpart", "Leave it out, or choose what replaced it."),
    "MP402": Code(
        "a use of the model's inside that has no counterpart",
        "Use model.compile_logp(), model.initial_point(), model.value_vars, model.rvs_to_values.",
    ),
    "MP501": Code(
        "an Op with C code, or methods that PyTensor does not call", "Give it perform, or write it in graph operations."
    ),
    "MP502": Code(
        "a stream of random numbers", "Use pytensor.tensor.random.utils.RandomStream(seed); its draws are others."
    ),
    "MP503": Code(
        "a part of theano.tensor.nnet or signal that PyTensor left out",
        "Write it in graph operations; a trained network leaves as ONNX: `theano-compat export`.",
    ),
    "MP504": Code(
        "a part of Theano's inside", "PyTensor has rewrites, links and modes of its own: look for the like of it there."
    ),
    "MP505": Code("a flag that PyTensor does not have", "Leave it out."),
    "MP506": Code("the GPU", "Compile to JAX: pytensor.function(..., mode='JAX')."),
    "MP601": Code(
        "a name, an argument or a call that today's release of another library does not take",
        "Write what took its place: the library's release notes say what.",
    ),
    "MP901": Code("a file, or a cell, that could not be read", "Make it readable first."),
}


def explanation(code: str) -> str:
    """Return what a code means, what to do, and where its page is. Raises LookupError, with all codes."""
    known = CODES.get(code.upper())
    if known is None:
        raise LookupError(f"no mark {code}; there are {', '.join(CODES)}")
    address = page(f"wrong/{code.lower()}")
    return "\n".join(
        [f"{code.upper()}: {known.what}", f"Do:  {known.todo}", *([f"Page: {address}"] if address else [])]
    )


@dataclass(frozen=True)
class Mark:
    """A decision for a person: above the statement at `line` of the translated text."""

    code: str
    line: int
    message: str
    cell: int | None = None

    @property
    def todo(self) -> str:
        """Return what to do, as in the list at the end."""
        return CODES[self.code].todo if self.code in CODES else ""


@dataclass(frozen=True)
class Note:
    """An intentional change of the translation, at `line` of the old text."""

    line: int
    message: str
    cell: int | None = None


MARK = re.compile(r"^[ \t]*# TODO\(migrate-port (MP\d{3})\): (.*)$", re.MULTILINE)


def marks_in(text: str) -> tuple[Mark, ...]:
    """Return the marks in a text, old ones too."""
    return tuple(Mark(one[1], text.count("\n", 0, one.start()) + 1, one[2]) for one in MARK.finditer(text))
