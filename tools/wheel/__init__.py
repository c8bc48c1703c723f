"""`make wheel`, `make try-wheel`: what is released, built twice and compared; a wheel tried outside the checkout."""
