"""The numbers that decide whether a rewrite, or a form of a loop, is worth it: each was found by measuring.

`python -m tools.firing --constant NAME=VALUE` compiles the models of the fixtures, posteriordb and the bench, and the
random models, with that value. It prints the time of a gradient over the time with the value here, for each model that
it changes. The numbers are read while a program is compiled, so that a test may set them.
"""

from __future__ import annotations

from ..ops.elementwise.elemwise import EXPENSIVE

# rules/loops/before_gradient.py
LOOPS_FEWEST_NODES = 250  # nodes of a log density that compiles fast enough as it is

# rules/rerolling/runs.py
REROLLED_FEWEST_STEPS = 16
REROLLED_FEWEST_NODES = 200  # nodes; fewer compile as fast as they are

# rules/rerolling/rerolled.py
REROLLED_SMALL = 1000  # nodes of a graph that compiles fast enough as it is, and then runs faster

# rules/powers.py
LARGEST_POWER = 16  # the largest exponent: at most six multiplications

# rules/specialise.py
DEAR_BESIDE_A_CHOICE = 20  # the cost from which an entry is dearer than the choice of its operand

# compilation/data_stage/least_squares_forms.py
TRIANGULAR_ROWS_PER_COLUMN = 4  # fewer: the pass over all rows costs no more
TRIANGULAR_MOST_COLUMNS = 128
TRIANGULAR_SHORTER = 2  # factor by which the form by groups must have fewer products than the rows

# compilation/data_stage/grouping.py
GROUPED_FEWEST_ROWS = 64
GROUPED_MOST_COLUMNS = 8  # of a static matrix; each becomes a factor
GROUPED_MOST_FILLING = 1.6  # places per row: with more, computing the padding costs more than the reads by index
GROUPED_MOST_FILLING_IF_CHEAP = 3.0  # if nothing per row costs as much as a libm call

# compilation/data_stage/layout.py
BY_COLUMNS_LARGEST = 64 * 2**20  # bytes of a matrix that is copied
BY_COLUMNS_MOST = 256  # a tile of 128 rows stays in the L2 cache
BY_COLUMNS_ROWS_EACH = 8  # fewer: no gain

# compilation/data_stage/by_distinct_rows.py
DISTINCT_FEWEST_ROWS = 64
DISTINCT_LARGEST_SHARE = 0.25  # of distinct rows: reading by index costs a load, and finding the rows costs work
DISTINCT_MOST_COLUMNS = 12
DISTINCT_LEAST_COST = 4 * EXPENSIVE  # of what is read by index

# compilation/in_jax/jax_forms.py
# Up to so many constant positions are literals in the program, for which XLA generates better code.
JAX_MOST_LITERAL_PLACES = 16

# compilation/densities/entry.py
THREADS_FEWEST_ROWS = 100_000  # data rows from which threads may share a call

# compilation/execution/partial_compilation.py
MOST_COMPILED_PIECES = 16  # compiled pieces; more are not worth a compiler

# backends/c/computations/building.py
WRITTEN_OUT_PRODUCT = 512  # multiplications; a smaller product takes less time than a call of BLAS

# backends/c/short_axes.py
SHORT_AXIS = 16  # the longest axis for which a text of its own pays
SHORT_AXES_FEWEST_ELEMENTS = 128  # elements of all arguments; with fewer, the call itself takes longer than the loops
SHORT_AXES_MOST_LENGTHS = 64  # lengths that a call checks

# backends/c/passes/outline.py
OUTLINED_UNIT_LINES = 2200  # lines of the functions of a unit; a shorter unit is not outlined
OUTLINED_FUNCTION_LINES = 1200  # lines of a function of such a unit; a shorter function is not
OUTLINED_PART_LINES = 120  # lines of a part, unless one statement has more
PIECES_UNIT_COST = 900  # of a unit, from which pieces pay: 0.4 s; a smaller one may be called in less than 0.2 us
PIECE_COST = 200  # of a piece: a compiler starts in 25 ms
MOST_PIECES = 4
COMPILED_FACTOR = 500  # of a Cholesky factor and its inverse, in blocks

# backends/c/nests/parallel_loops.py
PARALLEL_PART_COST = 1e6  # cost of the smallest part, some 40 microseconds, in units of Elementwise.cost: an exp has 20
PARALLEL_READ_COST = 3  # cost of reading and writing a value
PARALLEL_MOST_LOOPS = 40  # of one function: more part functions cost more compile time than they gain

# backends/c/support/product.c
PRODUCT_BLOCK = 1.3e7  # multiplications of the smallest block that is worth a thread
PRODUCT_BLOCK_LINES = 64  # its rows or columns at the least: BLAS packs the other factor for each
PRODUCT_THIN_LINES = 64  # rows or columns that take as long as fewer: the time is that of reading the other factor
PRODUCT_BY_BLAS = 1e8  # from which OpenBLAS's own threads are as fast as blocks, or faster

# backends/c/nests/fission.py
FISSION_FEWEST_CALLS = 2
FISSION_FEWEST_SUMS = 3
FISSION_MANY_SUMS = 5

# backends/c/passes/parts.py
PARALLEL_COPY_COST = 16.0  # cost of one element of a copied array of sums: to clear it and to add it up

# backends/c/loops/tiled_loops.py
INTERCHANGED_POINTS_TOGETHER = 4  # points of an interchanged inner loop that are written together

# backends/c/nests/tiling.py
TILE = 128  # points; few enough that a phase finds in the L1 cache what the one before left
TILE_OF_ROWS = 16  # rows, if each has inner loops: what the first loop reads is still in the cache for the second
TILED_FEWEST_POINTS = 64  # points from which the arrays of a tile pay
TILED_FEWEST_POINTS_OF_SCANS = 8
TILED_FEWEST_POINTS_OF_SEGMENTS = 16
TILED_FEWEST_COMPUTATIONS = 6  # beside segments, for which a vector loop of their own pays
TILED_SHORT_LOOP = 64  # points of an inner loop: beside a shorter one, one expensive computation is enough
TILED_MOST_ARRAYS = 48
TILED_PRIVATE_SUMS = 256  # elements of a privatised sum, which has eight copies
TILED_WRITTEN_OUT = 8  # points of an inner loop, each with statements of its own in a loop over the tile
TILED_WRITTEN_OUT_COST = 500  # of all these points: with 2,500 and more they took a second and more to compile

# backends/c/compilers/build.py
LONG_UNIT_LINES = 2630  # lines, with comments: in longer units the compiler's time grows faster than what -O3 gains
