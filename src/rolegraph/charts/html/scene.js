// Draws the open part as SVG elements. Data becomes text nodes and attributes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const chart = document.getElementById("chart");
const scene = document.getElementById("scene");
let layout = null;
let active = null; // the node that the keyboard stands on
const drawn = new Map();
const wires = new Map(); // for each drawn node the connector to what is above it

function make(name, attributes = {}, words = null) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== null) element.textContent = words;
  return element;
}

const round = (number) => Math.round(number * 10) / 10;

function rounded(points) {
  const towards = (corner, other) => {
    const length = Math.abs(other[0] - corner[0]) + Math.abs(other[1] - corner[1]);
    const share = length ? Math.min(8, length / 2) / length : 0;
    return [0, 1].map((axis) => round(corner[axis] + (other[axis] - corner[axis]) * share));
  };
  let d = `M${points[0].map(round).join(" ")}`;
  for (let at = 1; at + 1 < points.length; at += 1) {
    d += `L${towards(points[at], points[at - 1]).join(" ")}Q${points[at].map(round).join(" ")} ${towards(points[at], points[at + 1]).join(" ")}`;
  }
  return `${d}L${points[points.length - 1].map(round).join(" ")}`;
}

const curved = (points) => `M${points[0].map(round).join(" ")}C${points.slice(1).map((point) => point.map(round).join(" ")).join(" ")}`;

function says(line) {
  const kinds = line.kinds.filter((kind) => kind !== "solid line");
  if (line.place === "cut") kinds.push("closes a cycle");
  return `${line.low.label} reports to ${line.high.label}${kinds.length ? ` (${kinds.join(", ")})` : ""}`;
}

// `way` is a connector of the tree, a way around the boxes, or null for a plain curve
function drawLine(line, way) {
  const points = way || bend(layout.boxes.get(line.low), layout.boxes.get(line.high));
  const d = way ? rounded(points) : curved(points);
  const group = make("g", { class: "link", "aria-hidden": "true" });
  group.append(make("title", {}, [says(line), ...line.quotes.map((quote) => `“${quote}”`)].join("\n")));
  group.append(make("path", { class: `line ${line.stroke}`, d }));
  if (data.strokes[line.stroke][1]) {
    const [x, y] = points[points.length - 1];
    const back = points[points.length - 2][0] > x ? 7 : -7;
    group.append(make("path", { class: `tip ${line.stroke}`, d: `M${round(x)} ${round(y)}L${round(x + back)} ${round(y - 4)}V${round(y + 4)}Z` }));
  }
  group.append(make("path", { class: "hit", d }));
  group.line = line;
  if (line.place === "tree") wires.set(line.low, group);
  return group;
}

const STUBS = 4;

// lines of a drawn post to posts that are not drawn: a short end at its right side, so that nothing is hidden
function drawStubs(parts, hidden) {
  const count = new Map();
  for (const line of hidden) {
    const node = layout.boxes.has(line.low) ? line.low : line.high;
    const at = count.get(node) || 0;
    count.set(node, at + 1);
    if (at >= STUBS) continue;
    const box = layout.boxes.get(node);
    const d = `M${round(box.x + box.width)} ${round(box.y + 14 + 8 * at)}h14`;
    const group = make("g", { class: "link stub", "aria-hidden": "true" });
    group.append(make("title", {}, says(line)), make("path", { class: `line ${line.stroke}`, d }), make("path", { class: "hit", d }));
    group.line = line;
    parts.append(group);
  }
}

function drawNode(node, box) {
  const real = node.index >= 0;
  const shape = ["node", node.kind, node.named ? "named" : "", node.vacant ? "vacant" : "", real && node.index === data.focus ? "focus" : ""];
  const group = make("g", {
    class: shape.filter(Boolean).join(" "), transform: `translate(${round(box.x)} ${round(box.y)})`, role: "treeitem", tabindex: "-1",
    "aria-level": layout.depth.get(node) + 1, "aria-posinset": node.place + 1, "aria-setsize": node.parent.children.length,
    "aria-label": spoken(node), "aria-selected": "false",
  });
  if (node.children.length) group.setAttribute("aria-expanded", String(node.open));
  const radius = { unit: 3, organization: 3, person: 20 }[node.kind] || 10;
  if (real && !node.named) group.append(make("rect", { class: "shadow", y: 2.5, width: box.width, height: box.height, rx: radius }));
  group.append(make("rect", { class: "box", width: box.width, height: box.height, rx: radius }));
  if (real) {
    const [paint, ink] = colours.of(node);
    group.style.setProperty("--paint", paint);
    group.style.setProperty("--ink", ink);
    group.append(make("rect", { class: "bar", x: 7, y: 11, width: 4, height: Math.max(4, box.height - 22), rx: 2 }));
  }
  const { rows, height } = card(node);
  for (const row of rows) drawRow(group, row, (box.height - height) / 2);
  if (node.children.length) drawToggle(group, node, box);
  group.node = node;
  return group;
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

function drawRow(group, row, offset) {
  const leftward = RIGHT_TO_LEFT.test(row.words);
  const x = leftward ? INSET + ROOM - Math.min(ROOM, measure(row.words, row.style)) / 2 : INSET;
  const element = make("text", { class: row.style, x: round(x), y: round(row.baseline + offset) }, row.words);
  if (leftward) {
    element.setAttribute("text-anchor", "middle");
    element.setAttribute("direction", "rtl");
  }
  group.append(element);
}

function drawToggle(group, node, box) {
  const words = node.open ? "−" : node.children.length.toLocaleString("en");
  const width = Math.max(22, 12 + 6.5 * words.length);
  const toggle = make("g", { class: node.open ? "toggle open" : "toggle", transform: `translate(${round(box.width - width - 8)} ${round(box.height - 10)})` });
  toggle.append(make("title", {}, node.open ? "Close" : `Open ${below(node)}`));
  toggle.append(make("rect", { class: "hit", x: -6, y: -4, width: width + 12, height: 28 }));
  toggle.append(make("rect", { width, height: 20, rx: 10 }));
  toggle.append(make("text", { x: width / 2, y: 13.8, "text-anchor": "middle" }, words));
  group.append(toggle);
}

function below(node) {
  const direct = node.children.length.toLocaleString("en");
  return node.total > node.children.length ? `${direct} directly below, ${node.total.toLocaleString("en")} in all` : `${direct} below`;
}

function spoken(node) {
  const parts = [node.label, node.seniority.join(", "), node.grade, node.organization, node.unit, node.locations.join(", ")];
  if (node.vacant) parts.push("vacant");
  if (node.named) parts.push("named, not posted");
  if (node.count) parts.push(`${node.count} posts`);
  if (node.children.length) parts.push(below(node));
  return parts.filter(Boolean).join("; ");
}

function drawLines(parts) {
  // organizations and the shelf have connectors without a line of their own
  for (const [node, points] of layout.elbows) {
    if (node.kind === "more" || !node.up.some((line) => line.place === "tree")) {
      const loose = make("path", { class: "line loose", d: rounded(points), "aria-hidden": "true" });
      wires.set(node, loose);
      parts.append(loose);
    }
  }
  const visible = lines.filter((line) => layout.boxes.has(line.low) && layout.boxes.has(line.high));
  const others = visible.filter((line) => line.place !== "tree" || !layout.elbows.has(line.low));
  for (const line of visible) if (!others.includes(line)) parts.append(drawLine(line, layout.elbows.get(line.low)));
  const ways = findRoutes([...layout.boxes.values()], others.map((line) => [layout.boxes.get(line.low), layout.boxes.get(line.high)]));
  others.forEach((line, at) => parts.append(drawLine(line, ways[at])));
  drawStubs(parts, lines.filter((line) => line.place !== "tree" && layout.boxes.has(line.low) !== layout.boxes.has(line.high)));
}

function draw(fresh = true) {
  const focused = scene.contains(document.activeElement);
  layout = layOut(fresh);
  drawn.clear();
  wires.clear();
  const parts = document.createDocumentFragment();
  drawLines(parts);
  for (const [node, box] of layout.boxes) {
    const element = drawNode(node, box);
    drawn.set(node, element);
    parts.append(element);
  }
  scene.replaceChildren(parts);
  if (!drawn.has(active)) active = layout.boxes.keys().next().value || null;
  mark(active, focused);
  say();
}

// make `node` the one that the keyboard stands on, and show its chain of command
function mark(node, focus) {
  for (const other of scene.querySelectorAll("[tabindex='0'], .chain")) {
    other.classList.remove("chain");
    if (!other.node) continue;
    other.setAttribute("tabindex", "-1");
    other.setAttribute("aria-selected", "false");
  }
  active = node;
  const element = drawn.get(node);
  if (!element) return;
  element.setAttribute("tabindex", "0");
  element.setAttribute("aria-selected", "true");
  for (const above of [node, ...path(node)]) {
    if (above !== node && drawn.has(above)) drawn.get(above).classList.add("chain");
    if (!wires.has(above)) continue;
    wires.get(above).classList.add("chain");
    scene.insertBefore(wires.get(above), drawn.values().next().value); // over the other lines, under the boxes
  }
  if (focus) element.focus({ preventScroll: true });
}
