"""Names that SciPy has moved or dropped."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from . import numpy_names, scipy_counts, scipy_integrals, scipy_matrices, scipy_pictures
from .old_modules import scipy_mvn
from .restored_name import Removed, renamed, same_as

# SciPy once re-exported all of NumPy.
_FROM_NUMPY = (
    "False_ ScalarType True_ abs absolute add all allclose amax amin angle any append apply_along_axis "
    "apply_over_axes arange arccosh arcsinh arctan arctan2 argmax argmin argpartition argsort argwhere around "
    "array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray "
    "asarray_chkfinite ascontiguousarray asfortranarray asmatrix atleast_1d atleast_2d atleast_3d average "
    "bartlett base_repr binary_repr bincount bitwise_and bitwise_not bitwise_or bitwise_xor blackman block bmat "
    "bool_ broadcast broadcast_arrays broadcast_to busday_count busday_offset busdaycalendar byte bytes_ c_ "
    "can_cast cbrt cdouble ceil character choose clip clongdouble column_stack common_type complex128 complex256 "
    "complex64 complexfloating compress concatenate conj conjugate convolve copy copysign copyto corrcoef "
    "correlate cos cosh count_nonzero cov cross csingle cumprod cumsum datetime64 datetime_as_string "
    "datetime_data deg2rad degrees delete diag diag_indices diag_indices_from diagflat diagonal diff digitize "
    "divide divmod dot double dsplit dstack dtype e ediff1d einsum einsum_path empty empty_like equal errstate "
    "euler_gamma exp exp2 expand_dims expm1 extract eye fabs fill_diagonal finfo fix flatiter flatnonzero "
    "flexible flip fliplr flipud float128 float16 float32 float64 float_power floating floor floor_divide fmax "
    "fmin fmod format_float_positional format_float_scientific frexp frombuffer fromfile fromfunction fromiter "
    "frompyfunc fromregex fromstring full full_like gcd generic genfromtxt geomspace get_include get_printoptions "
    "getbufsize geterr geterrcall gradient greater greater_equal half hamming hanning heaviside histogram "
    "histogram2d histogram_bin_edges histogramdd hsplit hstack hypot i0 identity iinfo imag index_exp indices "
    "inexact inf info inner insert int16 int32 int64 int8 int_ intc integer interp intersect1d intp invert "
    "is_busday isclose iscomplex iscomplexobj isfinite isfortran isin isinf isnan isnat isneginf isposinf isreal "
    "isrealobj isscalar issubdtype iterable ix_ kaiser kron lcm ldexp left_shift less less_equal lexsort linspace "
    "little_endian load loadtxt log1p logaddexp logaddexp2 logical_and logical_not logical_or logical_xor "
    "logspace longdouble longlong mask_indices matmul matrix max maximum may_share_memory mean median memmap "
    "meshgrid mgrid min min_scalar_type minimum mintypecode mod modf moveaxis multiply nan nan_to_num nanargmax "
    "nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd "
    "nansum nanvar ndarray ndenumerate ndim ndindex nditer negative nested_iters newaxis nextafter nonzero "
    "not_equal number object_ ogrid ones ones_like outer packbits pad partition percentile pi piecewise place "
    "poly poly1d polyadd polyder polydiv polyfit polyint polymul polysub polyval positive printoptions prod "
    "promote_types ptp put put_along_axis putmask quantile r_ rad2deg radians random ravel ravel_multi_index real "
    "real_if_close recarray reciprocal record remainder repeat require reshape resize result_type right_shift "
    "rint roll rollaxis roots rot90 round row_stack s_ save savetxt savez savez_compressed searchsorted select "
    "set_printoptions setbufsize setdiff1d seterr seterrcall setxor1d shape shares_memory short sign signbit "
    "signedinteger sin sinc single sinh size sort sort_complex spacing split square squeeze stack std str_ "
    "subtract sum swapaxes take take_along_axis tan tanh tensordot tile timedelta64 trace transpose tri tril "
    "tril_indices tril_indices_from trim_zeros triu triu_indices triu_indices_from true_divide trunc typecodes "
    "ubyte ufunc uint uint16 uint32 uint64 uint8 uintc uintp ulonglong union1d unique unpackbits unravel_index "
    "unsignedinteger unwrap ushort vander var vdot vectorize void vsplit vstack where zeros zeros_like"
)
_FROM_OLD_NUMPY = (  # which NumPy removed too
    "Inf Infinity NINF NaN PINF alltrue asscalar asfarray cast complex_ cumproduct float_ in1d infty product "
    "sometrue trapz mat"
)
_COMPLEX_BELOW_ZERO = "arccos arcsin arctanh log log10 log2 logn power sqrt"  # scipy.sqrt(-1) was 1j
_WINDOWS = (
    "barthann bartlett blackman blackmanharris bohman boxcar chebwin cosine exponential flattop gaussian "
    "general_gaussian hamming hann kaiser nuttall parzen triang tukey"
)
_COUNTS = "factorial comb factorial2 factorialk"
_OF_PICTURES = "bytescale fromimage imfilter imread imresize imrotate imsave toimage"
_PICTURES = "ascent face electrocardiogram"


def _derivative(
    func: Callable[..., Any], x0: Any, dx: float = 1.0, n: int = 1, args: tuple[Any, ...] = (), order: int = 3
) -> Any:
    """Return the n-th derivative by central differences at `order` points (odd, above n), `dx` apart."""
    if order < n + 1 or order % 2 == 0:
        raise ValueError(f"'order', the number of points, must be odd and above n = {n}, not {order}")
    half = order // 2
    offsets = np.arange(-half, half + 1.0)
    right = np.zeros(order)
    right[n] = float(np.prod(np.arange(1, n + 1)))
    weights = np.linalg.solve(np.vander(offsets, increasing=True).T, right)
    return sum(w * func(x0 + k * dx, *args) for w, k in zip(weights, offsets, strict=True)) / dx**n


def _kron(a: Any, b: Any) -> np.ndarray:
    """Return numpy.kron of two matrices; with more dimensions, only the first two are joined in pairs."""
    product = np.multiply.outer(a, b)
    return np.concatenate(np.concatenate(product, axis=1), axis=1)


def _itemfreq(a: Any) -> np.ndarray:
    items, counts = np.unique(a, return_counts=True)
    return np.array([items, counts]).T


def _sph_harm(m: Any, n: Any, theta: Any, phi: Any) -> Any:
    from scipy.special import sph_harm_y

    m, n = (np.asarray(one).astype(int) for one in (m, n))  # it cut floats
    return np.where(np.abs(m) > n, complex(np.nan), sph_harm_y(n, m, phi, theta))[()]


TABLE = (
    *same_as("scipy", _FROM_NUMPY, "numpy", "is NumPy's"),
    *(
        Removed("scipy", row.name, row.make, row.note)
        for row in numpy_names.TABLE
        if row.owner == "numpy" and row.name in _FROM_OLD_NUMPY.split()
    ),
    *same_as("scipy", _COMPLEX_BELOW_ZERO, "numpy.lib.scimath", "is numpy.emath's, complex where it has to be"),
    *same_as("scipy", "rand randn", "numpy.random", "is numpy.random's"),
    *same_as("scipy", "ifft", "numpy.fft", "is numpy.fft's"),
    *same_as("scipy.misc", "logsumexp", "scipy.special", "moved to scipy.special"),
    *(
        Removed("scipy.misc", name, partial(getattr, scipy_counts, name), "is scipy.special's, with its old arguments")
        for name in _COUNTS.split()
    ),
    *same_as("scipy.misc", _PICTURES, "scipy.datasets", "moved to scipy.datasets (needs pooch)"),
    *(
        Removed("scipy.misc", name, partial(getattr, scipy_pictures, name), "works with pictures, by Pillow")
        for name in _OF_PICTURES.split()
    ),
    Removed("scipy.ndimage", "imread", lambda: scipy_pictures.imread_of_ndimage, "reads a picture, by Pillow"),
    Removed("scipy.misc", "derivative", lambda: _derivative, "central differences"),
    *renamed("scipy.integrate", "scipy.integrate", trapz="trapezoid"),
    Removed("scipy.integrate", "simps", lambda: scipy_integrals.simps, "is simpson, with the rule of SciPy 1.10"),
    Removed("scipy.integrate", "cumtrapz", lambda: scipy_integrals.cumtrapz, "is cumulative_trapezoid, of any initial"),
    *same_as("scipy.signal", _WINDOWS, "scipy.signal.windows", "moved to scipy.signal.windows"),
    Removed("scipy.linalg", "tri", lambda: scipy_matrices.tri, "is np.tri, of bools"),
    Removed("scipy.linalg", "tril", lambda: scipy_matrices.tril, "is np.tril"),
    Removed("scipy.linalg", "triu", lambda: scipy_matrices.triu, "is np.triu"),
    Removed("scipy.linalg", "kron", lambda: _kron, "is np.kron, for two matrices"),
    Removed("scipy.linalg", "pinv2", lambda: scipy_matrices.pinv2, "is pinv, whose limit is another"),
    Removed("scipy.stats", "binom_test", lambda: scipy_counts.binom_test, "is binomtest(...).pvalue"),
    Removed(
        "scipy.stats",
        "median_absolute_deviation",
        lambda: scipy_counts.median_absolute_deviation,
        "is median_abs_deviation(scale='normal'), to four digits",
    ),
    Removed("scipy.stats", "itemfreq", lambda: _itemfreq, "is np.unique(a, return_counts=True)"),
    *(
        Removed("scipy.stats.mvn", name, partial(getattr, scipy_mvn, name), "is multivariate_normal.cdf, of a box")
        for name in ("mvnun", "mvnun_weighted", "mvndst")
    ),
    Removed("scipy.special", "sph_harm", lambda: _sph_harm, "is sph_harm_y(n, m, phi, theta)"),
)
