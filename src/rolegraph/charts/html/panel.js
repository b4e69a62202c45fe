// The side panel: what is known of a post, and the words behind each of its lines.

const panel = document.getElementById("panel");
const LISTED = 200;

function element(name, words, className) {
  const found = document.createElement(name);
  if (words) found.textContent = words;
  if (className) found.className = className;
  return found;
}

function goTo(node) {
  const button = element("button", node.label || "\ufffd", "post");
  button.type = "button";
  button.addEventListener("click", () => {
    openPanel(node);
    reveal(node);
  });
  return button;
}

function entry(line, other) {
  const item = element("li");
  item.append(goTo(other));
  const kinds = line.place === "cut" ? [...line.kinds, "closes a cycle"] : line.kinds;
  const sure = line.confidence ? `${Math.round(line.confidence * 100)} % sure` : "";
  item.append(element("p", [kinds.join(", "), sure].filter(Boolean).join(" · "), "kinds"));
  for (const quote of line.quotes) item.append(element("blockquote", quote));
  return item;
}

function list(title, found, other) {
  if (!found.length) return;
  panel.append(element("h3", `${title} (${found.length.toLocaleString("en")})`));
  const items = element("ul");
  for (const line of found.slice(0, LISTED)) items.append(entry(line, line[other]));
  if (found.length > LISTED) items.append(element("li", `and ${(found.length - LISTED).toLocaleString("en")} more`));
  panel.append(items);
}

function openPanel(node) {
  if (node.index < 0) {
    toggle(node);
    return;
  }
  panel.replaceChildren();
  const close = element("button", "×", "close");
  close.type = "button";
  close.setAttribute("aria-label", "Close details");
  close.addEventListener("click", closePanel);
  panel.append(close, element("h2", node.label || "\ufffd"));
  if (!node.advertised) panel.append(element("p", "Named as a superior; no posting describes it.", "kinds"));
  const facts = element("dl");
  const known = [
    ["Kind", KINDS[node.kind]], ["Seniority", node.seniority.join(", ")], ["Organization", node.organization],
    ["Unit", node.unit], ["Location", node.locations.join("; ")], ["Also titled", node.titles.join("; ")], ["Identifier", node.iri],
  ];
  for (const [name, value] of known) if (value) facts.append(element("dt", name), element("dd", value));
  panel.append(facts);
  list("Reports to", node.up, "high");
  list("Reported to by", node.down, "low");
  if (!node.up.length && !node.down.length) panel.append(element("p", "No reporting line is stated."));
  panel.hidden = false;
  panel.scrollTop = 0;
}

function closePanel() {
  panel.hidden = true;
  mark(active, true);
}
