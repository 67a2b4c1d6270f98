// What a learner can turn to see a picture change: choices, numbers with two step buttons, switches.

const PAUSE = 500;
const MAKE = {
  choice: makeChoice,
  select: makeSelect,
  number: makeNumber,
  tick: ({ prompt, ...rest }, events) => makeTicks({ prompt, options: [{ id: "on", text: prompt }], ...rest }, events),
};

function render({ model, el }) {
  const root = make("div", { class: "sociable sociable-dials", role: "group", "aria-label": model.get("label") });
  el.append(root);
  const shown = new Map();
  const store = () => {
    model.set("values", Object.fromEntries([...shown].map(([id, { field }]) => [id, field.read()])));
    model.save_changes();
  };
  const typing = debounce(store, PAUSE);
  const now = () => (typing.later(), typing.now());
  const change = ({ typing: slow = false } = {}) => (slow ? typing.later() : now());
  for (const { id, kind, ...content } of model.get("fields")) {
    const field = MAKE[kind](content, { change, accept: now });
    field.node.classList.add(`sociable-dial-${kind}`);
    field.node.setAttribute("data-dial", id);
    shown.set(id, { field });
    root.append(field.node);
  }
  const show = () => {
    for (const [id, { field }] of shown) {
      if (field.control !== document.activeElement || !field.control) field.show(model.get("values")[id]);
    }
  };
  show();
  model.on("change:values", show);
  return () => {
    typing.now();
    model.off("change:values", show);
  };
}

export default { render };
