/* The explorer: controls, a chart with its words and its table, and an address that holds the view. */
(() => {
  "use strict";
  const OPTIONS = {
    actions: false,
    ast: true, // no code is made from text, which the site's policy forbids
    defaultStyle: false,
    logLevel: 1, // a line without figures is no fault
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  };
  // What the address calls each choice, in the order that it says them.
  const ADDRESS = {
    indicator: "i", organisation: "o", from: "from", to: "to",
    first: "base", last: "until", beside: "beside",
  };
  const LINES = ["centre", "lower", "upper"]; // in full on each row, for who copies the table
  const RESTED = 500; // milliseconds after which a brush has come to rest
  const SETTLED = 1000; // milliseconds; choices that follow faster are one step for the back button
  const root = document.documentElement.dataset.content_root;
  const place = document.querySelector("[data-explore]");
  const find = (selector) => place.querySelector(selector);
  const files = new Map();
  let index, template, bundle, living, choice, resting, changed = 0, latest = 0;

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

  /** Fetch the charts' library, once. */
  function library() {
    bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}assets/vega.js`;
      script.onload = () => resolve(window.pmfEmbed);
      script.onerror = () => reject(new Error("the charts' library did not come"));
      document.head.append(script);
    });
    return bundle;
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

  /** Read what an address asks for. */
  function asked() {
    const said = new URLSearchParams(location.search);
    return Object.fromEntries(Object.entries(ADDRESS).map(([name, key]) => [name, said.get(key) ?? ""]));
  }

  /** Write a choice as an address, leaving out what goes without saying. */
  function address({ plain, ...made }) {
    const said = new URLSearchParams();
    for (const [name, key] of Object.entries(ADDRESS)) {
      if (made[name] && made[name] !== plain[name]) said.set(key, made[name]);
    }
    return `${location.pathname}${said.size ? `?${said}` : ""}`;
  }

  /**
   * Turn what is asked for into what can be shown, and say what was wrong with it.
   * @returns {{choice: object, file: object, series: object, wrong: string[]}}
   */
  async function resolved(wanted) {
    const wrong = [];
    const codes = index.groups.flatMap((group) => group.indicators.map(([code]) => code));
    const pick = (what, value, listed, plain) => {
      if (!value || listed.includes(value)) return value || plain;
      wrong.push(`${what} “${value}” is not known`);
      return plain;
    };
    const indicator = pick("the code", wanted.indicator, codes, index.first);
    const file = await fetched(`series/${indicator.toLowerCase()}`);
    const parts = file.series.map((one) => one.organisation);
    const organisation = pick("the part of the council", wanted.organisation, parts, parts[0]);
    const series = file.series[parts.indexOf(organisation)];
    const { period } = series.points, ends = [period[0], period[period.length - 1]];
    const rest = series.workings ? baseline(pick, wanted, series, wrong) : none(wanted, wrong);
    const made = {
      indicator, organisation,
      ...span(pick, ["from", "to"], wanted, period, ends, wrong),
      first: rest.first, last: rest.last,
      beside: pick("what stands beside it,", wanted.beside, besides(file, series).map(([code]) => code), ""),
      brush: Boolean(series.workings) && matchMedia("(pointer: fine)").matches, // a finger scrolls
      plain: { indicator: "", organisation: parts[0], from: ends[0], to: ends[1], last: rest.enough },
    };
    return { choice: made, file, series, wrong };
  }

  function span(pick, [opens, closes], wanted, period, ends, wrong) {
    const from = pick("the period", wanted[opens], period, ends[0]);
    const to = pick("the period", wanted[closes], period, ends[1]);
    if (period.indexOf(from) <= period.indexOf(to)) return { [opens]: from, [closes]: to };
    wrong.push(`${from} comes after ${to}`);
    return { [opens]: ends[0], [closes]: ends[1] };
  }

  /** A baseline, from its first period to its last; as few figures as limits need when no last is said. */
  function baseline(pick, wanted, { points: { period, charted, excluded } }, wrong) {
    if (!wanted.first && !wanted.last) return { first: "", last: "" };
    const start = Math.max(0, period.indexOf(wanted.first));
    let left = index.rules.minimum_points, end = start - 1;
    while (left > 0 && end < period.length - 1) {
      end += 1;
      left -= charted[end] !== null && !excluded[end] ? 1 : 0;
    }
    const before = wrong.length;
    const found = span(pick, ["first", "last"], wanted, period, [period[0], period[end]], wrong);
    return wrong.length > before ? { first: "", last: "" } : { ...found, enough: period[end] };
  }

  function none(wanted, wrong) {
    if (wanted.first || wanted.last) wrong.push("no baseline can be set for these figures");
    return { first: "", last: "" };
  }

  /** Who may stand beside a series: others' figures, and other parts of the council. */
  function besides(file, series) {
    const parts = file.series.filter((one) => one !== series);
    return [...series.others.map((one) => [one.code, one.name]),
      ...parts.map((one) => [one.organisation, one.name])];
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
    const embed = await library();
    if (turn !== latest) return;
    living?.finalize();
    living = await embed(find(".drawing"), spec, OPTIONS);
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
      const state = await resolved(wanted);
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

  /** The choices after one control has changed: whatever no longer fits it starts anew. */
  function changedTo(name, value) {
    const wanted = { ...choice, [name]: value };
    const drop = (...names) => names.forEach((one) => { wanted[one] = ""; });
    const place = (one) => find(`select[name=${one}]`).selectedIndex;
    if (name === "indicator") drop("from", "to", "first", "last", "beside");
    if (name === "organisation") drop("beside");
    if (name === "first" && choice.last === choice.plain.last) drop("last"); // nobody chose it
    for (const [opens, closes] of [["from", "to"], ["first", "last"]]) {
      if (![opens, closes].includes(name)) continue;
      if (!value) drop(opens, closes);
      else if (place(opens) > place(closes)) drop(name === opens ? closes : opens);
    }
    return wanted;
  }

  function answer({ target }) {
    const soon = Date.now() - changed < SETTLED;
    changed = Date.now();
    show(changedTo(target.name, target.value), soon ? "replaceState" : "pushState");
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
