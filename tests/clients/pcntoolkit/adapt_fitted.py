"""The saved model, adapted to a new site: its density, with priors that PCNtoolkit fits to the draws."""

from toy_data import data, density, fitted, leave

X, y, site = data(2, lines=40)
leave({"density": density(fitted().hbr.get_model(X, y, site))})
