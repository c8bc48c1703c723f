"""What only old programs name: Theano's compilers from inside, and rare parts. Nothing outside imports it."""
