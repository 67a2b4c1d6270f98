// A panel of text that Python writes: elements are changed in place, so that an opened table stays open, the
// focus stays where it is, and a screen reader hears what is new.
//
// As the text twin of a plot it also gives the plot a name, and tells it when there is more or less room.

const TAGS = new Set(
  "div section header p span strong em ul ol li h2 h3 h4 table caption thead tbody tr th td details summary".split(" "),
);
const ATTRIBUTES = /^(class|role|scope|id|title|colspan|hidden|tabindex|lang|aria-[a-z]+)$/;

function render({ model, el }) {
  const root = make("div", { class: "sociable sociable-panel" });
  el.append(root);
  const show = () => {
    patch(root, model.get("tree"));
    name();
  };
  const name = () => {
    const plot = find(el, model.get("plot"));
    if (!plot) return;
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", model.get("plot_name"));
  };
  let width = 0;
  const room = new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now === width || !now) return;
    width = now;
    fitPlot();
  });
  const fitPlot = () => {
    if (!find(el, model.get("plot"))) return;
    name();
    window.dispatchEvent(new Event("resize")); // the only sign that a FigureWidget listens to
  };

  show();
  model.on("change:tree change:plot_name", show);
  room.observe(root);
  document.addEventListener("plotlywidget-after-render", fitPlot);
  return () => {
    room.disconnect();
    document.removeEventListener("plotlywidget-after-render", fitPlot);
    model.off("change:tree change:plot_name", show);
  };
}

function find(el, plot) {
  return plot && el.closest(".sociable-app")?.querySelector(`.${plot} .js-plotly-plot, .${plot}.js-plotly-plot`);
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
}

export default { render };
