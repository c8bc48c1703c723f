"""`theano.function`: from what a user gives to what a call returns, and what legacy code finds behind a function."""
