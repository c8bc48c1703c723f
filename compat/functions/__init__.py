"""`theano.function`: from inputs and outputs to a callable, and the attributes that legacy code expects of it."""
