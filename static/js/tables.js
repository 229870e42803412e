// On a phone the rows of some tables are drawn as cards, and browsers then forget that they are
// tables. Written-out roles make them remember.

const ROLES = {
  TABLE: "table",
  THEAD: "rowgroup",
  TBODY: "rowgroup",
  TFOOT: "rowgroup",
  TR: "row",
  TD: "cell",
};

for (const table of document.querySelectorAll("table:is(.cards, .plan, .round, .timeline)")) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td, th")]) {
    const heading = part.scope === "col" ? "columnheader" : "rowheader";
    const role = part.tagName === "TH" ? heading : ROLES[part.tagName];
    if (!part.hasAttribute("role")) part.setAttribute("role", role);
  }
}
