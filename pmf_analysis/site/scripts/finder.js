/* Finds what a question asks for. It knows nothing of the page, and the page nothing of it. */
window.pmfFinder = (() => {
  "use strict";
  // Words that say nothing of what is looked for.
  const EMPTY = new Set((
    "a about all am an and any are as at be been by can did do does doing for from get getting give had has " +
    "have how i if in into is it its long many me much my of on or our per so take takes than that the their " +
    "them there they this to us was we were what when where which who why will with you your"
  ).split(" "));
  // What a match is worth: in which field, and on what kind of thing.
  const FIELDS = { title: 3, words: 3, code: 3, text: 1, part: 0.5, also: 0.5 };
  const KINDS = { indicator: 1, theme: 0.9, directorate: 0.8, page: 0.8, part: 0.5, term: 0.5 };
  const EXACT = 2; // times as much where the catalogue has these very words
  const FAINT = 0.1; // of the best one's worth: what is worth less is no answer
  const BEGUN = 3; // letters from which the beginning of a word stands for the word
  const SLIP = 4; // letters from which one may be wrong,
  const SLIPS = 10; // and from which two may

  /** Split a text into its words; an apostrophe is part of one. */
  function split(text) {
    return text.split(/[^\p{L}\p{M}\p{N}'’]+/u).filter(Boolean);
  }

  /** Fold a word: no capital, accent or plural; null where it says nothing. */
  function fold(word) {
    const plain = word.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase();
    if (!plain || EMPTY.has(plain)) return null;
    if (plain.length <= BEGUN) return plain;
    // Bins and bin, libraries and library, buses and bus, houses and house come to the same.
    return (/(ss|us|is)$/.test(plain) ? plain : plain.replace(/s$/, ""))
      .replace(/(?<=([sxz]|ch|sh|...i|....))e$/, "")
      .replace(/y$/, "i");
  }

  const words = (text) => split(text).map(fold).filter(Boolean);

  /** Make the index of a list of entries. */
  function make(entries) {
    const index = new MiniSearch({
      fields: Object.keys(FIELDS),
      extractField: (entry, name) => (name === "words" ? entry.words?.join("; ") : entry[name]) ?? "",
      idField: "id",
      processTerm: fold,
      tokenize: split,
    });
    index.addAll(entries.map((entry, id) => ({ ...entry, id })));
    const named = entries.map((entry) =>
      new Set([entry.title, ...(entry.words ?? [])].map((name) => words(name).join(" "))));
    return { entries, index, named };
  }

  /** Whether some entry has the word, or one that begins with it. */
  function known({ index }, term, prefix) {
    return index.search(term, { prefix, processTerm: (same) => same }).length > 0;
  }

  /** Join two words that are one in the index, as "pot holes" is. */
  function joined(made, typed) {
    for (let at = 0; at + 1 < typed.length; at += 1) {
      const one = typed[at] + typed[at + 1];
      if (known(made, fold(one), false)) return typed.toSpliced(at, 2, one);
    }
    return typed;
  }

  /** Put two letters back that have changed places, where that makes a word that is known. */
  function unswapped(made, term) {
    for (let at = 0; at + 1 < term.length; at += 1) {
      const other = term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2);
      if (known(made, other, false)) return other;
    }
    return term;
  }

  /** Say of each word of a question how the index knows it. */
  function asked(made, question) {
    const terms = new Map();
    for (const word of joined(made, split(question))) {
      const term = fold(word);
      if (!term) continue;
      const ended = /[^aiu]s$/i.test(word); // a plural is no beginning: trains are no training
      const strange = !known(made, term, term.length >= BEGUN && !ended);
      const nearest = strange && term.length >= SLIP ? unswapped(made, term) : term;
      terms.set(nearest, { prefix: term.length >= BEGUN && (strange || !ended), strange });
    }
    return terms;
  }

  /**
   * Find what answers a question, the best first.
   * @returns {{whole: boolean, found: object[]}} `whole` if one has all that was asked.
   */
  function find(made, question) {
    const terms = asked(made, question);
    const phrase = words(question).join(" ");
    const results = made.index.search([...terms.keys()].join(" "), {
      boost: FIELDS,
      boostDocument: (id) =>
        KINDS[made.entries[id].kind] * (made.named[id].has(phrase) ? EXACT : 1),
      processTerm: (same) => same,
      tokenize: (text) => text.split(" "),
      prefix: (term) => terms.get(term).prefix,
      fuzzy: (term) => terms.get(term).strange && term.length >= SLIP && (term.length < SLIPS ? 1 : 2),
    });
    const plain = [...terms.values()].every(({ strange }) => !strange);
    const all = results.some(({ queryTerms }) => new Set(queryTerms).size === terms.size);
    return {
      whole: plain && all,
      found: results
        .filter(({ score }) => score >= FAINT * results[0].score)
        .map(({ id }) => made.entries[id]),
    };
  }

  return { find, make };
})();
