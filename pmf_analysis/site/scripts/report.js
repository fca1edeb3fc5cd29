/* Wakes the charts of a page: each is a drawing until it comes near, and then answers to the
   pointer in the same place and at the same size. Printed, it is the drawing again. */
(() => {
  "use strict";
  const NEAR = "200px"; // below the window, so that a chart is awake when it is reached
  const OPTIONS = {
    actions: false,
    ast: true, // no code is made from text, which the site's policy forbids
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  };
  const root = document.documentElement.dataset.content_root;
  let bundle;

  /** Fetch the charts' library, once, when the first chart needs it. */
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

  /** Draw a specification in a place, with options of its own. */
  async function embed(place, spec, options = {}) {
    return (await library())(place, spec, { ...OPTIONS, ...options });
  }

  /** Put the living chart where its drawing stands; the drawing stays for print. */
  async function wake(place) {
    const drawing = place.querySelector("svg");
    const { width, height } = drawing.viewBox.baseVal;
    try {
      const [answer] = await Promise.all([
        fetch(`${root}charts/${place.dataset.chart}.json`),
        library(),
      ]);
      if (!answer.ok) return;
      const living = document.createElement("div");
      living.className = "living";
      living.setAttribute("aria-hidden", "true"); // the words around it say what it shows
      living.style.aspectRatio = `${width} / ${height}`;
      await embed(living, await answer.json());
      place.append(living);
      place.classList.add("awake");
    } catch {
      // The drawing is whole without it.
    }
  }

  function start() {
    const places = document.querySelectorAll("[data-chart]");
    if (!places.length || location.protocol === "file:" || !("IntersectionObserver" in window)) return;
    const watch = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        wake(target);
      }
    }, { rootMargin: NEAR });
    places.forEach((place) => watch.observe(place));
  }

  window.pmfCharts = { embed, library };
  start();
})();
