// Zoom, pan, fit, print, and saving what is open.

const notice = document.getElementById("notice");
const NEAR = 3;
const FAR = 0.08;
const READABLE = 0.45; // fitting never makes text smaller than this
const view = { x: 0, y: 0, scale: 1 };

function apply() {
  scene.setAttribute("transform", `translate(${round(view.x)} ${round(view.y)}) scale(${Math.round(view.scale * 1000) / 1000})`);
}

function zoom(factor, x = chart.clientWidth / 2, y = chart.clientHeight / 2) {
  const scale = Math.min(NEAR, Math.max(FAR, view.scale * factor));
  view.x = x - (x - view.x) * (scale / view.scale);
  view.y = y - (y - view.y) * (scale / view.scale);
  view.scale = scale;
  apply();
}

function fit() {
  const [width, height] = [chart.clientWidth, chart.clientHeight];
  const whole = Math.min((width - 60) / Math.max(1, layout.width), (height - 90) / Math.max(1, layout.height));
  view.scale = Math.max(READABLE, Math.min(1, whole));
  view.x = (width - layout.width * view.scale) / 2;
  view.y = 30;
  const top = layout.boxes.get(active);
  // wider than the window: keep the post that the reader stands on in sight
  if (layout.width * view.scale > width && top) view.x = width / 2 - (top.x + top.width / 2) * view.scale;
  if (layout.height * view.scale > height && top && top.y * view.scale > height * 0.6) view.y = height / 3 - top.y * view.scale;
  apply();
}

function centre(node) {
  const box = layout.boxes.get(node);
  if (!box) return;
  view.scale = Math.max(view.scale, 0.8);
  const free = chart.clientWidth - (panel.hidden ? 0 : panel.clientWidth);
  view.x = Math.max(free, chart.clientWidth / 2) / 2 - (box.x + box.width / 2) * view.scale;
  view.y = chart.clientHeight / 2.6 - (box.y + box.height / 2) * view.scale;
  apply();
}

// pan as little as needed to have the whole box in the window
function show(node) {
  const box = layout.boxes.get(node);
  if (!box) return;
  const left = box.x * view.scale + view.x;
  const top = box.y * view.scale + view.y;
  const right = left + box.width * view.scale;
  const bottom = top + box.height * view.scale;
  if (left < 20) view.x += 20 - left;
  else if (right > chart.clientWidth - 20) view.x -= right - chart.clientWidth + 20;
  if (top < 20) view.y += 20 - top;
  else if (bottom > chart.clientHeight - 60) view.y -= bottom - chart.clientHeight + 60;
  apply();
}

// redraw after opening or closing, with `node` staying where it is on the screen
function redraw(node) {
  const before = layout && layout.boxes.get(node);
  draw();
  const after = layout.boxes.get(node);
  if (before && after) {
    view.x += (before.x - after.x) * view.scale;
    view.y += (before.y - after.y) * view.scale;
  }
  apply();
}

function toggle(node) {
  if (node.kind === "more") {
    const next = turn(node);
    redraw(node.parent);
    mark(next, true);
    show(next);
    return;
  }
  if (!node.children.length) return;
  node.open = !node.open;
  redraw(node);
}

// open everything above `node`; from far down, draw only the part around it
function reveal(node) {
  const above = path(node);
  base = above.length > 40 ? above[20] : root;
  for (const one of above) {
    one.open = true;
    if (one === base) break;
  }
  for (let child = node; child !== base && child.parent; child = child.parent) leaf(child);
  draw();
  mark(node, false);
  centre(node);
  if (base !== root) notice.textContent = `${above.length - 21} levels above are not drawn: “Close all” goes back to the top.`;
}

// open one level more, as long as the picture stays drawable
function openLevel(limit) {
  const closed = [...layout.boxes.keys()].filter((node) => node.children.length && !node.open);
  let room = limit - layout.boxes.size;
  for (const node of closed) {
    room -= Math.min(node.children.length, PAGE + 1);
    if (room < 0) return false;
    node.open = true;
  }
  return closed.length > 0;
}

const fingers = new Map();
chart.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  fingers.set(event.pointerId, [event.clientX, event.clientY, event.clientX, event.clientY]);
});
addEventListener("pointermove", (event) => {
  const finger = fingers.get(event.pointerId);
  if (!finger) return;
  const [x, y] = finger;
  const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
  finger[0] = event.clientX;
  finger[1] = event.clientY;
  if (others.length) {
    const distance = (a, b) => Math.max(1, Math.hypot(a - others[0][0], b - others[0][1]));
    const frame = chart.getBoundingClientRect();
    zoom(distance(finger[0], finger[1]) / distance(x, y), (finger[0] + others[0][0]) / 2 - frame.left, (finger[1] + others[0][1]) / 2 - frame.top);
  } else if (Math.hypot(finger[0] - finger[2], finger[1] - finger[3]) > 4 || chart.classList.contains("panning")) {
    chart.classList.add("panning");
    view.x += finger[0] - x;
    view.y += finger[1] - y;
    apply();
  }
});
for (const name of ["pointerup", "pointercancel"]) {
  addEventListener(name, (event) => {
    fingers.delete(event.pointerId);
    // the click that ends a drag must still find the class
    setTimeout(() => chart.classList.remove("panning"));
  });
}
chart.addEventListener("wheel", (event) => {
  event.preventDefault();
  const frame = chart.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });

// paper shows all that is open, not the window
addEventListener("beforeprint", () => {
  chart.setAttribute("viewBox", `-20 -20 ${layout.width + 60} ${layout.height + 40}`);
  scene.removeAttribute("transform");
});
addEventListener("afterprint", () => {
  chart.removeAttribute("viewBox");
  apply();
});

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size", "font-weight", "font-family", "letter-spacing", "font-style"];

// a copy of the open part that stands alone: every computed style becomes an attribute
function standalone() {
  const [width, height] = [layout.width + 88, layout.height + 136];
  const svg = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  svg.append(make("title", {}, data.title));
  const page = getComputedStyle(document.body);
  svg.append(make("rect", { width, height, fill: page.backgroundColor }));
  svg.append(make("text", { x: 44, y: 56, "font-size": 22, "font-weight": 600, "font-family": FAMILY, fill: page.color }, data.title));
  const copy = scene.cloneNode(true);
  const [originals, copies] = [scene.querySelectorAll("*"), copy.querySelectorAll("*")];
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    const twin = copies[at];
    if (["rect", "path", "text"].includes(original.localName)) {
      for (const name of KEPT) {
        const value = style.getPropertyValue(name);
        if (value && value !== "normal") twin.setAttribute(name, value);
      }
    }
    for (const name of ["class", "style", "tabindex", "role", ...[...twin.attributes].map((a) => a.name).filter((a) => a.startsWith("aria-"))]) {
      twin.removeAttribute(name);
    }
  });
  for (const name of ["id", "role", "aria-labelledby"]) copy.removeAttribute(name);
  copy.setAttribute("transform", "translate(44 92)");
  svg.append(copy);
  return new XMLSerializer().serializeToString(svg);
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([standalone()], { type: "image/svg+xml" }));
  link.download = "chart.svg";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
