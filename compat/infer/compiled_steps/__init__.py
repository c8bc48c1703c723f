"""What the forms of step methods in C share: the structs, the stream, the elements that a step moves."""
