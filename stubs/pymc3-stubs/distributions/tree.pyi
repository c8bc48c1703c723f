# Written by `python -m tools.stubs`.
from theano_compat.models.distributions.tree import BaseNode as BaseNode
from theano_compat.models.distributions.tree import LeafNode as LeafNode
from theano_compat.models.distributions.tree import SplitNode as SplitNode
from theano_compat.models.distributions.tree import Tree as Tree
