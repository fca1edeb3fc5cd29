/* What the explorer shows for a choice: figures in words, a table's rows, a chart's data. */
(() => {
  "use strict";
  const KINDS = { higher: 1, lower: -1 }; // the side that is better
  const OWN = ""; // the report's own limits

  /** A figure without its unit, rounded as published: halves away from zero. */
  function number(value, { unit, decimals }) {
    if (unit === "yes/no") return value ? "Yes" : "No";
    const places = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return new Intl.NumberFormat("en-GB", { ...places, signDisplay: "negative" }).format(value);
  }

  /** A figure with its unit, as the report's pages say it. */
  function figure(value, measured) {
    const text = number(value, measured);
    switch (measured.unit) {
      case "percent": return `${text}%`;
      case "currency": return text.startsWith("-") ? `-£${text.slice(1)}` : `£${text}`;
      case "days": return text === "1" ? "1 day" : `${text} days`;
      case "rate": return measured.per > 1
        ? `${text} per ${measured.per.toLocaleString("en-GB", { maximumFractionDigits: 0 })}` : text;
      default: return text;
    }
  }

  /** A limit cut to what can happen, for showing. */
  function possible(value, { possible: [low, high] }) {
    if (value === null) return null;
    return Math.min(Math.max(value, low ?? -Infinity), high ?? Infinity);
  }

  function usual(lower, upper, measured) {
    if (lower === null || upper === null) return "";
    const [low, high] = [possible(lower, measured), possible(upper, measured)];
    return `${number(low, measured)} to ${figure(high, measured)}`;
  }

  /** What limits rest on: the figures as charted, without those that are left out. */
  function workings({ workings: rest, points }) {
    if (!rest) return null;
    return { ...rest, values: points.charted.map((value, i) => (points.excluded[i] ? null : value)) };
  }

  /** The lines and flags to show: of the baseline where one is set, else those of the report. */
  function limits(series, { first, last }, rules) {
    const { points } = series;
    if (first === OWN) return { ...points, points: series.resting, own: true, shown: series.limits };
    const at = [first, last].map((period) => points.period.indexOf(period));
    const rest = workings(series);
    const counted = window.pmfLimits.counted(rest, ...at);
    if (counted < rules.minimum_points) {
      const none = points.period.map(() => null), blank = points.period.map(() => "");
      return { centre: none, lower: none, upper: none, rule: blank, side: none, points: counted, shown: false };
    }
    const found = window.pmfLimits.chart(rest, ...at, rules);
    return { ...found, segment: points.period.map(() => 0), shown: true };
  }

  function besides(file, series, code) {
    const other = series.others.find((one) => one.code === code);
    if (other) return { name: other.name, figures: other.figures };
    const part = file.series.find((one) => one.organisation === code);
    if (!part) return null;
    const figures = Object.fromEntries(part.points.period.map((p, i) => [p, part.points.charted[i]]));
    return { name: part.name, figures: series.points.period.map((p) => figures[p] ?? null) };
  }

  function kind(polarity, excluded, rule, side) {
    if (excluded) return "excluded";
    if (!rule) return "common";
    if (!KINDS[polarity]) return "neither";
    return side === KINDS[polarity] ? "improvement" : "concern";
  }

  function target(points, i, measured) {
    const [low, high] = [points.target_lower[i], points.target_upper[i]];
    if (low !== null && high !== null) return usual(low, high, { ...measured, possible: [] });
    return points.charted_target[i] === null ? "" : figure(points.charted_target[i], measured);
  }

  /**
   * One row a period shown, the oldest first: for the chart, the table and the sentence alike.
   * @param {object} file an indicator's figures, @param {object} series one organisation's.
   * @param {object} choice from, to, first, last, beside.
   * @param {object} index rules and words.
   */
  function view(file, series, choice, index) {
    const { points } = series, found = limits(series, choice, index.rules);
    const other = besides(file, series, choice.beside);
    const start = points.period.indexOf(choice.from), end = points.period.indexOf(choice.to);
    const rows = [];
    for (let i = start; i <= end; i += 1) {
      const value = points.charted[i], side = found.side[i];
      const status = points.status[i] ? `[${points.status[i]}]` : "";
      const flagged = found.rule[i] ? index.flags[found.rule[i]][side > 0 ? 0 : 1] : "";
      rows.push({
        x: series.labels[i],
        period: points.period[i],
        charted: value,
        said: `${value === null ? "" : figure(value, file)} ${status}`.trim() || "no figure",
        lines: { centre: found.centre[i], lower: found.lower[i], upper: found.upper[i] },
        centre: found.centre[i],
        average: found.centre[i] === null ? "" : number(found.centre[i], file),
        lower: possible(found.lower[i], file),
        upper: possible(found.upper[i], file),
        usual: usual(found.lower[i], found.upper[i], file),
        charted_target: points.charted_target[i],
        target_lower: points.target_lower[i],
        target_upper: points.target_upper[i],
        target: target(points, i, file),
        beside: other ? other.figures[i] : null,
        others: other && other.figures[i] !== null ? figure(other.figures[i], file) : "",
        segment: found.segment?.[i] ?? 0,
        kind: kind(file.polarity, points.excluded[i], found.rule[i], side),
        status: points.status[i],
        flag: points.excluded[i] ? "left out of the limits" : flagged,
        signal: Boolean(found.rule[i]) && !points.excluded[i],
      });
    }
    return { rows, found, other };
  }

  const many = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  /** Which points of those shown stand out, in a sentence. */
  function signals(rows) {
    const known = rows.filter((row) => row.charted !== null), out = known.filter((row) => row.signal);
    const of = `the ${many(known.length, "figure")} shown`;
    if (!out.length) return `None of ${of} stands out.`;
    const last = out[out.length - 1];
    return `${out.length} of ${of} ${out.length === 1 ? "stands" : "stand"} out`
      + `${out.length === 1 ? ":" : ", the latest"} ${last.period}, ${last.flag}.`;
  }

  /** The chart in words: what its limits rest on, where they stand, and what stands out. */
  function facts({ rows, found }, series, { first, last }, rules, measured) {
    const rest = first === OWN ? "" : `Baseline ${first} to ${last}: `;
    if (!found.shown) {
      if (first === OWN) return series.why || "No usual range can be shown.";
      return `${rest}${many(found.points, "figure")}, and a usual range needs ${rules.minimum_points}.`;
    }
    const end = rows.filter((row) => row.centre !== null).pop();
    if (!end) return `${rest}it begins after the periods shown.`;
    const where = `average ${figure(end.centre, measured)} and usual range ${end.usual} in ${end.period}`;
    const count = many(found.points, "figure");
    const said = rest ? `${rest}${count}, ${where}.` : `As the report has it: ${where}, from ${count}.`;
    return `${said} ${signals(rows)}`;
  }

  /** The columns of the table that have something to say. */
  function columns({ rows, other }, measured) {
    const listed = [
      ["Period", "period"],
      ["Figure", "said"],
      ["Target", "target"],
      [measured.unit === "yes/no" ? "" : "Average", "average"],
      ["Usual range", "usual"],
      [other?.name ?? "", "others"],
      ["What stands out", "flag"],
    ];
    return listed.filter(([name, field]) => name && rows.some((row) => row[field]));
  }

  /** The chart's specification, filled in. */
  function drawing(template, { rows }, series, { first, last, brush }, { unit }) {
    const labels = rows.map((row) => row.x), ends = [first, last].map((period) =>
      series.labels[series.points.period.indexOf(period)]);
    const spec = structuredClone(template), { x } = spec.encoding;
    x.scale.domain = labels;
    const ticks = series.ticks.filter((label) => labels.includes(label));
    if (ticks.length > 1) x.axis.values = ticks;
    const within = stretch(series.labels, labels, ends);
    const place = new Map(rows.map((row) => [row.period, row.x]));
    const events = series.events.filter(([, period]) => place.has(period))
      .map(([text, period]) => ({ text, x: place.get(period) }));
    spec.datasets = { points: rows, stretch: within, events };
    const affixes = { percent: ["", "%"], currency: ["£", ""] }[unit] ?? ["", ""];
    spec.params = spec.params.filter((param) => brush || !param.select);
    spec.params.filter((param) => !param.select).forEach((param) => {
      param.value = affixes[param.name === "before" ? 0 : 1];
    });
    return spec;
  }

  /** The part of the baseline that is in view, by the labels of its ends. */
  function stretch(all, shown, [first, last]) {
    if (first === undefined) return [];
    const held = all.slice(all.indexOf(first), all.indexOf(last) + 1).filter((x) => shown.includes(x));
    return held.length ? [{ x: held[0], x2: held[held.length - 1] }] : [];
  }

  window.pmfExplored = { columns, drawing, facts, figure, limits, usual, view };
})();
