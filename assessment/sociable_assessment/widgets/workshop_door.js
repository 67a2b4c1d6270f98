// A link to the workshop's board. Jupyter tells every page the path that its server stands at.

function findBase() {
  const told = document.getElementById("jupyter-config-data");
  const base = told ? JSON.parse(told.textContent).baseUrl : "/";
  return new URL(base || "/", location.href);
}

function render({ el }) {
  const root = make("div", { class: "sociable sociable-door" });
  const link = make("a", { href: new URL("workshop/open", findBase()).href, target: "_blank", rel: "noopener" });
  link.textContent = "Open the workshop's board";
  const line = make("p", {});
  line.append(link);
  const note = make("p", { class: "sociable-hint" });
  note.textContent = "It opens in a tab of its own, for you alone: you are logged in here.";
  root.append(line, note);
  el.append(root);
}

export default { render };
