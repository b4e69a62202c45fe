// Zoom, pan, fit, and which part is open.

const notice = document.getElementById("notice");
const all = document.getElementById("all");
const NEAR = 3;
const FAR = 0.04;
const READABLE = 0.55; // the first picture never makes text smaller than this
const EDGE = 90; // pixels of the drawing that always stay in the window
const view = { x: 0, y: 0, scale: 1, moved: false };

// the window without the panel, which lies to its right, or below on a narrow screen
function space() {
  const [width, height] = [chart.clientWidth, chart.clientHeight];
  if (panel.hidden) return { width, height };
  const beside = panel.offsetWidth < width * 0.75;
  return beside ? { width: width - panel.offsetWidth, height } : { width, height: height - panel.offsetHeight };
}

const between = (low, value, high) => Math.min(Math.max(value, low), Math.max(low, high));

function apply() {
  const { width, height } = space();
  // nobody scrolls into nothing
  view.x = between(EDGE - layout.width * view.scale, view.x, width - EDGE);
  view.y = between(EDGE - layout.height * view.scale, view.y, height - EDGE);
  scene.setAttribute("transform", `translate(${round(view.x)} ${round(view.y)}) scale(${Math.round(view.scale * 1000) / 1000})`);
}

function zoom(factor, x = space().width / 2, y = space().height / 2) {
  const scale = between(FAR, view.scale * factor, NEAR);
  view.x = x - (x - view.x) * (scale / view.scale);
  view.y = y - (y - view.y) * (scale / view.scale);
  view.scale = scale;
  view.moved = true;
  apply();
}

const whole = () => Math.min(room().width / Math.max(1, layout.width), room().height / Math.max(1, layout.height));

// show all that is open; text no smaller than `least`
function fit(least = FAR) {
  const { width, height } = space();
  view.scale = Math.max(least, Math.min(1, whole()));
  view.x = (width - layout.width * view.scale) / 2;
  view.y = Math.max(24, Math.min(48, (height - layout.height * view.scale) / 3));
  const top = layout.boxes.get(active);
  // larger than the window: keep the post that the reader stands on in sight
  if (layout.width * view.scale > width && top) view.x = width / 2 - (top.x + top.width / 2) * view.scale;
  if (layout.width * view.scale > width) view.x = between(width - 30 - layout.width * view.scale, view.x, 30);
  if (layout.height * view.scale > height && top && top.y * view.scale > height * 0.6) view.y = height / 3 - top.y * view.scale;
  view.moved = false;
  apply();
}

function centre(node) {
  const box = layout.boxes.get(node);
  if (!box) return;
  const { width, height } = space();
  view.scale = Math.max(view.scale, 0.8);
  view.x = width / 2 - (box.x + box.width / 2) * view.scale;
  view.y = height / 2.4 - (box.y + box.height / 2) * view.scale;
  apply();
}

// pan as little as needed to have the whole box in the window
function show(node) {
  const box = layout.boxes.get(node);
  if (!box) return;
  const { width, height } = space();
  const [left, top] = [box.x * view.scale + view.x, box.y * view.scale + view.y];
  const [right, bottom] = [left + box.width * view.scale, top + box.height * view.scale];
  if (left < 20) view.x += 20 - left;
  else if (right > width - 20) view.x -= right - width + 20;
  if (top < 20) view.y += 20 - top;
  else if (bottom > height - 20) view.y -= bottom - height + 20;
  apply();
}

// redraw after opening or closing, with `node` staying where it is on the screen
function redraw(node) {
  const before = layout && layout.boxes.get(node);
  draw(false);
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

// open everything above `node`; from far down, or outside the branch that is shown, draw only the part around it
function reveal(node) {
  const above = path(node);
  if (base !== root && !above.includes(base)) base = root;
  if (above.length > 40) base = above[20];
  for (const one of above) {
    one.open = true;
    if (one === base) break;
  }
  for (let child = node; child !== base && child.parent; child = child.parent) leaf(child);
  draw();
  mark(node, false);
  if (whole() < READABLE) centre(node);
  else {
    fit(READABLE);
    show(node);
  }
}

// draw `node` and what is below it alone
function branch(node) {
  base = node;
  node.open = true;
  draw();
  mark(node, false);
  fit(READABLE);
}

function everything() {
  base = root;
  draw();
  fit(READABLE);
}

// open what is below `node`, level by level, as long as the picture stays drawable
function openBelow(node) {
  let level = [node];
  let left = MOST - layout.boxes.size;
  while (level.length) {
    for (const one of level) {
      if (one.open || !one.children.length) continue;
      left -= Math.min(one.children.length, PAGE + 1);
      if (left < 0) level = [];
      else one.open = true;
    }
    level = level.flatMap((one) => kids(one));
  }
  draw();
  centre(node);
}

// open one level more, as long as the picture stays drawable; return what was opened
function openLevel(limit) {
  const closed = [...layout.boxes.keys()].filter((node) => node.children.length && !node.open);
  const opened = [];
  let left = limit - layout.boxes.size;
  for (const node of closed) {
    left -= Math.min(node.children.length, PAGE + 1);
    if (left < 0) break;
    node.open = true;
    opened.push(node);
  }
  return opened;
}

function say() {
  const hidden = path(base).length;
  all.hidden = base === root;
  notice.textContent = layout.all ? "" : `Only the first ${MOST.toLocaleString("en")} boxes are drawn: close some, or find a post.`;
  if (base !== root) {
    notice.textContent = `Only the branch of “${base.label.slice(0, 80)}” is drawn${hidden ? `, ${hidden.toLocaleString("en")} below the top` : ""}.`;
  }
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
    view.moved = true;
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
