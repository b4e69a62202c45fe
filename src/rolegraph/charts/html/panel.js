// The side panel: what is known of a post or a line, and the words and sources behind it.

const panel = document.getElementById("panel");
const LISTED = 200;

function element(name, words, className) {
  const found = document.createElement(name);
  if (words) found.textContent = words;
  if (className) found.className = className;
  return found;
}

function button(words, className, action) {
  const found = element("button", words, className);
  found.type = "button";
  found.addEventListener("click", action);
  return found;
}

const goTo = (node) => button(node.label || "\ufffd", "post", () => {
  openPanel(node);
  reveal(node);
});

// how a line is stated: kinds, confidence, quotes, and where they stand
function evidence(item, line) {
  const kinds = line.place === "cut" ? [...line.kinds, "closes a cycle"] : line.kinds;
  const sure = line.confidence ? `${Math.round(line.confidence * 100)} % sure` : "";
  item.append(element("p", [kinds.join(", "), sure].filter(Boolean).join(" · "), "kinds"));
  for (const quote of line.quotes) item.append(element("blockquote", quote));
  for (const source of line.sources) item.append(element("p", `from ${source}`, "source"));
}

function list(title, found, other) {
  if (!found.length) return;
  panel.append(element("h3", `${title} (${found.length.toLocaleString("en")})`));
  const items = element("ul");
  for (const line of found.slice(0, LISTED)) {
    const item = element("li");
    item.append(goTo(line[other]));
    evidence(item, line);
    items.append(item);
  }
  if (found.length > LISTED) items.append(element("li", `and ${(found.length - LISTED).toLocaleString("en")} more`));
  panel.append(items);
}

function chain(node) {
  const above = path(node).filter((one) => one.index >= 0);
  if (above.length < 2) return;
  panel.append(element("h3", `Chain to the top (${above.length.toLocaleString("en")})`));
  const items = element("ol");
  for (const one of above.slice(0, LISTED)) {
    const item = element("li");
    item.append(goTo(one));
    items.append(item);
  }
  if (above.length > LISTED) items.append(element("li", `and ${(above.length - LISTED).toLocaleString("en")} more`));
  panel.append(items);
}

function facts(known) {
  const found = element("dl");
  for (const [name, value] of known) if (value) found.append(element("dt", name), element("dd", value));
  return found;
}

function begin(title) {
  const head = element("h2", title || "\ufffd");
  const close = button("×", "close", closePanel);
  close.setAttribute("aria-label", "Close details");
  panel.replaceChildren(close, head);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function actions(node) {
  if (!node.children.length) return;
  const row = element("p", "", "actions");
  row.append(button("Only this branch", "", () => branch(node)), button("Open all below", "", () => openBelow(node)));
  panel.append(row);
}

function openPanel(node) {
  if (node.index < 0) {
    toggle(node);
    return;
  }
  begin(node.label);
  if (node.vacant) panel.append(element("p", "Vacant: nobody holds this post.", "kinds"));
  if (node.named) panel.append(element("p", "Named as a superior; no posting describes it.", "kinds"));
  actions(node);
  panel.append(facts([
    ["Kind", KINDS[node.kind]], ["Seniority", node.seniority.join(", ")], ["Grade", node.grade],
    ["Share of a post", node.fte === null ? "" : `${node.fte} FTE`], ["Organization", node.organization], ["Unit", node.unit],
    ["Location", node.locations.join("; ")], ["Below it", node.children.length ? below(node) : ""],
    ["Also titled", node.titles.join("; ")], ["Id", node.identifier], ["IRI", node.iri],
  ]));
  list("Reports to", node.up, "high");
  chain(node);
  list("Reported to by", node.down, "low");
  if (!node.up.length && !node.down.length) panel.append(element("p", "No reporting line is stated."));
}

function openLine(line) {
  begin(says(line));
  const item = element("div");
  evidence(item, line);
  panel.append(item);
  for (const [title, node] of [["From", line.low], ["To", line.high]]) panel.append(element("h3", title), goTo(node));
}

const HELP = [
  ["↓ ↑", "the next or the previous post"], ["→", "open, then go in"], ["←", "close, then go up"], ["Space", "open or close"],
  ["Enter", "details, with the quotes"], ["Home End", "first or last post"], ["/", "find a post"], ["+ −", "zoom"], ["0", "fit to the window"],
  ["Esc", "close details"],
];

function openHelp() {
  begin("Keys");
  panel.append(facts(HELP));
  panel.focus();
}

function closePanel() {
  panel.hidden = true;
  mark(active, true);
}
