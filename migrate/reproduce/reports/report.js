// Cells are shown where the kind of their worst number is ticked.
const cells = [...document.querySelectorAll(".cell")];
const boxes = [...document.querySelectorAll(".filter input")];
function filter() {
  const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const one of cells) one.hidden = !kinds.has(one.dataset.kind);
  document.querySelector("#shown").value = `${cells.filter((one) => !one.hidden).length} of ${cells.length} cells`;
}
for (const box of boxes) box.addEventListener("input", filter);
filter();
