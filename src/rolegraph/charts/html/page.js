// Wires everything up: keyboard (WAI-ARIA tree pattern), buttons, legend, and the first picture.

const FIRST = 400; // boxes of the first picture, at most

function move(node) {
  if (!node || !drawn.has(node)) return;
  mark(node, true);
  show(node);
  if (!panel.hidden && node.index >= 0) openPanel(node);
}

// the drawn nodes in reading order: a whole subtree before the next
function reading() {
  const order = [];
  const waiting = [...(layout.below.get(base) || [])].reverse();
  if (base !== root) order.push(base);
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
  if (event.key !== "/" || event.target === find) return;
  event.preventDefault();
  find.focus();
});

scene.addEventListener("click", (event) => {
  const element = event.target.closest(".node");
  if (!element || chart.classList.contains("panning")) return;
  const node = element.node;
  mark(node, true);
  if (node.kind === "more" || event.target.closest(".toggle")) toggle(node);
  else openPanel(node);
});

function press(id, action) {
  document.getElementById(id).addEventListener("click", action);
}
press("in", () => zoom(1.25));
press("out", () => zoom(1 / 1.25));
press("fit", fit);
press("save", save);
press("more", () => {
  const opened = openLevel(MOST);
  draw();
  fit();
  if (!opened) notice.textContent = "Everything that fits is open: open single posts, or find one.";
});
press("less", () => {
  base = root;
  for (const node of [...posts, ...root.children]) node.open = false;
  draw();
  mark(layout.boxes.keys().next().value, false);
  fit();
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
  if (posts.some((node) => !node.advertised)) put(element("span", "", "swatch hollow"), "named, not posted");
  const used = new Set(lines.map((line) => line.stroke));
  if (used.size < 2 && used.has("solid")) return;
  for (const [name, [words]] of Object.entries(data.strokes)) {
    if (!used.has(name)) continue;
    const sample = make("svg", { width: 30, height: 10, "aria-hidden": "true" });
    sample.append(make("path", { class: `line ${name}`, d: "M1 5H29" }));
    put(sample, words);
  }
}

(function start() {
  document.getElementById("summary").textContent = data.summary;
  explain();
  draw();
  // open the wanted levels, but never more than can be taken in; organizations do not count as levels
  const levels = data.open + (root.children.some((node) => node.kind === "group") ? 1 : 0);
  for (let level = 0; openLevel(level < levels ? FIRST : FEW); level += 1) draw();
  if (data.focus >= 0) {
    if (posts[data.focus].parent === root) posts[data.focus].open = true;
    reveal(posts[data.focus]);
  } else fit();
})();
addEventListener("resize", () => apply());
