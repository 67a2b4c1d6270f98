// What the welcome page's button does: it opens the workshop's board. JupyterLab alone knows the path that its server
// stands at, behind a hub or a proxy. Nothing of Lab's packages is asked for, so that no bundler is needed: what Lab
// loads is a container of module federation, written by hand.

const BUTTON = "button.sociable-open-workshop";

// The page hides the button: where this script does not run, it would do nothing and say nothing.
function showButtons() {
  const style = document.createElement("style");
  style.textContent = `${BUTTON} { display: inline-block !important; }`;
  document.head.append(style);
}

function activate(app) {
  const board = new URL("workshop/open", app.serviceManager.serverSettings.baseUrl);
  document.addEventListener("click", (event) => {
    if (event.target.closest(BUTTON)) window.open(board, "_blank", "noopener");
  });
  showButtons();
}

const plugin = { id: "sociable-assessment:workshop", autoStart: true, activate };

window._JUPYTERLAB ??= {};
window._JUPYTERLAB["sociable-assessment"] = {
  init: () => {},
  get: async () => () => ({ __esModule: true, default: plugin }),
};
