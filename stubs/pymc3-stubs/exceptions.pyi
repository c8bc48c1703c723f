# Written by `python -m tools.stubs`.
from theano_compat.models.exceptions import DtypeError as DtypeError
from theano_compat.models.exceptions import ImputationWarning as ImputationWarning
from theano_compat.models.exceptions import IncorrectArgumentsError as IncorrectArgumentsError
from theano_compat.models.exceptions import ShapeError as ShapeError
from theano_compat.models.exceptions import TraceDirectoryError as TraceDirectoryError
from theano_compat.samplers.errors import SamplingError as SamplingError
