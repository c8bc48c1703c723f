// Findings are shown where their severity is ticked, their rule is chosen and they contain the text.
const findings = [...document.querySelectorAll(".finding")];
const boxes = [...document.querySelectorAll(".filter input[type=checkbox]")];
const rule = document.querySelector("#rule"), text = document.querySelector("#text");
const shown = document.querySelector("#shown");

function filter() {
  const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const needle = text.value.toLowerCase();
  let count = 0;
  for (const one of findings) {
    const file = one.closest(".file").dataset.path.toLowerCase();
    one.hidden = !(severities.has(one.dataset.severity) && (!rule.value || one.dataset.code === rule.value)
      && (one.textContent.toLowerCase().includes(needle) || file.includes(needle)));
    count += !one.hidden;
  }
  for (const file of document.querySelectorAll(".file")) file.hidden = !file.querySelector(".finding:not([hidden])");
  shown.value = `${count} of ${findings.length} shown`;
}

for (const one of [...boxes, rule, text]) one.addEventListener("input", filter);
document.querySelector("#fold").addEventListener("click", () => {
  const files = [...document.querySelectorAll(".file")], open = !files.some((file) => file.open);
  for (const file of files) file.open = open;
});
for (const row of document.querySelectorAll("td[data-folder]")) row.addEventListener("click", () => {
  text.value = row.dataset.folder;
  filter();
});
if (findings.length) filter();
