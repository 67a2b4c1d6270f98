// How many answers are kept, a button that gives them to take home, and one that takes them back.

const MOST = 8_000_000; // bytes; a server takes no longer message

function render({ model, el }) {
  const view = freshId();
  const count = make("p", { class: "sociable-count" });
  const warning = make("p", { class: "sociable-warning" });
  const download = make("button", { class: "sociable-main" }, "Download my work");
  const back = make("button", {}, "Bring it back");
  const file = make("input", { type: "file", accept: ".zip,.json", hidden: "", "aria-label": "Bring it back" });
  const buttons = make("div", { class: "sociable-act" }, download, back, file);
  const root = make("section", { class: "sociable sociable-save", "aria-label": "Your answers" }, count, warning, buttons);
  el.append(root);
  download.addEventListener("click", () => model.send({ act: "download", view }));
  back.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    const fits = chosen.size <= MOST;
    const bytes = fits ? [await chosen.arrayBuffer()] : [];
    model.send({ act: "bring_back", name: chosen.name, size: chosen.size }, undefined, bytes);
    file.value = "";
  });
  const show = () => {
    put(count, "textContent", model.get("count"));
    put(warning, "textContent", model.get("warning"));
    warning.hidden = !model.get("warning");
  };
  const hear = (message, buffers) => {
    if (message.download && message.view === view) saveFile(message.download, buffers[0]);
  };
  show();
  model.on("change:count change:warning", show);
  model.on("msg:custom", hear);
  return () => {
    model.off("change:count change:warning", show);
    model.off("msg:custom", hear);
  };
}

function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export default { render };
