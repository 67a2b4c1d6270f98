// What the widgets share. Text only ever becomes text: nothing here reads HTML.

// JupyterLab takes keys from anything that is not a text field: arrows change the cell, `d d` deletes it.
// It looks for this mark on the very element that has the focus, so each control needs its own.
const FOCUSABLE = new Set(["input", "textarea", "select", "button", "summary", "a"]);

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (FOCUSABLE.has(tag)) guard(node);
  if (tag === "button") node.type = "button";
  node.append(...children);
  return node;
}

// It also takes line breaks from text areas in a cell's output (ipywidgets issue 3950): they don't reach it any more.
function guard(node) {
  node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.addEventListener("beforeinput", (event) => event.stopImmediatePropagation()); // set before JupyterLab's own
}

// Set a property only when it differs, so that the caret stays where it is.
function put(node, name, value) {
  if (node[name] !== value) node[name] = value;
}

let made = 0;
function freshId() {
  made += 1;
  return `sociable-${made}-${Math.random().toString(36).slice(2)}`;
}

// Call back a moment after the last of many calls; `now` does it at once if one is waiting.
function debounce(callback, pause) {
  let timer = null;
  const now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    callback();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  };
  return { later, now };
}
