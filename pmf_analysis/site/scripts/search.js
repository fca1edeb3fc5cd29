/* The search page: answers while one types, and keeps the question in the address. */
(() => {
  "use strict";
  const PAUSE = 150; // milliseconds without a key, after which an answer is given
  const MOST = 20; // results shown
  const form = document.getElementById("search");
  const box = form?.elements.namedItem("q");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const nothing = document.getElementById("search-nothing");
  const otherwise = document.getElementById("search-otherwise");
  const name = document.title;
  let made;
  let waiting;

  /** Make an element of a class, holding text and other elements; data is never read as HTML. */
  function element(tag, kind, ...inside) {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.append(...inside);
    return made;
  }

  /** Say how an indicator stands: its figure, its rating's mark and its verdict. */
  function standing({ value, period, shape, rating, rating_css, verdict, verdict_css }) {
    const mark = element("span", "", `${shape} `);
    mark.setAttribute("aria-hidden", "true");
    const line = element("p", "pmf-found-now");
    if (value) line.append(element("span", "", element("b", "", value), ` ${period}`), " ");
    line.append(element("span", `rag ${rating_css}`, mark, rating), " ");
    line.append(element("span", `verdict ${verdict_css}`, verdict));
    return line;
  }

  /** One result: where it leads, what it is, how it stands, what it is about. */
  function result(entry) {
    const link = element("a", "", entry.title);
    link.href = entry.href;
    const kind = [window.pmfIndex.labels[entry.kind], entry.code].filter(Boolean).join(" ");
    const item = element("li", "", link);
    item.append(element("p", "pmf-found-kind", [kind, entry.part].filter(Boolean).join(" · ")));
    if (entry.now) item.append(standing(entry.now));
    if (entry.text) item.append(element("p", "pmf-found-text", entry.text));
    return item;
  }

  /** Say how many answers there are, and whether they answer all that was asked. */
  function said(question, { whole, found }) {
    if (!found.length) return `Nothing found for “${question}”.`;
    const shown = Math.min(found.length, MOST);
    const count = shown === 1 ? "1 result" : `${shown} results`;
    if (whole) return `${count} for “${question}”.`;
    return `Nothing has exactly “${question}”. ${shown === 1 ? "The nearest is:" : `The nearest ${shown}:`}`;
  }

  /** Answer what stands in the box. */
  function answer() {
    const question = box.value.trim();
    document.title = question ? `${question} – ${name}` : name;
    const answered = question ? window.pmfFinder.find(made, question) : { found: [] };
    list.replaceChildren(...answered.found.slice(0, MOST).map(result));
    status.textContent = question ? said(question, answered) : "";
    nothing.hidden = !question || answered.found.length > 0;
    otherwise.hidden = !nothing.hidden; // the advice says it too
  }

  /** Keep the question in the address: typed it replaces the last one, asked it is a new one. */
  function keep(move) {
    const question = box.value.trim();
    const address = new URL(location.href);
    address.search = question ? new URLSearchParams({ q: question }) : "";
    if (address.href !== location.href) history[move](null, "", address);
  }

  function now(move) {
    clearTimeout(waiting);
    answer();
    keep(move);
  }

  function read() {
    box.value = new URLSearchParams(location.search).get("q") ?? "";
    answer();
  }

  function start() {
    made = window.pmfFinder.make(window.pmfIndex.entries);
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      now("pushState");
    });
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => now("replaceState"), PAUSE);
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      box.value = "";
      box.focus();
      now("replaceState");
    });
    window.addEventListener("popstate", read);
    read();
  }

  if (form && window.pmfIndex && window.MiniSearch) start();
})();
