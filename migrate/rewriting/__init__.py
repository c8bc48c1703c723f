"""Edit source with libcst: parse fragments, make nodes with the necessary brackets, compare two trees."""
