// Wires everything up: keyboard (WAI-ARIA tree pattern), buttons, legend, and the first picture.

const FIRST = 400; // boxes of the first picture, at most
const FEW = 20; // boxes up to which everything stands open
const TRIES = 12; // single posts that are opened to fill the first picture

function move(node) {
  if (!node || !drawn.has(node)) return;
  mark(node, true);
  show(node);
  if (!panel.hidden && node.index >= 0) openPanel(node);
}

// the drawn nodes in reading order: a whole subtree before the next
function reading() {
  const order = [];
  const waiting = base === root ? [...(layout.below.get(root) || [])].reverse() : [base];
  while (waiting.length) {
    const node = waiting.pop();
    order.push(node);
    waiting.push(...[...(layout.below.get(node) || [])].reverse());
  }
  return order;
}

const KEYS = {
  ArrowDown: () => { const order = reading(); move(order[order.indexOf(active) + 1]); },
  ArrowUp: () => { const order = reading(); move(order[order.indexOf(active) - 1]); },
  ArrowRight: () => {
    if (active.children.length && !active.open) toggle(active);
    else move((layout.below.get(active) || [])[0]);
  },
  ArrowLeft: () => {
    if (active.open && active.children.length && active !== base) toggle(active);
    else move(active.parent);
  },
  Home: () => move(reading()[0]),
  End: () => move(reading().pop()),
  Enter: () => {
    openPanel(active);
    if (active.index >= 0) panel.focus();
    show(active);
  },
  " ": () => toggle(active),
  "+": () => zoom(1.2),
  "=": () => zoom(1.2),
  "-": () => zoom(1 / 1.2),
  0: () => fit(),
  Escape: () => { if (!panel.hidden) closePanel(); },
};

scene.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !active || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
panel.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  if (event.key !== "/" && event.key !== "?") return;
  event.preventDefault();
  if (event.key === "/") find.focus();
  else openHelp();
});

scene.addEventListener("click", (event) => {
  if (chart.classList.contains("panning")) return;
  const link = event.target.closest(".link");
  if (link) openLine(link.line);
  const box = event.target.closest(".node");
  if (!box) return;
  mark(box.node, true);
  if (box.node.kind === "more" || event.target.closest(".toggle")) toggle(box.node);
  else {
    openPanel(box.node);
    show(box.node);
  }
});

function press(id, action) {
  document.getElementById(id).addEventListener("click", action);
}
press("in", () => zoom(1.25));
press("out", () => zoom(1 / 1.25));
press("fit", () => {
  draw();
  fit();
});
press("svg", saveSvg);
press("png", savePng);
press("keys", openHelp);
press("all", everything);
press("more", () => {
  const opened = openLevel(MOST);
  draw();
  fit(READABLE);
  if (!opened.length) notice.textContent = "Everything that fits is open: open single posts, or find one.";
});
press("less", () => {
  base = root;
  for (const node of [...posts, ...root.children]) node.open = false;
  draw();
  mark(layout.boxes.keys().next().value, false);
  fit(READABLE);
});

const chooser = document.getElementById("colour");
chooser.value = data.colorBy;
chooser.addEventListener("change", () => {
  colours = choose(chooser.value);
  explain();
  redraw(active);
});

function explain() {
  const legend = document.getElementById("legend");
  legend.replaceChildren();
  const put = (mark, words) => {
    const item = element("li", words);
    item.prepend(mark);
    legend.append(item);
  };
  for (const [name, paint, count] of colours.legend) {
    const swatch = element("span", "", "swatch");
    swatch.style.backgroundColor = paint;
    put(swatch, `${name} ${count.toLocaleString("en")}`);
  }
  if (posts.some((node) => node.vacant)) put(element("span", "", "swatch empty"), "vacant");
  if (posts.some((node) => node.named)) put(element("span", "", "swatch hollow"), "named, not posted");
  const used = new Set(lines.map((line) => line.stroke));
  if (used.size < 2 && used.has("solid")) return;
  for (const [name, [words, arrow]] of Object.entries(data.strokes)) {
    if (!used.has(name)) continue;
    const sample = make("svg", { width: 30, height: 10, "aria-hidden": "true" });
    sample.append(make("path", { class: `line ${name}`, d: arrow ? "M1 5H23" : "M1 5H29" }));
    if (arrow) sample.append(make("path", { class: `tip ${name}`, d: "M30 5L23 1V9Z" }));
    put(sample, words);
  }
}

// open `nodes`, and leave them open if the picture can still be read in the window
function tryOpen(nodes) {
  for (const node of nodes) node.open = true;
  layout = layOut(true);
  const fits = layout.boxes.size <= FEW || (layout.boxes.size <= FIRST && whole() >= READABLE);
  if (!fits) for (const node of nodes) node.open = false;
  if (!fits) layout = layOut(true);
  return fits;
}

// as many levels as can be read at once; then single posts, as far as they still fit
function openReadable() {
  const closed = () => [...layout.boxes.keys()].filter((node) => node.children.length && !node.open);
  let fits = true;
  for (let level = closed(); fits && level.length && layout.boxes.size + sum(level.map((node) => Math.min(node.children.length, PAGE))) <= FIRST; level = closed()) {
    fits = tryOpen(level);
  }
  for (const node of closed().slice(0, TRIES)) tryOpen([node]);
}

(function start() {
  document.getElementById("summary").textContent = data.summary;
  explain();
  layout = layOut(true);
  // organizations do not count as levels
  const levels = data.open === null ? 0 : data.open + (root.children.some((node) => node.kind === "group") ? 1 : 0);
  for (let level = 0; level < levels && openLevel(FIRST).length; level += 1) layout = layOut(true);
  if (data.open === null) openReadable();
  draw();
  if (data.focus >= 0 && posts[data.focus].parent !== root) {
    posts[data.focus].open = true;
    reveal(posts[data.focus]);
  } else fit(READABLE);
})();
addEventListener("resize", () => {
  if (view.moved) apply();
  else {
    draw();
    fit(READABLE);
  }
});
