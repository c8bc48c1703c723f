"""What a term is computed from: a stand-in's variable says so itself."""


def graph_inputs(terms):
    return [one for term in terms for one in term.inputs]
