"""The static part of a function: computed once per version of the data, in the layout that compiled code reads best."""
