// A row of labelled fields and buttons. Values are one object; a click is a message.
// A button that takes a file sends its bytes; a message with bytes is offered as a download.

const PAUSE = 400;
const MOST_BYTES = 8_000_000; // a server takes no longer message

function render({ model, el }) {
  const view = freshId();
  const root = make("div", { class: "sociable sociable-controls", role: "group", "aria-label": model.get("label") });
  el.append(root);
  let shown = new Map();
  let pressed = new Map();
  let pending = [];

  const flush = () => pending.forEach((each) => each.now());
  const store = (id, value) => {
    if (model.get("values")[id] === value) return;
    keepEntry(model.get("prefix"), `details/${id}`, value);
    model.set("values", { ...model.get("values"), [id]: value });
    model.save_changes();
  };
  const build = () => {
    flush();
    const isFocused = ([, { control }]) => control === document.activeElement;
    const [field, press] = [shown, pressed].map((each) => [...each].find(isFocused)?.[0]);
    pressed = new Map();
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
    const buttons = model.get("buttons").flatMap(({ id, text, kind = "", accept = "" }) => {
      const button = make("button", { class: `sociable-button ${kind}` }, text);
      const chooser = makeChooser(accept, (name, bytes) => model.send({ file: id, name, view, page: gatherPage(root) }, undefined, bytes));
      const begin = accept ? () => chooser.click() : () => model.send({ click: id, view, page: gatherPage(root) });
      button.addEventListener("click", () => (flush(), begin()));
      pressed.set(id, { control: button });
      return accept ? [button, chooser] : [button];
    });
    root.replaceChildren(...[...shown.values()].map(({ node }) => node), ...buttons);
    show();
    (shown.get(field) ?? pressed.get(press))?.control.focus();
  };
  const show = () => {
    const values = model.get("values");
    for (const [id, { control }] of shown) {
      const typing = control === document.activeElement && control.localName === "input";
      if (!typing) put(control, "value", values[id] ?? "");
    }
  };

  const hear = (message, buffers) => {
    if (message.give && message.view === view) giveFile(message.give, message.type, buffers[0]);
  };

  const leave = giveToPage(root, (page) => (page.values[model.get("label")] = model.get("values")));

  build();
  model.on("change:fields change:buttons", build);
  model.on("change:values", show);
  model.on("msg:custom", hear);
  window.addEventListener("pagehide", flush);
  return () => {
    flush();
    leave();
    window.removeEventListener("pagehide", flush);
    model.off("change:fields change:buttons", build);
    model.off("change:values", show);
    model.off("msg:custom", hear);
  };
}

// A hidden field that lets the browser ask for a file; one too large is named, without its bytes.
function makeChooser(accept, take) {
  const chooser = make("input", { type: "file", accept, hidden: "", tabindex: "-1", "aria-hidden": "true" });
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    take(file.name, file.size > MOST_BYTES ? [] : [await file.arrayBuffer()]);
    chooser.value = ""; // the same file can be chosen again
  });
  return chooser;
}

// Offer bytes as a download: they come from the kernel, and go no further than this browser.
function giveFile(name, type, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
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
