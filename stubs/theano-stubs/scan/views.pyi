# Written by `python -m tools.stubs`.
from theano_compat.theano_api.scan_module.scan import scan as scan
from theano_compat.theano_api.scan_module.scan_views import foldl as foldl
from theano_compat.theano_api.scan_module.scan_views import foldr as foldr
from theano_compat.theano_api.scan_module.scan_views import map as map
from theano_compat.theano_api.scan_module.scan_views import reduce as reduce
