// What Voila's own scripts call once the page is ready; they expect both names on the window.
window.cellLoaded = true;
window.voila_finish = window.display_cells = () => show("rendered_cells");

const PARTS = ["loading", "rendered_cells", "ended"];
const LOOK_AGAIN = 30_000; // milliseconds

function show(part) {
  for (const id of PARTS) document.getElementById(id).hidden = id !== part;
}

// The process behind a page that nobody uses ends after a while: say so to whoever comes back,
// instead of controls that no longer answer.
let looked = Date.now();

async function stillThere() {
  if (document.hidden || Date.now() - looked < LOOK_AGAIN) return;
  looked = Date.now();
  const { baseUrl, kernelId } = JSON.parse(document.getElementById("jupyter-config-data").text);
  const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`).catch(() => null);
  if (!answer?.ok) show("ended");
}

for (const event of ["visibilitychange", "pointerdown", "focusin"]) {
  document.addEventListener(event, stillThere);
}
