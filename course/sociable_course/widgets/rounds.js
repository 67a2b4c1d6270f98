// Decision rounds: where one stands, then ticks with their costs and what would be left, then a way to begin again.

function makeRounds({ prompt, choices, ...standing }, { change, act }) {
  const quarter = make("p", { class: "sociable-quarter" });
  const facts = make("dl", { class: "sociable-facts" });
  const ticks = makeTicks({ prompt: "What do you spend on this quarter? (1,000 €)", options: choices.map(priced) }, { change: () => (tell(), change()) });
  ticks.node.className = "sociable-spend";
  const sum = make("p", { class: "sociable-sum", role: "status" });
  const again = make("button", { class: "sociable-again" }, "Start again");
  again.addEventListener("click", () => act({ act: "again" }));
  const node = make("fieldset", { class: "sociable-rounds" }, make("legend", {}, prompt), quarter, facts, ticks.node, sum);
  let now = standing;
  const tell = () => {
    const spent = choices.filter(({ id }) => ticks.read().includes(id)).reduce((total, { cost }) => total + cost, 0);
    const rest = now.left - spent;
    const said = rest < 0 ? `${-rest} more than there is.` : `${rest} are left after it.`;
    put(sum, "textContent", now.finished ? "" : `This quarter: ${spent} thousand €. ${said}`);
    sum.classList.toggle("sociable-over", rest < 0);
  };
  const renew = (content) => {
    now = content;
    put(quarter, "textContent", content.quarter);
    facts.replaceChildren(...content.facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
    ticks.node.hidden = sum.hidden = content.finished;
    again.hidden = !content.begun;
    tell();
  };
  renew(standing);
  const show = (value) => (ticks.show(value), tell());
  const enter = () => (now.finished ? again.focus({ preventScroll: true }) : ticks.enter());
  return { node, read: ticks.read, show, mark: () => {}, enter, renew, aside: again };
}

function priced({ id, text, cost }) {
  return { id, text: `${text}: ${cost}` };
}
