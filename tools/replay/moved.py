"""Modules that lie elsewhere than when a unit was kept: their old names, below theano_compat.ops."""

from __future__ import annotations

import io
import pickle
from typing import Any

# package -> its modules, `old=new` where the name changed too
_PACKAGES = {
    "elementwise": "elemwise scalar_type user_scalar_op constant_value elementwise=functions "
    "elementwise_activations=activations elementwise_arithmetic=arithmetic elementwise_bessel=bessel "
    "elementwise_beta=beta elementwise_bitwise=bitwise elementwise_cast=cast "
    "elementwise_comparison=comparison elementwise_complex=complex "
    "elementwise_error_functions=error_functions elementwise_exponential=exponential "
    "elementwise_gamma=gamma elementwise_results=results elementwise_rounding=rounding "
    "elementwise_scipy=scipy elementwise_selection=selection elementwise_trigonometric=trigonometric "
    "elementwise_xlogx=xlogx",
    "reductions": "closeness cumulative by_group reduction_ops=ops reductions=functions",
    "ordering": "searching sorting top_k unique permutation",
    "indexing": "advanced_subtensor subtensor subtensor_index multi_index nonzero slice_type slice_variables choose "
    "distinct_rows copies indexing=reading",
    "shapes": "shape join splitting repetition tiling specified_shape diagonals diagonal_ops diagonal_filling creation "
    "equal_lengths checked_length",
    "linear_algebra": "blas least_squares linalg_cholesky=cholesky linalg_covariance=covariance linalg_eigen=eigen "
    "linalg_exponential=exponential linalg_factors=factors linalg_inverse=inverse "
    "linalg_matrix=matrix linalg_products=products linalg_solve=solve",
    "networks": "softmax softmax_ops crossentropy_ops batch_normalisation blocksparse neighbours upsampling fourier "
    "bartlett convolution convolution_arrays convolution_c convolution_functions convolution_old "
    "convolution_shapes convolution_video pooling pooling_c pooling_functions pooling_windows",
    "random": "random_distributions=distributions random_draws=draws random_function=function random_loops=loops "
    "random_mrg=mrg random_mrg_streams=mrg_streams random_mrg_uniform=mrg_uniform "
    "random_multinomial=multinomial random_streams=streams",
    "sparse": "sparse_arithmetic=arithmetic sparse_comparisons=comparisons sparse_compressed=compressed "
    "sparse_conversion=conversion sparse_indexing=indexing sparse_join=join sparse_op=op sparse_parts=parts "
    "sparse_products=products sparse_random=random sparse_reductions=reductions sparse_rows=rows "
    "sparse_structured=structured sparse_type=type",
    "scan": "scan_assemble=assemble scan_gradient=gradient scan_jax=jax scan_layout=layout "
    "scan_legacy_view=legacy_view scan_op=op scan_pieces=pieces scan_tangent=tangent "
    "composed inner_graph log_recursion",
    "control": "ifelse ifelse_lazy assertion check default_value gradient_marks",
    "lists": "typed_list typed_list_type enumerations",
}
_OPS = "theano_compat.ops."
_NOW = {
    _OPS + old: f"{_OPS}{package}.{new or old}"
    for package, names in _PACKAGES.items()
    for old, _, new in (name.partition("=") for name in names.split())
}
_BEFORE = {now: old for old, now in _NOW.items()}


def loads(data: bytes) -> Any:
    """What was pickled, by a version that has these modules at their old or at their new places."""
    return _Unpickler(io.BytesIO(data)).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return super().find_class(module, name)
        except (ImportError, AttributeError):
            other = _NOW.get(module) or _BEFORE.get(module)
            if other is None:
                raise
            return super().find_class(other, name)


__all__ = ["loads"]
