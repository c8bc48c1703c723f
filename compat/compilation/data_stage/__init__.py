"""What depends on data alone: computed once for each version of the data, in the form that compiled code reads best."""
