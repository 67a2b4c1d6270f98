// A row of labelled fields and buttons. Values are one object; a click is a message.

const PAUSE = 400;

function render({ model, el }) {
  const root = make("div", { class: "sociable sociable-controls", role: "group", "aria-label": model.get("label") });
  el.append(root);
  let shown = new Map();
  let pending = [];

  const flush = () => pending.forEach((each) => each.now());
  const store = (id, value) => {
    if (model.get("values")[id] === value) return;
    model.set("values", { ...model.get("values"), [id]: value });
    model.save_changes();
  };
  const build = () => {
    flush();
    const focused = [...shown].find(([, { control }]) => control === document.activeElement)?.[0];
    shown = new Map(model.get("fields").map((field) => [field.id, makeField(field)]));
    pending = [];
    for (const [id, { control }] of shown) {
      const typing = debounce(() => store(id, control.value), PAUSE);
      control.addEventListener("input", typing.later);
      control.addEventListener("change", () => (typing.later(), typing.now()));
      control.addEventListener("blur", typing.now);
      pending.push(typing);
      for (const event of ["focus", "pointerenter"]) {
        if (control.localName === "select") control.addEventListener(event, () => model.send({ look: id }));
      }
    }
    const buttons = model.get("buttons").map(({ id, text, kind = "" }) => {
      const button = make("button", { class: `sociable-button ${kind}` }, text);
      button.addEventListener("click", () => (flush(), model.send({ click: id })));
      return button;
    });
    root.replaceChildren(...[...shown.values()].map(({ node }) => node), ...buttons);
    show();
    shown.get(focused)?.control.focus();
  };
  const show = () => {
    const values = model.get("values");
    for (const [id, { control }] of shown) {
      const typing = control === document.activeElement && control.localName === "input";
      if (!typing) put(control, "value", values[id] ?? "");
    }
  };

  build();
  model.on("change:fields change:buttons", build);
  model.on("change:values", show);
  window.addEventListener("pagehide", flush);
  return () => {
    flush();
    window.removeEventListener("pagehide", flush);
    model.off("change:fields change:buttons", build);
    model.off("change:values", show);
  };
}

function makeField({ id: name, label, options = null, hint = "", wide = false }) {
  const [id, hintId] = [freshId(), freshId()];
  const control = make(options ? "select" : "input", { id, "data-field": name });
  for (const [value, text] of options ?? []) control.append(make("option", { value }, text));
  if (!options) control.type = "text";
  const node = make("div", { class: `sociable-field${wide ? " sociable-wide" : ""}` }, make("label", { for: id }, label), control);
  if (hint) {
    control.setAttribute("aria-describedby", hintId);
    node.append(make("p", { id: hintId, class: "sociable-hint" }, hint));
  }
  return { node, control };
}

export default { render };
