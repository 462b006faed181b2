"use strict";
(() => {
  const search = document.getElementById("search");
  const body = document.querySelector("tbody");
  const rows = Array.from(body.rows);
  let texts = null;
  const filter = () => {
    texts ??= rows.map((row) => row.cells[0].textContent.toLowerCase());
    const query = search.value.trim().toLowerCase();
    let count = 0;
    rows.forEach((row, i) => {
      row.hidden = !texts[i].includes(query);
      if (!row.hidden) count++;
    });
    document.getElementById("found").textContent = query ? count + " of " + rows.length : "";
  };
  search.addEventListener("input", filter);
  search.form.addEventListener("submit", (event) => event.preventDefault());
  const heads = Array.from(document.querySelectorAll("thead th"));
  const inOrder = new Intl.Collator(undefined, { numeric: true });
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const up = head.ariaSort ? head.ariaSort === "descending" : column === 0;
    for (const each of heads) each.removeAttribute("aria-sort");
    head.ariaSort = up ? "ascending" : "descending";
    const keyed = rows.map((row) => [row.cells[column].textContent, row]);
    keyed.sort((a, b) => (up ? 1 : -1) * (column ? a[0] - b[0] : inOrder.compare(a[0], b[0])));
    body.append(...keyed.map((each) => each[1]));
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
    }
  });
})();
