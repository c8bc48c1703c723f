"""One NUTS trajectory: doublings of a leapfrog path until it makes a U-turn, with multinomial sampling.

Hoffman and Gelman (2014); Betancourt (2017), arXiv:1701.02434, for the weights and the criterion on summed
momenta. Random numbers are drawn in the order of PyMC3 3.11.5: one uniform for each direction, one for each join of
two subtrees from the inside out, one for the join with the trajectory. PyMC3 3.8 has another acceptance statistic for
the adaptation of the step size, which `config.emulate = "3.8"` selects.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from ...emulated_versions import older_than
from .integration import IntegrationError, Leapfrog, State

MAX_ENERGY_CHANGE = 1000.0


class Tree(NamedTuple):
    """A part of a trajectory. left and right are in the direction of building; None after a divergence."""

    left: State | None
    right: State | None
    p_sum: np.ndarray
    proposal: State | None
    log_weight: float
    log_accept: float  # log of the sum of acceptance probabilities times weights
    accept: float  # the sum of acceptance probabilities
    size: int


class Divergence(NamedTuple):
    """The reason for a divergence, and the states before and after the failed step.

    message: what is said. exec_info: an exception, or None. state: a State, whose vectors have shape (n,). state_div:
    the one after the step, or None.
    """

    message: str
    exec_info: BaseException | None
    state: State | None
    state_div: State | None = None  # absent in PyMC3 3.8 and earlier, and in code written for them


class Outcome(NamedTuple):
    """The end point of a trajectory, its statistics under legacy names, and its divergence if there was one."""

    state: State
    statistics: dict[str, Any]
    divergence: Divergence | None
    ended_early: bool  # whether a U-turn or a divergence ended it, rather than the greatest depth


class Trajectory:
    """A trajectory that grows from `start`, for one draw. rng: has `uniform()`, such as `numpy.random` itself."""

    def __init__(self, integrator: Leapfrog, rng: Any, step_size: float, largest_change: float = MAX_ENERGY_CHANGE):
        self._integrator, self._rng = integrator, rng
        self._step_size, self._allowed = step_size, largest_change
        self._initial_energy = 0.0
        self._largest_change = 0.0
        self._divergence: Divergence | None = None

    def run(self, start: State, max_depth: int) -> Outcome:
        """Double the trajectory until a U-turn, a divergence, or max_depth doublings."""
        self._initial_energy = start.energy
        left = right = start
        proposal, p_sum = start, start.p
        log_weight, log_accept, accept, size, depth = 0.0, -math.inf, 0.0, 0, 0
        diverging = turning = False
        while depth < max_depth and not (diverging or turning):
            forward = self._happens(math.log(0.5))
            tree, diverging, turning = self._build(right if forward else left, depth, 1 if forward else -1)
            depth += 1
            size += tree.size
            accept += tree.accept
            if diverging or turning:
                break
            if self._happens(tree.log_weight - log_weight):
                assert tree.proposal is not None
                proposal = tree.proposal
            log_weight = _logaddexp(log_weight, tree.log_weight)
            log_accept = _logaddexp(log_accept, tree.log_accept)
            assert tree.left is not None and tree.right is not None
            # The two parts in the order of time. The old part should count with its own sum of momenta; PyMC3 3.11.5
            # adds that of the new part first (in place), and so do we.
            p_sum = p_sum + tree.p_sum
            if forward:
                one, two = (left, right, p_sum), (tree.left, tree.right, tree.p_sum)
                right = tree.right
            else:
                one, two = (tree.right, tree.left, tree.p_sum), (left, right, p_sum)
                left = tree.right
            turning = _turns(p_sum, left, right) or _joint_turns(one, two)
        if older_than("3.9"):  # the mean over all steps, including those of a rejected tree
            accept = accept / size
        else:
            accept = math.exp(log_accept - _log_minus_one(log_weight)) if log_weight > 0 else 0.0
        return Outcome(
            proposal,
            {
                "depth": depth,
                "tree_size": size,
                "mean_tree_accept": accept,
                "diverging": diverging,
                "energy": proposal.energy,
                "energy_error": proposal.energy - start.energy,
                "max_energy_error": self._largest_change,
                "model_logp": proposal.model_logp,
            },
            self._divergence,
            diverging or turning,
        )

    def _build(self, start: State, depth: int, direction: int) -> tuple[Tree, bool, bool]:
        """Return (tree, diverging, turning) for 2**depth steps from `start`."""
        if depth == 0:
            return self._one_step(start, direction)
        first, diverging, turning = self._build(start, depth - 1, direction)
        if diverging or turning:
            return first, diverging, turning
        assert first.left is not None and first.right is not None
        second, diverging, turning = self._build(first.right, depth - 1, direction)
        accept, size = first.accept + second.accept, first.size + second.size
        if diverging or turning:
            return first._replace(right=second.right, accept=accept, size=size), diverging, turning
        assert second.left is not None and second.right is not None
        p_sum = first.p_sum + second.p_sum
        turning = _turns(p_sum, first.left, second.right)
        if depth > 1:
            turning = turning or _joint_turns(
                (first.left, first.right, first.p_sum), (second.left, second.right, second.p_sum)
            )
        log_weight = _logaddexp(first.log_weight, second.log_weight)
        chosen = second if self._happens(second.log_weight - log_weight) else first
        joined = Tree(
            first.left,
            second.right,
            p_sum,
            chosen.proposal,
            log_weight,
            _logaddexp(first.log_accept, second.log_accept),
            accept,
            size,
        )
        return joined, False, turning

    def _one_step(self, start: State, direction: int) -> tuple[Tree, bool, bool]:
        try:
            state = self._integrator.step(direction * self._step_size, start)
        except IntegrationError as error:
            return self._gave_up(start, Divergence(str(error), error, start, None))
        change = state.energy - self._initial_energy
        if math.isnan(change):
            change = math.inf
        if abs(change) > abs(self._largest_change):
            self._largest_change = change
        if abs(change) >= self._allowed:
            return self._gave_up(start, Divergence(too_large(change), None, start, state))
        log_accept = min(0.0, -change)
        return Tree(state, state, state.p, state, -change, -change + log_accept, math.exp(log_accept), 1), False, False

    def _gave_up(self, start: State, divergence: Divergence) -> tuple[Tree, bool, bool]:
        self._divergence = divergence
        return Tree(None, None, start.p, None, -math.inf, -math.inf, 0.0, 1), True, False

    def _happens(self, log_probability: float) -> bool:
        if math.isnan(log_probability):
            raise FloatingPointError("the weight of a trajectory is not a number.")
        return bool(np.log(self._rng.uniform()) < log_probability)


Stretch = tuple[State, State, np.ndarray]  # first point, last point, sum of momenta


def too_large(change: float) -> str:
    """Return the message of a divergence about its energy."""
    return f"Energy change in leapfrog step is too large: {change}."


@np.errstate(all="ignore")  # PyMC3 computes these by `dot`, which warned of nothing before NumPy 2.3
def _turns(p_sum: np.ndarray, first: State, last: State) -> bool:
    return bool(p_sum @ first.v <= 0 or p_sum @ last.v <= 0)


def _joint_turns(one: Stretch, two: Stretch) -> bool:
    """Return whether either part, extended by the nearest point of the other, makes a U-turn."""
    return _turns(one[2] + two[0].p, one[0], two[0]) or _turns(one[1].p + two[2], one[1], two[1])


def _logaddexp(a: float, b: float) -> float:
    high, low = (a, b) if a >= b else (b, a)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def _log_minus_one(a: float) -> float:
    """Return log(exp(a) - 1): the start's own weight, 1, is no proposal."""
    return a + (math.log(-math.expm1(-a)) if a < math.log(2) else math.log1p(-math.exp(-a)))
