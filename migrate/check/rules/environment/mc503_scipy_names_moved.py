"""MC503: functions that left scipy.misc and its neighbours."""

from __future__ import annotations

from ..rule import Changed, Rule

WINDOWS = (
    "barthann bartlett blackman blackmanharris bohman boxcar chebwin cosine exponential flattop gaussian"
    " general_gaussian hamming hann kaiser nuttall parzen triang tukey"
)
FROM_NUMPY = (
    "abs arange arctan argmax argmin argsort array asarray ceil concatenate cos cumsum diag dot e exp eye"
    " float32 float64 floor hstack identity inf int32 int64 isinf isnan linspace logspace max"
    " mean median meshgrid min nan ones pi prod random reshape round sign sin squeeze std sum tan"
    " tanh tile transpose var vstack where zeros zeros_like"
)

COMPLEX_BELOW_ZERO = "arccos arcsin arctanh log log10 log2 logn power sqrt"  # scipy.sqrt(-1) was 1j

RULE = Rule(
    code="MC503",
    severity="breaks",
    title="name that SciPy has moved or dropped",
    why="scipy.misc is empty now, NumPy's names have left scipy: AttributeError or ImportError,"
    " unless compat.install() or `theano-compat run` is in force.",
    do="Take it from its new place; pictures are read by imageio or Pillow today.",
    becomes={
        **{f"scipy.{name}": f"numpy.{name}" for name in FROM_NUMPY.split()},
        **{f"scipy.{name}": f"numpy.lib.scimath.{name}" for name in COMPLEX_BELOW_ZERO.split()},
        **{f"scipy.signal.{name}": f"scipy.signal.windows.{name}" for name in WINDOWS.split()},
        **{
            f"scipy.misc.{name}": f"scipy.special.{name}"
            for name in ("logsumexp", "factorial", "factorial2", "factorialk", "comb")
        },
        **{f"scipy.linalg.{name}": f"numpy.{name}" for name in ("tril", "triu", "kron")},
        "scipy.linalg.tri": "numpy.tri",
        "scipy.linalg.pinv2": "scipy.linalg.pinv",
        "scipy.integrate.cumtrapz": "scipy.integrate.cumulative_trapezoid",
        "scipy.integrate.trapz": "scipy.integrate.trapezoid",
        "scipy.integrate.simps": "scipy.integrate.simpson",
    },
    changes={
        "scipy.integrate.simps": Changed(
            "simpson has another rule for an even number of points since SciPy 1.11, and no even="
        ),
        "scipy.integrate.cumtrapz": Changed(
            "cumulative_trapezoid takes no initial= but 0", words={"initial": (0, None)}, most=4
        ),
        "scipy.linalg.pinv2": Changed(
            "pinv takes rtol= and atol=, of which rtol is relative to the greatest singular value",
            words={"cond": (None,), "rcond": (None,)},
            most=1,
        ),
        "scipy.linalg.tri": Changed("np.tri gives floats where no dtype is said; it gave bools"),
        "scipy.misc.comb": Changed(
            "scipy.special.comb(exact=True) takes no floats, and nothing but N and k by position",
            words={"exact": (False,)},
            most=2,
        ),
        "scipy.misc.factorial": Changed(
            "scipy.special.factorial(exact=True) takes no floats", words={"exact": (False,)}, most=1
        ),
        "scipy.misc.factorial2": Changed("scipy.special.factorial2 is 0 for -1, where it was 1"),
        "scipy.misc.factorialk": Changed(
            "scipy.special.factorialk is exact for exact=True alone, which was the default"
        ),
    },
    names=(
        "scipy.misc.imread",
        "scipy.misc.imsave",
        "scipy.misc.imresize",
        "scipy.misc.imrotate",
        "scipy.misc.toimage",
        "scipy.misc.imshow",
        "scipy.misc.derivative",
        "scipy.misc.face",
        "scipy.misc.ascent",
        "scipy.misc.electrocardiogram",
        "scipy.misc.central_diff_weights",
        "scipy.misc.pilutil",
        "scipy.misc.bytescale",
        "scipy.misc.fromimage",
        "scipy.misc.imfilter",
        "scipy.misc.info",
        "scipy.stats.binom_test",
        "scipy.stats.betai",
        "scipy.stats.median_absolute_deviation",
        "scipy.stats.itemfreq",
        "scipy.special.sph_harm",
        "scipy.stats.chisqprob",
        "scipy.stats.threshold",
        "scipy.stats.fastsort",
        "scipy.stats.nanmean",
        "scipy.stats.nanstd",
        "scipy.stats.nanmedian",
        "scipy.optimize.anneal",
    ),
)

BEFORE = """
import scipy
import scipy as sp
from scipy import misc
from scipy.misc import comb, imread  # MC503 MC503
from scipy.misc import logsumexp as lse  # MC503
print(sp.misc.factorial(3))  # MC503
print(misc.factorial(3))  # MC503
print(sp.exp(1), scipy.random.rand())  # MC503 MC503
from scipy.integrate import cumtrapz, simps, trapz  # MC503 MC503 MC503
cumtrapz(y, initial=0), simps(y)
"""
AFTER = """
import scipy
import scipy as sp
from scipy import misc
from scipy.misc import imread  # MC503
from scipy.special import comb
from scipy.special import logsumexp as lse
print(sp.special.factorial(3))
print(misc.factorial(3))  # MC503
print(sp.exp(1), scipy.random.rand())  # MC503 MC503
from scipy.integrate import cumulative_trapezoid as cumtrapz, simps, trapezoid as trapz  # MC503
cumtrapz(y, initial=0), simps(y)
"""
