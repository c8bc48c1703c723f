"""Particle Gibbs for BART: Lakshminarayanan and others (2015), arXiv:1502.04622. Source: pymc3.step_methods.pgbart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....infer.steps.arraystep import ArrayStepShared, Competence
from ....models.logger import LOGGER as _log
from ....models.modelling.current_model import modelcontext
from ....models.modelling.kinds import is_bart
from ....models.modelling.particle_densities import ParticleDensity
from ....models.modelling.theanof import inputvars, make_shared_replacements
from ..distributions.tree import Tree

if TYPE_CHECKING:
    from ....models.model import Model

__all__ = ["PGBART"]


class PGBART(ArrayStepShared):
    """Particle Gibbs steps for the trees of one BART variable.

    vars: a list with that variable, of shape (n,). num_particles: particles for each tree. max_stages: how often these
    grow. chunk: number of trees that a step moves; "auto" for a tenth. model: that of the `with` block by default. The
    statistic `variable_inclusion` counts splits by variable.
    """

    name = "bartsampler"
    default_blocked = False
    generates_stats = True
    stats_dtypes = [{"variable_inclusion": np.ndarray}]

    def __init__(
        self,
        vars: Any = None,
        num_particles: int = 10,
        max_stages: int = 5000,
        chunk: Any = "auto",
        model: Model | None = None,
    ) -> None:
        _log.warning("The BART model is experimental. Use with caution.")
        model = modelcontext(model)
        vars = inputvars(vars)
        self.bart = vars[0].distribution
        self.tune = True
        self.idx = self.iter = 0
        self.sum_trees: list[Tree] = []
        self.chunk = self.bart.chunk = max(1, int(self.bart.m * 0.1)) if chunk == "auto" else chunk
        self.num_particles, self.max_stages = num_particles, max_stages
        self.log_num_particles = np.log(num_particles)
        shared = make_shared_replacements(vars, model)
        self.likelihood_logp = ParticleDensity(model.datalogpt, vars, shared)
        self.init_likelihood = float(self.likelihood_logp(self.bart.inv_link(self.bart.sum_trees_output)))
        self.init_log_weight = self.init_likelihood - self.log_num_particles
        self.old_trees_particles_list = [self._particle(tree) for tree in self.bart.trees]
        super().__init__(vars, shared)

    def _particle(self, tree: Tree) -> ParticleTree:
        return ParticleTree(tree, self.bart.prior_prob_leaf_node, self.init_log_weight, self.init_likelihood)

    def _fit(self, output: np.ndarray) -> float:
        return float(self.likelihood_logp(self.bart.inv_link(output)))

    def astep(self, q0: np.ndarray) -> Any:
        bart = self.bart
        inclusion = np.zeros(bart.num_variates, dtype="int")
        self.idx = 0 if self.idx == bart.m else self.idx
        for number in range(self.idx, min(self.idx + self.chunk, bart.m)):
            self.idx += 1
            tree = bart.trees[number]
            bart.sum_trees_output -= tree.predict_output()
            chosen = self._grown(tree.tree_id)
            self.old_trees_particles_list[tree.tree_id] = chosen
            bart.trees[number] = chosen.tree
            bart.sum_trees_output += chosen.tree.predict_output()
            if not self.tune:
                self._remember(chosen.tree)
                for variable in chosen.used_variates:
                    inclusion[variable] += 1
        return bart.inv_link(bart.sum_trees_output), [{"variable_inclusion": inclusion}]

    def _remember(self, tree: Tree) -> None:
        self.iter += 1
        self.sum_trees.append(tree)
        if self.iter % self.bart.m == 0:
            self.bart.all_trees.append(self.sum_trees)
            self.sum_trees = []

    def _grown(self, tree_id: int) -> ParticleTree:
        """Return one of the particles; the first is the present tree, the others have grown from one leaf."""
        particles = self.init_particles(tree_id)
        for stage in range(1, self.max_stages):
            particles[0] = self.get_old_tree_particle(tree_id, stage)
            for particle in particles[1:]:
                particle.sample_tree_sequential(self.bart)
            for particle in particles:  # the proposal is the prior, so weights change by the likelihood alone
                fit = self._fit(self.bart.sum_trees_output + particle.tree.predict_output())
                particle.log_weight += fit - particle.old_likelihood_logp
                particle.old_likelihood_logp = fit
            total, weights = self.normalize(particles)
            others = np.random.choice(
                np.arange(1, self.num_particles), size=self.num_particles - 1, p=weights[1:] / weights[1:].sum()
            )
            particles[1:] = [particles[i] for i in others]
            for particle in particles:
                particle.log_weight = total - self.log_num_particles
            if not any(particle.expansion_nodes for particle in particles[1:]):
                break
        return particles[np.random.choice(len(particles), p=weights)]

    def normalize(self, particles: list[ParticleTree]) -> tuple[float, np.ndarray]:
        """Return (log of the sum of weights, the normalised weights, each slightly above 0)."""
        logs = np.array([p.log_weight for p in particles])
        weights = np.exp(logs - logs.max())
        return logs.max() + np.log(weights.sum()), weights / weights.sum() + 1e-12

    def get_old_tree_particle(self, tree_id: int, t: int) -> ParticleTree:
        particle = self.old_trees_particles_list[tree_id]
        particle.set_particle_to_step(t)
        return particle

    def init_particles(self, tree_id: int) -> list[ParticleTree]:
        """Return the present tree, followed by new ones of one leaf."""
        old = self.get_old_tree_particle(tree_id, 0)
        old.old_likelihood_logp = self._fit(old.tree.predict_output())
        old.log_weight = old.old_likelihood_logp - self.log_num_particles
        leaf = Tree.init_tree(
            tree_id, self.bart.initial_value_leaf_nodes, np.arange(self.bart.num_observations, dtype="int32")
        )
        return [old, *(self._particle(leaf) for _ in range(1, self.num_particles))]

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.IDEAL if is_bart(var) else Competence.INCOMPATIBLE


class ParticleTree:
    """A growing BART tree with its weight. As in PyMC3, its history holds the tree itself, not copies.

    tree: a Tree, of which a copy grows. prior_prob_leaf_node: by depth, the probability that a node stays a leaf, a
    vector. log_weight: a scalar. likelihood: log likelihood so far.
    """

    def __init__(
        self, tree: Tree, prior_prob_leaf_node: list[float], log_weight: float = 0, likelihood: float = 0
    ) -> None:
        self.tree = tree.copy()
        self.expansion_nodes = [0]
        self.tree_history, self.expansion_nodes_history = [self.tree], [self.expansion_nodes]
        self.prior_prob_leaf_node = prior_prob_leaf_node
        self.log_weight, self.old_likelihood_logp = log_weight, likelihood
        self.used_variates: list[int] = []

    def sample_tree_sequential(self, bart: Any) -> None:
        """Split the next leaf, or leave it."""
        if not self.expansion_nodes:
            return
        index = self.expansion_nodes.pop(0)
        if self.prior_prob_leaf_node[self.tree[index].depth] < np.random.random():
            grew, variable = bart.grow_tree(self.tree, index)
            if grew:
                self.expansion_nodes.extend(self.tree.idx_leaf_nodes[-2:])
                self.used_variates.append(variable)
        self.tree_history.append(self.tree)
        self.expansion_nodes_history.append(self.expansion_nodes)

    def set_particle_to_step(self, t: int) -> None:
        self.tree = self.tree_history[min(t, len(self.tree_history) - 1)]
        self.expansion_nodes = self.expansion_nodes_history[min(t, len(self.expansion_nodes_history) - 1)]


__getattr__ = absent_from(__name__)
