// Sphinx's own scores. The search fails on an entry of the index whose place in the page has no text: a line for it.
var Scorer = {objNameMatch: 11, objPartialMatch: 6, objPrio: {0: 15, 1: 5, 2: -5}, objPrioDefault: 0,
              title: 15, partialTitle: 7, term: 5, partialTerm: 2};
document.addEventListener("DOMContentLoaded", () => {
  const summary = Search.makeSearchSummary;
  Search.makeSearchSummary = (...given) => summary(...given) || document.createElement("p");
});
