// Plotly's own figure widget, which is five megabytes: a page gets it once, and not once a figure.
//
// The first figure asks Python for it; each asks for its present state before it begins to listen to changes. A
// question can be lost: to a kernel that was restarted, or to a widget that is still being made. So it is repeated.

const PLOTLY = Symbol.for("sociable-plotly");
const PAUSES = [2000, 4000, 8000, 16000, 32000]; // milliseconds before a question is put again
const MISSING =
  "The picture did not arrive. Its table is below. To see it too, reload the page and choose Run, Run All Cells.";

export default () => {
  let figure = null;
  let ready = null;
  return {
    // Not waited for here: a widget that is slow to begin is given up.
    initialize({ model }) {
      ready = loadPlotly(model).then(async (makeFigure) => {
        await insist((pause) => within(ask(model, "state"), pause));
        figure = makeFigure();
        figure.initialize({ model });
      });
      ready.catch(() => {}); // told of where it is shown
    },
    async render(context) {
      try {
        await ready;
      } catch {
        context.el.append(make("p", { class: "sociable-hint", role: "alert" }, MISSING));
        return undefined;
      }
      return figure.render(context);
    },
  };
};

// Get the script: whoever comes first asks, and the others wait, but not for ever.
function loadPlotly(model) {
  const shared = (globalThis[PLOTLY] ??= { script: null, asked: null });
  return insist(async (pause) => {
    if (shared.script) return shared.script;
    shared.asked ??= ask(model, "plotly").then(importBytes);
    const { asked } = shared;
    try {
      shared.script = await within(asked, pause);
    } finally {
      if (shared.asked === asked) shared.asked = null;
    }
    return shared.script;
  });
}

// Try until it works; after a failure that comes at once, wait all the same.
async function insist(attempt) {
  for (const pause of PAUSES) {
    const end = wait(pause);
    try {
      return await attempt(pause);
    } catch {
      await end;
    }
  }
  throw new Error(MISSING);
}

function wait(pause) {
  return new Promise((resolve) => setTimeout(resolve, pause));
}

function within(promise, pause) {
  const late = wait(pause).then(() => Promise.reject(new Error("no answer")));
  return Promise.race([promise, late]);
}

async function importBytes([bytes]) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  const script = await import(address);
  URL.revokeObjectURL(address);
  return script.default;
}

function ask(model, wanted) {
  return new Promise((resolve) => {
    const hear = (message, buffers) => {
      if (message.gives !== wanted) return;
      model.off("msg:custom", hear);
      resolve(buffers);
    };
    model.on("msg:custom", hear);
    model.send({ wants: wanted });
  });
}
