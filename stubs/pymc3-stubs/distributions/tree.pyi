# Written by `python -m tools.stubs`.
from theano_compat.old.pymc3.distributions.tree import BaseNode as BaseNode
from theano_compat.old.pymc3.distributions.tree import LeafNode as LeafNode
from theano_compat.old.pymc3.distributions.tree import SplitNode as SplitNode
from theano_compat.old.pymc3.distributions.tree import Tree as Tree
