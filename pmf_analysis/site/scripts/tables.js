/* Safari stops telling a screen reader of a table once a style sheet lays its rows out as cards,
   unless each part says what it is. HTML itself forbids to say it there, so the page says it here. */
(() => {
  "use strict";
  const ROLES = {
    "": "table",
    thead: "rowgroup",
    tbody: "rowgroup",
    tr: "row",
    td: "cell",
    "th[scope=row]": "rowheader",
    "th[scope=col]": "columnheader",
  };
  for (const [part, role] of Object.entries(ROLES)) {
    for (const one of document.querySelectorAll(`:is(.pmf-table, .pmf-scorecard) ${part}`.trim())) {
      one.setAttribute("role", role);
    }
  }
})();
