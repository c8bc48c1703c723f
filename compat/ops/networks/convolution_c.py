"""C forms of a convolution and its gradients: rows of windows (im2col) and matrix products with BLAS.

Dtypes that BLAS lacks, and unshared kernels, use direct loops.
"""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from .convolution_shapes import dilated, get_conv_shape_1axis, pads_1axis


class ConvolutionC:
    """The method c_opaque for `role`s "forward", "weights" and "inputs"."""

    role: str
    convdim: int
    border_mode: Any
    subsample: tuple[int, ...]
    filter_dilation: tuple[int, ...]
    filter_flip: bool
    num_groups: int
    unshared: bool
    strict: bool
    imshp: tuple[Any, ...]
    kshp: tuple[Any, ...]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        [first, second], out = node.inputs[:2], node.outputs[0]
        image, kernel, top = {
            "forward": (first, second, out),
            "weights": (first, out, second),
            "inputs": (out, first, second),
        }[self.role]
        names = {id(v): c.array(v) for v in (first, second)} | {id(out): c.out(out)}
        pointers = [names[id(v)] for v in (image, kernel, top)]
        sizes = self._sizes(image, kernel, top, c)
        dtype = out.type.dtype  # type: ignore[attr-defined]
        c.line("{")
        for name, value in sizes.items():
            c.line(f"    const int64_t {name} = {value};")
        if self.unshared or dtype not in ("float32", "float64") or any(v.type.dtype != dtype for v in node.inputs[:2]):  # type: ignore[attr-defined]
            self._direct(pointers, c.ctype(dtype), c)
        else:
            self._by_blas(pointers, dtype, c)
        c.line("}")
        return ""

    def _sizes(self, image: Variable, kernel: Variable, top: Variable, c: CallAccess) -> dict[str, Any]:
        """Return names of all lengths, and require that they fit together.

        They are batch B, channels C and filters F (per group), and for each dimension the image length n, taps k,
        result length o and leading zeros p.
        """
        lengths, nd, groups = c.computations.lengths, self.convdim, self.num_groups
        own, taps, result = c.lengths(image), c.lengths(kernel), c.lengths(top)
        lengths.require_equal(own[0], result[0])
        lengths.require_equal(taps[0], result[1])
        if groups == 1:
            lengths.require_equal(own[1], taps[-nd - 1])
        else:
            fits = lengths.code("{} == {} * {} && {} % {} == 0", own[1], taps[-nd - 1], groups, taps[0], groups)
            lengths.require(fits)
        if self.strict:
            for found, given in ((own, self.imshp), (taps, self.kshp)):
                for length, promised in zip(found, given, strict=True):
                    if promised is not None:
                        lengths.require(lengths.code("{} == {}", length, int(promised)))
        sizes = {"B": result[0], "C": taps[-nd - 1], "F": result[1] if groups == 1 else f"{result[1]} / {groups}"}
        image_graph, kernel_graph = lengths.graph(image)[2:], lengths.graph(kernel)[-nd:]
        for d in range(nd):
            mode = self.border_mode[d] if isinstance(self.border_mode, tuple) else self.border_mode
            wanted = c.value(
                get_conv_shape_1axis(image_graph[d], kernel_graph[d], mode, self.subsample[d], self.filter_dilation[d])
            )
            lengths.require_equal(result[2 + d], wanted)
            if self.unshared:
                lengths.require_equal(taps[1 + d], wanted)
            if not isinstance(lengths.representative(wanted), int):
                lengths.require(lengths.code("{} > 0", wanted))
            pad = c.value(pads_1axis(mode, dilated(kernel_graph[d], self.filter_dilation[d]))[0])
            sizes |= {f"n{d}_": own[2 + d], f"k{d}_": taps[-nd + d], f"o{d}_": result[2 + d], f"p{d}_": pad}
        return sizes

    def _start(self, d: int) -> str:
        """Return the C text of the position in the image that tap t{d} reads for the first element of the result."""
        tap = f"(k{d}_ - 1 - t{d})" if self.filter_flip else f"t{d}"
        return f"{tap}{'' if self.filter_dilation[d] == 1 else f' * {self.filter_dilation[d]}'} - p{d}_"

    def _reads(self, d: int) -> str:
        """Return the C text of the position in the image that tap t{d} reads for element o{d} of the result."""
        return f"o{d}{'' if self.subsample[d] == 1 else f' * {self.subsample[d]}'} + {self._start(d)}"

    def _direct(self, pointers: list[str], t: str, c: CallAccess) -> None:
        image, kernel, top = pointers
        nd, dims = self.convdim, range(self.convdim)
        taps, places = " * ".join(f"k{d}_" for d in dims), " * ".join(f"o{d}_" for d in dims)
        volume = " * ".join(f"n{d}_" for d in dims)
        own = f" * {places}" if self.unshared else ""
        target, size = {
            "forward": (top, f"B * G * F * {places}"),
            "inputs": (image, f"B * G * C * {volume}"),
            "weights": (kernel, f"G * F * C * {taps}{own}"),
        }[self.role]
        c.line(f"    const int64_t G = {self.num_groups};")
        c.line(f"    memset({target}, 0, (size_t)({size}) * sizeof *{target});")
        depth = 1

        def line(text: str) -> None:
            c.line("    " * depth + text)

        for name, length in (("b", "B"), ("g", "G"), ("f", "F")):
            line(f"for (int64_t {name} = 0; {name} < {length}; {name}++)")
            depth += 1
        for d in dims:
            line(f"for (int64_t o{d} = 0; o{d} < o{d}_; o{d}++)")
            depth += 1
        line("for (int64_t c = 0; c < C; c++)")
        depth += 1
        for d in dims:
            line(f"for (int64_t t{d} = 0; t{d} < k{d}_; t{d}++) {{")
            depth += 1
            line(f"const int64_t i{d} = {self._reads(d)};")
            line(f"if (i{d} < 0 || i{d} >= n{d}_) continue;")
        at_image = _position("(b * G + g) * C + c", [(f"n{d}_", f"i{d}") for d in dims])
        at_top = _position("(b * G + g) * F + f", [(f"o{d}_", f"o{d}") for d in dims])
        at_kernel = _position(
            "g * F + f",
            [
                *([(f"o{d}_", f"o{d}") for d in dims] if self.unshared else ()),
                ("C", "c"),
                *((f"k{d}_", f"t{d}") for d in dims),
            ],
        )
        x, w, y = f"{image}[{at_image}]", f"{kernel}[{at_kernel}]", f"{top}[{at_top}]"
        line(
            {
                "forward": f"{y} += ({t}){x} * ({t}){w};",
                "weights": f"{w} += ({t}){x} * ({t}){y};",
                "inputs": f"{x} += ({t}){w} * ({t}){y};",
            }[self.role]
        )
        for _ in range(nd):
            depth -= 1
            line("}")

    def _by_blas(self, pointers: list[str], dtype: str, c: CallAccess) -> None:
        image, kernel, top = pointers
        dims, groups = range(self.convdim), self.num_groups
        t = "double" if dtype == "float64" else "float"
        gemm = c.pointer("dgemm" if dtype == "float64" else "sgemm")
        # the product for one image; there are many images
        one_thread, threads_again = _one_thread("(double)P * K * F", c)
        product = " * ".join
        plain = " && ".join([f"k{d}_ == 1 && n{d}_ == o{d}_ && p{d}_ == 0" for d in dims])
        for text in (
            f"const int64_t V = {product(f'n{d}_' for d in dims)}, P = {product(f'o{d}_' for d in dims)}, "
            f"K = C * {product(f'k{d}_' for d in dims)};",
            f"const int plain = {plain};",  # the image itself is the matrix of windows
            f"{t} *const rows = plain ? 0 : malloc((size_t)(K * P + 1) * sizeof({t}));",
        ):
            c.line("    " + text)
        c.no_room("!plain && !rows")
        for text in (
            f"const {t} one = 1, zero = 0;",
            "const int m = (int)P, n = (int)F, k = (int)K;",
            one_thread,
        ):
            c.line("    " + text)
        if self.role == "weights":
            c.line(f"    memset({kernel}, 0, (size_t)({groups} * F * K) * sizeof *{kernel});")
        if self.role == "inputs":
            c.line(f"    memset({image}, 0, (size_t)(B * {groups} * C * V) * sizeof *{image});")
        if self.role == "forward":
            c.line(f"    if (K == 0) memset({top}, 0, (size_t)(B * {groups} * F * P) * sizeof *{top});")
        const = "" if self.role == "inputs" else "const "
        for text in (
            f"for (int64_t q = 0; q < B * {groups} && P > 0 && K > 0 && F > 0; q++) {{",
            f"    const int64_t g = q % {groups};",
            f"    {const}{t} *const x = {image} + q * C * V;",
            f"    {'' if self.role == 'weights' else 'const '}{t} *const w = {kernel} + g * F * K;",
            f"    {'' if self.role == 'forward' else 'const '}{t} *const y = {top} + q * F * P;",
        ):
            c.line("    " + text)
        if self.role != "inputs":
            c.line("        if (!plain)")
            self._gather(c)
            c.line(f"        const {t} *const a = plain ? x : rows;")
        if self.role == "forward":
            c.line(f'        {gemm}("N", "N", &m, &n, &k, &one, a, &m, w, &k, &zero, y, &m);')
        elif self.role == "weights":
            c.line(f'        {gemm}("T", "N", &k, &n, &m, &one, a, &m, y, &m, &one, w, &k);')
            c.line("        (void)zero;")
        else:
            c.line(f"        {t} *const a = plain ? x : rows;")
            c.line(f'        {gemm}("N", "T", &m, &k, &n, &one, y, &m, w, &k, &zero, a, &m);')
            c.line("        if (!plain)")
            self._gather(c)
        c.line("    }")
        c.line("    free(rows);")
        c.line("    " + threads_again)

    def _gather(self, c: CallAccess) -> None:
        """Write rows[c, taps][o] = the image element that this tap reads, or 0; for "inputs" the transpose."""
        nd, dims = self.convdim, range(self.convdim)
        depth = 3

        def line(text: str) -> None:
            c.line("    " * depth + text)

        line("for (int64_t c = 0; c < C; c++)")
        for d in dims:
            depth += 1
            line(f"for (int64_t t{d} = 0; t{d} < k{d}_; t{d}++)" + (" {" if d == nd - 1 else ""))
        depth += 1
        last = nd - 1
        stride = self.subsample[last]
        line(f"const int64_t r = ({_position('c', [(f'k{d}_', f't{d}') for d in dims])}) * P;")
        # in the last dimension, elements [low, high) of the result read inside the image
        line(f"const int64_t s = {self._start(last)};")
        line(
            f"const int64_t from = s >= 0 ? 0 : (-s + {stride - 1}) / {stride}, "
            f"upto = s >= n{last}_ ? 0 : (n{last}_ - s + {stride - 1}) / {stride};"
        )
        line(f"const int64_t high = upto < o{last}_ ? upto : o{last}_, low = from < high ? from : high;")
        for d in range(nd - 1):
            line(f"for (int64_t o{d} = 0; o{d} < o{d}_; o{d}++) {{")
            depth += 1
            line(f"const int64_t i{d} = {self._reads(d)};")
        before = _position("o0", [(f"o{d}_", f"o{d}") for d in range(1, nd - 1)])
        line(f"const int64_t at = r + ({before}) * o{last}_;")
        outside = " || ".join(f"i{d} < 0 || i{d} >= n{d}_" for d in range(nd - 1))
        o = f"o{last}"
        read = f"x[from_ + {o}{'' if stride == 1 else f' * {stride}'}]"
        start = _position("c", [*((f"n{d}_", f"i{d}") for d in range(nd - 1)), (f"n{last}_", "s")])
        if self.role == "inputs":
            line(f"if ({outside}) continue;")
            line(f"const int64_t from_ = {start};")
            line(f"for (int64_t {o} = low; {o} < high; {o}++) {read} += rows[at + {o}];")
        else:
            line(f"if ({outside}) {{")
            line(f"    for (int64_t {o} = 0; {o} < {o}_; {o}++) rows[at + {o}] = 0;")
            line("    continue;")
            line("}")
            line(f"const int64_t from_ = {start};")
            line(f"for (int64_t {o} = 0; {o} < low; {o}++) rows[at + {o}] = 0;")
            line(f"for (int64_t {o} = low; {o} < high; {o}++) rows[at + {o}] = {read};")
            line(f"for (int64_t {o} = high; {o} < {o}_; {o}++) rows[at + {o}] = 0;")
        for _ in range(nd - 1):
            depth -= 1
            line("}")
        depth -= 1
        line("}")


def _position(start: str, steps: list[tuple[str, str]]) -> str:
    """Return the row-major position, from pairs (length, index) of the second and later dimensions."""
    text = start
    for length, index in steps:
        text = f"({text}) * {length} + {index}"
    return text


def _one_thread(products: str, c: CallAccess) -> tuple[str, str]:
    """Return (statement before calls of BLAS, statement after them), which restrict small products to one thread.

    `products`: the number of multiplications in total. OpenBLAS uses its threads for more than some 200,000; on a busy
    machine waiting for each other takes them a thousand times as long as the work. Single products: support/product.c.
    """
    setter = c.pointer("openblas_threads")
    return (
        f"const int threads = {setter} && {products} > 2e5 && {products} < 1e8 ? {setter}(1) : 1;",
        f"if (threads > 1) {setter}(threads);",
    )
