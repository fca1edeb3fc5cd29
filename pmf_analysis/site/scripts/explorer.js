/* The explorer: controls, a chart with its words and its table, and an address that holds the view. */
(() => {
  "use strict";
  const LOG = { logLevel: 1 }; // a line without figures is no fault
  const { address, asked, besides, changedTo, resolved } = window.pmfChoices;
  const LINES = ["centre", "lower", "upper"]; // in full on each row, for who copies the table
  const RESTED = 500; // milliseconds after which a brush has come to rest
  const SETTLED = 1000; // milliseconds; choices that follow faster are one step for the back button
  const root = document.documentElement.dataset.content_root;
  const place = document.querySelector("[data-explore]");
  const find = (selector) => place.querySelector(selector);
  const files = new Map();
  let index, template, living, choice, resting, changed = 0, latest = 0;

  /** Fetch one of the explorer's files, once. */
  function fetched(name) {
    if (!files.has(name)) {
      const asked = fetch(`${root}${place.dataset.explore}${name}.json`).then((answer) => {
        if (!answer.ok) throw new Error(`${name} did not come`);
        return answer.json();
      });
      asked.catch(() => files.delete(name));
      files.set(name, asked);
    }
    return files.get(name);
  }

  function element(tag, text = "", more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text, ...more });
  }

  /** Offer choices: pairs of a value and its words, or groups of them with a name. */
  function offer(name, offered, chosen) {
    const select = find(`select[name=${name}]`);
    const option = ([value, text]) => element("option", text, { value });
    select.replaceChildren(...offered.map((one) => {
      if (Array.isArray(one)) return option(one);
      const group = element("optgroup", "", { label: one.name });
      group.append(...one.options.map(option));
      return group;
    }));
    select.value = chosen;
    select.disabled = select.options.length < 2;
  }

  /** Fill every control for what is shown. */
  function offerAll({ file, series }) {
    const periods = series.points.period.map((period) => [period, period]);
    const groups = index.groups.map(({ name, indicators }) => ({
      name: name || "Others",
      options: indicators.map(([code, text]) => [code, `${text} (${code})`]),
    }));
    const plain = [["", "As the report has it"]];
    offer("indicator", groups, choice.indicator);
    offer("organisation", file.series.map((one) => [one.organisation, one.name]), choice.organisation);
    offer("from", periods, choice.from);
    offer("to", periods, choice.to);
    offer("beside", [["", "Nothing"], ...besides(file, series)], choice.beside);
    offer("first", series.workings ? [...plain, ...periods] : plain, choice.first);
    offer("last", series.workings ? [...plain, ...periods] : plain, choice.last);
    find("button[name=plain]").hidden = !choice.first;
  }

  function tabulate(view, measured, caption) {
    const listed = window.pmfExplored.columns(view, measured);
    const head = element("tr");
    head.append(...listed.map(([name, field]) => {
      const right = !["period", "flag"].includes(field);
      return element("th", name, { scope: "col", className: right ? "num" : "" });
    }));
    const body = view.rows.map((row) => {
      const line = element("tr", "", { className: row.signal ? "flagged" : "" });
      for (const name of LINES) if (row.lines[name] !== null) line.dataset[name] = row.lines[name];
      line.append(...listed.map(([, field]) => {
        if (field === "period") return element("th", row.period, { scope: "row" });
        return element("td", row[field], { className: field === "flag" ? "" : "num" });
      }));
      return line;
    }).reverse();
    const parts = [element("caption", caption), element("thead"), element("tbody")];
    parts[1].append(head);
    parts[2].append(...body);
    find("table").replaceChildren(...parts);
  }

  function keyed({ rows, other }) {
    const drawn = {
      range: rows.some((row) => row.usual),
      average: rows.some((row) => row.average),
      target: rows.some((row) => row.target),
      beside: other,
      baseline: choice.first,
    };
    find(".key-beside").textContent = other?.name ?? "";
    for (const [name, there] of Object.entries(drawn)) find(`.key-${name}`).hidden = !there;
  }

  function say(state, view) {
    const { file, series } = state, { rows } = view;
    const words = [...new Set(rows.map((row) => row.status).filter(Boolean))]
      .map((mark) => `[${mark}] ${index.shorthand[mark]}`);
    const stretch = `${rows[0].period} to ${rows[rows.length - 1].period}`;
    const notes = [...series.notes];
    if (!series.workings) notes.unshift(`No baseline can be set here. ${series.why}`);
    find("h2").textContent = file.name;
    find(".sub").textContent = `${series.name}, ${stretch}`;
    find(".facts").textContent = window.pmfExplored.facts(view, series, choice, index.rules, file);
    find(".notes").replaceChildren(...notes.map((text) => element("p", text, { className: "note" })));
    const code = file.indicator.toLowerCase();
    find(".onwards").replaceChildren(
      element("a", "All about it", { href: `${root}indicators/${code}.html` }), " · ",
      element("a", "Its figures (CSV)", { href: `${root}downloads/${code}.csv` }),
    );
    keyed(view);
    tabulate(view, file, `The figures shown, the latest first. ${words.join(", ")}`.trim());
  }

  async function draw(state, view, turn) {
    const spec = window.pmfExplored.drawing(template, view, state.series, choice, state.file);
    await window.pmfCharts.library();
    if (turn !== latest) return;
    living?.finalize();
    living = await window.pmfCharts.embed(find(".drawing"), spec, LOG);
    listen(state.series);
  }

  /** Take what is brushed over the chart as the baseline, once the brush rests. */
  function listen({ labels, points }) {
    if (!choice.brush) return;
    living.view.addSignalListener("brush", (_, { x }) => {
      clearTimeout(resting);
      if (!(x?.length > 1)) return;
      const [first, last] = [x[0], x[x.length - 1]].map((label) => points.period[labels.indexOf(label)]);
      resting = setTimeout(() => show({ ...choice, first, last }, "pushState"), RESTED);
    });
  }

  /**
   * Show what is wanted.
   * @param {object} wanted the choices, blank for what goes without saying.
   * @param {string} how what becomes of the address: pushState, replaceState or, as it is, "".
   */
  async function show(wanted, how) {
    const turn = (latest += 1), status = find(".pmf-status");
    try {
      const state = await resolved(wanted, index, fetched);
      if (turn !== latest) return;
      choice = state.choice;
      offerAll(state);
      const view = window.pmfExplored.view(state.file, state.series, choice, index);
      say(state, view);
      find(".pmf-explored").hidden = false;
      if (how) history[how](null, "", address(choice));
      const wrong = how ? [] : state.wrong;
      status.textContent = wrong.length
        ? `This address cannot be shown as it stands: ${wrong.join("; ")}.` : "";
      await draw(state, view, turn);
    } catch {
      if (turn !== latest) return;
      status.textContent = "The figures did not come. Choose again, or take them from the list below.";
    }
  }

  /** Where the chosen option stands among those of a control. */
  function placed(name) {
    return find(`select[name=${name}]`).selectedIndex;
  }

  function answer({ target }) {
    const soon = Date.now() - changed < SETTLED;
    changed = Date.now();
    show(changedTo(choice, target.name, target.value, placed), soon ? "replaceState" : "pushState");
  }

  async function copy() {
    const status = find(".pmf-status");
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = "The link to this view is copied.";
    } catch {
      status.textContent = `The link to this view is ${location.href}`;
    }
  }

  async function start() {
    if (!place) return;
    try {
      if (location.protocol === "file:") throw new Error("nothing can be fetched from a folder");
      [index, template] = await Promise.all([fetched("index"), fetched("chart")]);
    } catch {
      place.classList.add("gone"); // the list below is whole without it
      return;
    }
    place.hidden = false;
    find("form").addEventListener("change", answer);
    find("form").addEventListener("submit", (event) => event.preventDefault());
    find("button[name=copy]").addEventListener("click", copy);
    find("button[name=plain]").addEventListener("click", () => {
      show({ ...choice, first: "", last: "" }, "pushState");
      find("select[name=first]").focus();
    });
    addEventListener("popstate", () => show(asked(), ""));
    await show(asked(), "");
  }

  start();
})();
