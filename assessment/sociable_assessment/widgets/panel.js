// A panel of text that Python writes: elements are changed in place, so that an opened table stays open, the
// focus stays where it is, and a screen reader hears what is new.
//
// As the text twin of a plot it also gives the plot a name, and tells it when there is more or less room.

const TAGS = new Set(
  "div section header p span strong em ul ol li h2 h3 h4 table caption thead tbody tr th td details summary".split(" "),
);
const ATTRIBUTES = /^(class|role|scope|id|title|colspan|hidden|tabindex|lang|data-share|data-mark|aria-[a-z]+)$/;

function render({ model, el }) {
  const root = make("div", { class: "sociable sociable-panel" });
  el.append(root);
  const plot = watchPlot(root, model);
  const show = () => {
    patch(root, model.get("tree"));
    plot.name();
  };

  show();
  model.on("change:tree change:plot_name", show);
  return () => {
    plot.forget();
    model.off("change:tree change:plot_name", show);
  };
}

// Look after the plot that the panel is the twin of. It may come later than the panel, and come again.
function watchPlot(root, model) {
  const find = () => model.get("plot") && root.closest(".sociable-app")?.querySelector(`.${model.get("plot")}`);
  let box = null;
  let width = 0;
  const name = () => {
    const plot = box?.querySelector(".js-plotly-plot");
    if (!plot) return;
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", model.get("plot_name"));
    letScroll(box, model.get("plot_name"));
  };
  const fit = (entries) => {
    if (box !== find()) meet();
    name(); // the plot may be drawn long after its place is there
    const now = Math.round(entries.at(-1).contentRect.width);
    if (now === width || !now) return;
    width = now;
    window.dispatchEvent(new Event("resize")); // the only sign that a FigureWidget listens to
  };
  const meet = () => {
    box = find();
    if (box) arrivals.observe(box, { childList: true });
    greet();
  };
  const greet = () => {
    width = 0;
    for (const plot of box?.children ?? []) room.observe(plot);
  };
  const room = new ResizeObserver(fit);
  const arrivals = new MutationObserver(greet);
  if (model.get("plot")) room.observe(root);
  const forget = () => {
    room.disconnect();
    arrivals.disconnect();
  };
  return { name, forget };
}

// Who can't drag a picture that is wider than its place moves it by arrow keys; elsewhere it is no stop for Tab.
function letScroll(box, name) {
  const wide = box.scrollWidth > box.clientWidth + 1;
  if (wide === box.hasAttribute("tabindex")) return;
  const needed = { tabindex: "0", role: "group", "aria-label": name };
  for (const [attribute, value] of Object.entries(needed)) {
    if (wide) box.setAttribute(attribute, value);
    else box.removeAttribute(attribute);
  }
  if (wide) guard(box);
}

function patch(node, children) {
  children.forEach((child, place) => {
    const before = node.childNodes[place];
    const after = fit(before, child);
    if (!before) node.append(after);
    else if (before !== after) before.replaceWith(after);
  });
  while (node.childNodes.length > children.length) node.lastChild.remove();
}

function fit(node, child) {
  if (typeof child === "string") return fitText(node, child);
  const [tag, attributes, children] = child;
  if (!TAGS.has(tag)) throw new Error(`a panel shows no <${tag}>`);
  const same = node?.nodeType === Node.ELEMENT_NODE && node.localName === tag ? node : make(tag);
  dress(same, attributes);
  patch(same, children);
  return same;
}

function fitText(node, text) {
  if (node?.nodeType !== Node.TEXT_NODE) return document.createTextNode(text);
  put(node, "data", text);
  return node;
}

function dress(node, attributes) {
  for (const { name } of [...node.attributes]) {
    const kept = name in attributes || name === "open" || name === "data-lm-suppress-shortcuts";
    if (!kept) node.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.test(name) && node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  // Lengths of bars, in percent: numbers only, for the style sheet.
  for (const name of ["share", "mark"]) {
    if (node.dataset[name] !== undefined) node.style.setProperty(`--${name}`, Number(node.dataset[name]));
  }
}

export default { render };
