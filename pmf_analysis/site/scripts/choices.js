/* What the explorer's reader chooses: read from the address, held against what there is, written back. */
(() => {
  "use strict";
  // What the address calls each choice, in the order that it says them.
  const ADDRESS = {
    indicator: "i", organisation: "o", from: "from", to: "to",
    first: "base", last: "until", beside: "beside",
  };

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
  async function resolved(wanted, index, fetched) {
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
    const rest = series.workings ? baseline(pick, wanted, series, index.rules.minimum_points, wrong) : none(wanted, wrong);
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
  function baseline(pick, wanted, { points: { period, charted, excluded } }, needed, wrong) {
    if (!wanted.first && !wanted.last) return { first: "", last: "" };
    const start = Math.max(0, period.indexOf(wanted.first));
    let left = needed, end = start - 1;
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

  /** The choices after one control has changed: whatever no longer fits it starts anew. */
  function changedTo(choice, name, value, placed) {
    const wanted = { ...choice, [name]: value };
    const drop = (...names) => names.forEach((one) => { wanted[one] = ""; });
    if (name === "indicator") drop("from", "to", "first", "last", "beside");
    if (name === "organisation") drop("beside");
    if (name === "first" && choice.last === choice.plain.last) drop("last"); // nobody chose it
    for (const [opens, closes] of [["from", "to"], ["first", "last"]]) {
      if (![opens, closes].includes(name)) continue;
      if (!value) drop(opens, closes);
      else if (placed(opens) > placed(closes)) drop(name === opens ? closes : opens);
    }
    return wanted;
  }

  window.pmfChoices = { address, asked, besides, changedTo, resolved };
})();
