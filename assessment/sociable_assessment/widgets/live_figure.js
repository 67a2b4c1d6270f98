// Plotly's own figure widget, which is five megabytes: a page gets it once, and not once a figure.
//
// The first figure asks Python for it; each asks for its present state before it begins to listen to changes.

const PLOTLY = Symbol.for("sociable-plotly");

export default () => {
  let figure = null;
  let ready = null;
  return {
    // Not waited for here: a widget that is slow to begin is given up.
    initialize({ model }) {
      ready = loadPlotly(model).then(async (makeFigure) => {
        await ask(model, "state");
        figure = makeFigure();
        figure.initialize({ model });
      });
      ready.catch(() => {}); // told of where it is shown
    },
    async render(context) {
      await ready;
      return figure.render(context);
    },
  };
};

function loadPlotly(model) {
  globalThis[PLOTLY] ??= ask(model, "plotly").then(importBytes);
  return globalThis[PLOTLY];
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
