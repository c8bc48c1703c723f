// A click on a table's head sorts by that column, a second click the other way round; data-v holds numbers.
const key = (row, at) => {
  const cell = row.cells[at];
  return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
};
for (const table of document.querySelectorAll("table")) {
  table.querySelectorAll("th").forEach((head, at) => head.addEventListener("click", () => {
    const down = (head.dataset.down = head.dataset.down ? "" : "1");
    const order = (a, b) => (key(a, at) < key(b, at) ? -1 : key(a, at) > key(b, at) ? 1 : 0) * (down ? -1 : 1);
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort(order));
  }));
}
