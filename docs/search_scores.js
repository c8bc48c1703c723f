// Sphinx's own scores. The search fails on an entry of the index whose place in the page has no text: a line for it.
// It takes no notice of capitals: of pymc3.ADVI and pymc3.advi the one that is spelt as typed comes first.
var Scorer = {objNameMatch: 11, objPartialMatch: 6, objPrio: {0: 15, 1: 5, 2: -5}, objPrioDefault: 0,
              title: 15, partialTitle: 7, term: 5, partialTerm: 2,
              score: ([, title, , , score]) => {
                const typed = new URLSearchParams(window.location.search).get("q") || "";
                return score + (title.endsWith(typed.trim().split(".").pop()) ? 1 : 0);
              }};
document.addEventListener("DOMContentLoaded", () => {
  const summary = Search.makeSearchSummary;
  Search.makeSearchSummary = (...given) => summary(...given) || document.createElement("p");
});
