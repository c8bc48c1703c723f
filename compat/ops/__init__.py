"""What each Op is: types, shapes, gradient, array form and C form, one file a family."""
