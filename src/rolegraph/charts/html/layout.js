// Where everything open stands: each tree by arrange.js, the trees packed on one page.

const APART = 48;
const MOST = 2500; // boxes that are drawn at once

let base = root; // the node whose children are the tops of what is drawn

// the open nodes, superiors first, at most MOST of them
function openNodes() {
  const order = [base];
  const below = new Map();
  const depth = new Map([[base, base === root ? -1 : 0]]);
  for (let at = 0; at < order.length; at += 1) {
    const found = kids(order[at]);
    const fits = order.length + found.length <= MOST + 1 ? found : [];
    below.set(order[at], fits);
    for (const child of fits) depth.set(child, depth.get(order[at]) + 1);
    order.push(...fits);
  }
  return { order, below, depth, all: order.every((node) => below.get(node).length === kids(node).length) };
}

// the nodes from `top` down, superiors first
function within(top, below) {
  const order = [top];
  for (let at = 0; at < order.length; at += 1) order.push(...below.get(order[at]));
  return order;
}

function room() {
  const free = space();
  return { width: Math.max(300, free.width - 60), height: Math.max(200, free.height - 60) };
}

// places of boxes and corners of connectors; `fresh` chooses the ways anew, else things stay about where they were
function layOut(fresh) {
  const open = openNodes();
  const free = room();
  const tops = base === root ? open.below.get(root) : [base];
  const trees = tops.map((top) => {
    const order = within(top, open.below);
    if (fresh || !top.way) top.way = bestWay(order, open.below, open.depth, free);
    return { order, known: measureTree(order, open.below, open.depth, top.way) };
  });
  const outlines = trees.map(({ order, known }) => known.get(order[0]));
  const { corners, width, height } = packBest(outlines, free, APART);
  const boxes = new Map();
  const elbows = new Map();
  trees.forEach(({ order, known }, at) => place(order, known, corners[at], open.below, boxes, elbows));
  return { boxes, elbows, below: open.below, depth: open.depth, all: open.all, width, height };
}

function place(order, known, start, below, boxes, elbows) {
  const corner = new Map([[order[0], start]]);
  for (const node of order) {
    const [x, y] = corner.get(node);
    const entry = known.get(node);
    const box = { x: x + entry.box, y, width: WIDTH, height: entry.raised };
    boxes.set(node, box);
    for (const { left, column } of entry.columns) {
      let top = y + entry.raised + entry.gap;
      for (const child of column.members) {
        const inner = known.get(child);
        const side = x + left + (column.stacked ? INDENT : 0);
        corner.set(child, [side, top]);
        const spot = { x: side + inner.box, y: top, width: WIDTH, height: inner.raised };
        elbows.set(child, elbow(box, spot, column.stacked ? x + left + INDENT / 2 : null, entry.gap < LEVEL));
        top += inner.height + gapAfter(child, below);
      }
    }
  }
}

function elbow(above, box, trunk, close) {
  const bottom = above.y + above.height;
  const middle = above.x + above.width / 2;
  const bus = bottom + LEVEL / 2;
  if (trunk === null) {
    const head = box.x + box.width / 2;
    return Math.abs(head - middle) < 0.5 ? [[middle, bottom], [head, box.y]]
      : [[middle, bottom], [middle, bus], [head, bus], [head, box.y]];
  }
  const side = [box.x, box.y + box.height / 2];
  return close ? [[trunk, bottom], [trunk, side[1]], side]
    : [[middle, bottom], [middle, bus], [trunk, bus], [trunk, side[1]], side];
}

// a curve between the sides of two boxes that face each other
function bend(from, to) {
  if (from === to) {
    const right = from.x + from.width;
    return [[right, from.y + from.height * 0.7], [right + 20, from.y + from.height * 0.9],
      [right + 20, from.y + from.height * 0.1], [right, from.y + from.height * 0.3]];
  }
  const rightOf = (box) => [box.x + box.width, box.y + box.height / 2];
  const leftOf = (box) => [box.x, box.y + box.height / 2];
  if (from.x >= to.x + to.width || to.x >= from.x + from.width) {
    const leftward = from.x > to.x;
    const [start, end] = leftward ? [leftOf(from), rightOf(to)] : [rightOf(from), leftOf(to)];
    const pull = Math.max(20, Math.abs(start[0] - end[0]) / 2) * (leftward ? -1 : 1);
    return [start, [start[0] + pull, start[1]], [end[0] - pull, end[1]], end];
  }
  const [start, end] = [rightOf(from), rightOf(to)];
  const out = Math.max(start[0], end[0]) + 30;
  return [start, [out, start[1]], [out, end[1]], end];
}
