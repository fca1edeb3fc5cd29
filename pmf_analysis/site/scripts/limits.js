/* Control limits that rest on a chosen stretch of a series, as the report's own library works them
   out: the same sums in the same order. Nothing here knows of the page. */
(() => {
  "use strict";
  const XMR = 2.66; // 3 / d2, d2 = 1.128 for ranges of two points (Wheeler 1993)
  const D2 = 1.128; // mean moving range of a normal series, in sigmas
  const SCREEN = 3.267; // D4 for n = 2: the upper limit of a moving range over its mean
  const LIMIT = 3, WARNING = 2; // sigmas from the centre to a limit, and to a two-sigma line
  const POWER = 3.6; // raises waiting times to nearly normal ones and back (Nelson 1994)
  const FEW = 5; // under so many expected events their own distribution is used
  // The normal distribution up to -3, 3, -2 and 2 sigmas.
  const TAILS = [0.0013498980316300933, 0.9986501019683699, 0.022750131948179195, 0.9772498680518208];
  const TIE = 1e-14; // relative: a few units in the last place
  const WINDOW = 3; // points that two-in-three looks at
  const LINES = ["centre", "lower", "upper", "lowerTwo", "upperTwo"];

  const known = (value) => value !== null && !Number.isNaN(value);
  const number = (value) => (value === null ? NaN : value);
  /** To the nearest whole number, halves to the even one. */
  const whole = (size) => (size % 2 === 0.5 ? Math.floor(size) : Math.round(size));

  /** Mean over some positions, to the last place or nearly so: a second pass takes rounding out. */
  function mean(values, used, weights) {
    const weight = (i) => (weights ? weights[i] : 1);
    let total = 0, sum = 0, rest = 0;
    for (const i of used) total += weight(i);
    for (const i of used) sum += values[i] * weight(i);
    const first = sum / total;
    for (const i of used) rest += (values[i] - first) * weight(i);
    return first + rest / total;
  }

  function median(values, used) {
    const ordered = used.map((i) => values[i]).sort((a, b) => a - b);
    const half = ordered.length / 2;
    return (ordered[Math.ceil(half) - 1] + ordered[Math.floor(half)]) / 2;
  }

  /** Mean moving range of the used points, screened once where that leaves any. */
  function meanRange(values, used) {
    const moving = values.map((value, i) => (i ? Math.abs(value - values[i - 1]) : NaN));
    const counted = used.filter((i) => known(moving[i]));
    const all = mean(moving, counted);
    const kept = mean(moving, counted.filter((i) => moving[i] < SCREEN * all));
    return kept > 0 ? kept : all;
  }

  /** Centre, limits and two-sigma lines from half-widths at each point. */
  function around(centre, limits, warnings) {
    const line = (widths, sign) => widths.map((width) => centre + sign * width);
    return {
      centre: limits.map(() => centre),
      lower: line(limits, -1), upper: line(limits, 1),
      lowerTwo: line(warnings, -1), upperTwo: line(warnings, 1),
    };
  }

  function individuals(values, used, constant) {
    const width = constant * meanRange(values, used);
    const wide = values.map(() => width);
    return around(mean(values, used), wide, wide.map((w) => (w * 2) / 3));
  }

  /** XmR of what is left when each period's season is taken away; the lines follow the seasons. */
  function xmr({ values, moved, wider }, used) {
    const shift = moved ?? values.map(() => 0);
    const level = values.map((value, i) => value - shift[i]);
    const lines = individuals(level, used, XMR * wider);
    const flags = { values: level, lines };
    const drawn = Object.fromEntries(
      LINES.map((name) => [name, lines[name].map((value, i) => value + shift[i])]),
    );
    return { flags, drawn };
  }

  /** Least k with P(X <= k) at least `tail`, X a count whose probabilities follow one another. */
  function quantile(tail, none, ratio, most) {
    let k = 0, chance = none, sum = none;
    while (sum < tail && k < most) {
      k += 1;
      chance *= ratio(k);
      sum += chance;
    }
    return k;
  }

  function poisson(tail, expected) {
    return quantile(tail, Math.exp(-expected), (k) => expected / k, Infinity);
  }

  function binomial(tail, size, share) {
    if (share > 0.5) { // counted from the other end, where the few are
      const odds = (1 - share) / share;
      let k = 0, chance = Math.exp(size * Math.log(share)), above = chance;
      // The least count is `size` less the most misses whose sum of chances leaves `tail`.
      while (above <= 1 - tail && k < size) {
        k += 1;
        chance *= (odds * (size - k + 1)) / k;
        above += chance;
      }
      return size - k;
    }
    const odds = share / (1 - share);
    return quantile(tail, Math.exp(size * Math.log1p(-share)), (k) => (odds * (size - k + 1)) / k, size);
  }

  const SHARES = {
    most: 1,
    sigma: (centre, n) => Math.sqrt(Math.max(centre * (1 - centre), 0) / n),
    expected: (centre, n) => n * Math.min(centre, 1 - centre),
    quantile: (tail, centre, n) => binomial(tail, whole(n), centre) / n,
  };
  const RATES = {
    most: Infinity,
    sigma: (centre, n) => Math.sqrt(centre / n),
    expected: (centre, n) => n * centre,
    quantile: (tail, centre, n) => poisson(tail, centre * n) / n,
  };

  /** Laney's factor: how much more the figures vary than chance alone would have them. */
  function stretch(values, used, centre, sigma, least) {
    if (least === null) return 1;
    const z = values.map((value, i) => (sigma[i] === 0 && known(value) ? 0 : (value - centre) / sigma[i]));
    const found = meanRange(z, used) / D2;
    return least > 0 && !(found >= least) ? least : found;
  }

  /** Lines of a chart of shares or rates, which follow each period's denominator. */
  function attribute(kind, work, used, least) {
    const { x, n, per } = work;
    const values = x.map((count, i) => count / n[i]);
    const centre = Math.min(Math.max(mean(values, used, n), 0), kind.most);
    const sigma = n.map((size) => kind.sigma(centre, size));
    const factor = stretch(values, used, centre, sigma, least);
    const wide = sigma.map((one) => one * factor);
    const lines = around(centre, wide.map((s) => LIMIT * s), wide.map((s) => WARNING * s));
    n.forEach((size, i) => {
      if (!(kind.expected(centre, size) < FEW)) return;
      LINES.slice(1).forEach((name, at) => {
        lines[name][i] = centre + (kind.quantile(TAILS[at], centre, size) - centre) * factor;
      });
    });
    const cut = (value) => Math.min(Math.max(value, 0), kind.most) * per;
    const drawn = Object.fromEntries(LINES.slice(1).map((name) => [name, lines[name].map(cut)]));
    return { flags: { values, lines }, drawn: { centre: values.map(() => centre * per), ...drawn } };
  }

  /** Time between rare events: an XmR chart of what the power has made nearly normal. */
  function between(work, used) {
    const level = work.values.map((value) => value ** (1 / POWER));
    const lines = individuals(level, used, LIMIT / D2);
    const raised = (line) => line.map((value) => Math.max(value, 0) ** POWER);
    const drawn = Object.fromEntries(LINES.map((name) => [name, raised(lines[name])]));
    return { flags: { values: level, lines }, drawn };
  }

  /** Cases between rare events: limits about the mean, and the median for a centre. */
  function cases(work, used) {
    const { values } = work;
    const level = mean(values, used), sigma = Math.sqrt(level * (level + 1));
    const lines = around(level, values.map(() => LIMIT * sigma), values.map(() => WARNING * sigma));
    lines.centre = values.map(() => median(values, used));
    const cut = (line) => line.map((value) => Math.max(value, 0));
    const drawn = Object.fromEntries(LINES.slice(1).map((name) => [name, cut(lines[name])]));
    return { flags: { values, lines }, drawn: { centre: lines.centre, ...drawn } };
  }

  const CHARTS = {
    xmr,
    t: between,
    g: cases,
    p: (work, used) => attribute(SHARES, work, used, null),
    "p'": (work, used) => attribute(SHARES, work, used, work.least),
    u: (work, used) => attribute(RATES, work, used, null),
    "u'": (work, used) => attribute(RATES, work, used, work.least),
    c: (work, used) => attribute(RATES, work, used, null),
  };

  /** Where runs of equal labels begin and end; `joins` says whether a point follows the one before. */
  function runs(labels, joins) {
    const found = [];
    labels.forEach((label, i) => {
      const last = found[found.length - 1];
      if (last && joins(i) && label === labels[i - 1]) last.end = i;
      else found.push({ label, start: i, end: i });
    });
    return found;
  }

  function shifts(side, linked, length) {
    const flagged = side.map(() => false);
    for (const { label, start, end } of runs(side, linked)) {
      if (label !== 0 && end - start + 1 >= length) flagged.fill(true, start, end + 1);
    }
    return flagged;
  }

  /** +1 or -1 for points of a run of strict steps; a turning point follows its next step. */
  function trends(values, linked, length) {
    const step = values.map((value, i) => (linked(i) ? Math.sign(value - values[i - 1]) : 0));
    const into = values.map(() => 0);
    for (const { label, start, end } of runs(step, linked)) {
      if (label !== 0 && end - start + 1 >= length - 1) into.fill(label, start, end + 1);
    }
    return into.map((direction, i) => into[i + 1] || direction);
  }

  function twoInThree(side, near, linked) {
    const flagged = side.map(() => false);
    for (let i = WINDOW - 1; i < side.length; i += 1) {
      const three = [i - 2, i - 1, i];
      const together = side[i] !== 0 && linked(i) && linked(i - 1) && three.every((k) => side[k] === side[i]);
      if (!together || three.filter((k) => near[k]).length < WINDOW - 1) continue;
      for (const k of three) if (near[k]) flagged[k] = true;
    }
    return flagged;
  }

  /** Flag special causes by uncut lines: the name of each point's rule, or "", and its side. */
  function judge({ values, lines }, rules) {
    const { centre, lower, upper, lowerTwo, upperTwo } = lines;
    const side = values.map((value, i) => {
      const apart = value - centre[i];
      return known(apart) && Math.abs(apart) > TIE * Math.abs(centre[i]) ? Math.sign(apart) : 0;
    });
    const linked = (i) => i > 0 && known(values[i]) && known(values[i - 1]);
    const beyond = values.map((value, i) => side[i] !== 0 && (value > upper[i] || value < lower[i]));
    const near = values.map((value, i) =>
      side[i] !== 0 && (value > upperTwo[i] || value < lowerTwo[i])
      && (rules.counts_beyond_limits || (value < upper[i] && value > lower[i])));
    const judged = values.map((value, i) => known(value - centre[i]));
    const trend = trends(values, linked, rules.trend_length).map((way, i) => (judged[i] ? way : 0));
    const flags = {
      OUTSIDE: beyond,
      TREND: trend.map((way) => way !== 0),
      TWO_IN_THREE: twoInThree(side, near, linked),
      SHIFT: shifts(side, linked, rules.run_length),
    };
    const rule = values.map((_, i) => rules.precedence.find((name) => flags[name][i]) ?? "");
    return { rule, side: rule.map((name, i) => (name === "TREND" ? trend[i] : name && side[i]) || 0) };
  }

  /** What a chart rests on, from a position on, with missing numbers as NaN. */
  function from(work, first) {
    const cut = (list) => list && list.slice(first).map(number);
    const made = { ...work, values: cut(work.values), moved: cut(work.moved) };
    if (!work.x) return made;
    const x = cut(work.x), n = cut(work.n);
    const missing = x.map((count, i) => !known(count) || !(n[i] > 0));
    const without = (list) => list.map((value, i) => (missing[i] ? NaN : value));
    return { ...made, x: without(x), n: without(n) };
  }

  /** How many periods of a stretch have a figure that limits may rest on. */
  function counted(work, first, last) {
    const { values, x } = from(work, first);
    return (x ?? values).slice(0, last - first + 1).filter(known).length;
  }

  /**
   * Limits that rest on the periods from `first` to `last`, carried on to the end of the series.
   * @param {object} work kind, values, x and n (charts of parts), per, least, moved, wider.
   * @param {number} first position of the first period, @param {number} last of the last one.
   * @param {object} rules run_length, trend_length, counts_beyond_limits, precedence.
   * @returns {object} lists as long as the series: the lines, null where there is none; rule; side.
   */
  function chart(work, first, last, rules) {
    const here = from(work, first);
    const used = (here.x ?? here.values).map((_, i) => i)
      .filter((i) => i <= last - first && known((here.x ?? here.values)[i]));
    const { flags, drawn } = CHARTS[work.kind](here, used);
    const judged = judge(flags, rules);
    const padded = (list, blank) => [...Array(first).fill(blank), ...list];
    const line = (name) => padded(drawn[name].map((value) => (known(value) ? value : null)), null);
    return {
      ...Object.fromEntries(LINES.map((name) => [name, line(name)])),
      rule: padded(judged.rule, ""),
      side: padded(judged.side, 0),
      points: used.length,
    };
  }

  window.pmfLimits = { chart, counted };
})();
