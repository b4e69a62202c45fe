// Where the open boxes stand. Loops, not recursion: a chain may be ten thousand posts deep.

const LEVEL = 46;
const COLUMN = 28;
const STACK = 14;
const INDENT = 26;
const TALLEST = 1100;
const WIDEST = 3200; // boxes side by side, in pixels
const FEW = 60; // boxes that are taken in at a glance: up to here everything stands open
const MOST = 2500; // boxes that are drawn at once

let base = root; // the node whose children are the tops of what is drawn

// the open nodes, superiors first, at most MOST of them
function openNodes() {
  const order = [base];
  const below = new Map();
  const depth = new Map([[base, base === root ? -1 : 0]]);
  for (let at = 0; at < order.length; at += 1) {
    const found = base !== root && order[at] === base && !base.open ? [] : kids(order[at]);
    const fits = order.length + found.length <= MOST + 1 ? found : [];
    below.set(order[at], fits);
    for (const child of fits) depth.set(child, depth.get(order[at]) + 1);
    order.push(...fits);
  }
  return { order, below, depth, all: order.every((node) => below.get(node).length === kids(node).length) };
}

function fold(members, height, tallest) {
  const columns = [];
  let filled = Infinity;
  for (const member of members) {
    if (filled + height(member) > tallest) {
      columns.push([]);
      filled = 0;
    }
    columns[columns.length - 1].push(member);
    filled += height(member);
  }
  return columns;
}

function columnsOf(members, below, depth, size, many) {
  const single = (node) => ({ members: [node], stacked: false, width: size.get(node).width });
  const stack = (nodes) => (nodes.length === 1 && depth < 1 ? single(nodes[0])
    : { members: nodes, stacked: true, width: INDENT + Math.max(...nodes.map((node) => size.get(node).width)) });
  const height = (node) => size.get(node).height + STACK * (below.get(node).length ? 2 : 1);
  if (members.length === 1) return [single(members[0])];
  const opened = members.filter((node) => below.get(node).length);
  const wide = members.reduce((sum, node) => sum + size.get(node).width + COLUMN, 0);
  if (depth < (many ? 1 : 2) && !opened.length && members.length <= 6) return members.map(single);
  if (depth >= (many ? 1 : 2)) return fold(members, height, TALLEST * 2).map(stack);
  if (opened.length > 1 && wide > WIDEST) {
    // too many open ones to stand side by side: they hang from trunks, in a shape like that of a screen
    const total = members.reduce((sum, node) => sum + height(node) * (size.get(node).width + COLUMN), 0);
    return fold(members, height, Math.max(TALLEST / 2, Math.sqrt(total / 1.7))).map(stack);
  }
  const folded = members.filter((node) => !below.get(node).length);
  const total = folded.reduce((sum, node) => sum + height(node), 0);
  const tallest = opened.length ? 620 : Math.min(TALLEST, Math.max(520, Math.sqrt(total * 150)));
  return [...opened.map(single), ...fold(folded, height, tallest).map(stack)];
}

// what each subtree takes, from the leaves up
function sizes({ order, below, depth }) {
  const size = new Map();
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at];
    const own = node === root ? 0 : card(node).height;
    const wide = node === root ? 0 : WIDTH;
    const members = below.get(node);
    const entry = { own, width: wide, height: own, box: 0, columns: [], gap: 0 };
    size.set(node, entry);
    if (!members.length) continue;
    const columns = columnsOf(members, below, depth.get(node), size, order.length > FEW);
    const close = columns.length === 1 && columns[0].stacked && node !== root;
    entry.gap = node === root ? 0 : close ? STACK : LEVEL;
    const tall = (column) => column.members.reduce((sum, child, i) =>
      sum + size.get(child).height + (i + 1 < column.members.length ? STACK * (below.get(child).length ? 2 : 1) : 0), 0);
    entry.height = own + entry.gap + Math.max(...columns.map(tall));
    let left = 0;
    const middles = [];
    for (const column of columns) {
      entry.columns.push({ left, column });
      middles.push(left + (column.stacked ? column.width / 2 : size.get(column.members[0]).box + WIDTH / 2));
      left += column.width + COLUMN;
    }
    if (!close) entry.box = (middles[0] + middles[middles.length - 1]) / 2 - wide / 2;
    const shift = Math.max(0, -entry.box);
    entry.box += shift;
    for (const place of entry.columns) place.left += shift;
    entry.width = Math.max(left - COLUMN + shift, entry.box + wide);
  }
  return size;
}

// places of boxes and corners of connectors
function layOut() {
  const open = openNodes();
  const size = sizes(open);
  const boxes = new Map();
  const elbows = new Map();
  const corner = new Map([[base, [0, 0]]]);
  for (const node of open.order) {
    const [x, y] = corner.get(node);
    const entry = size.get(node);
    const box = { x: x + entry.box, y, width: WIDTH, height: entry.own };
    if (node !== root) boxes.set(node, box);
    for (const { left, column } of entry.columns) {
      let top = y + entry.own + entry.gap;
      for (const child of column.members) {
        const inner = size.get(child);
        const start = x + left + (column.stacked ? INDENT : 0);
        corner.set(child, [start, top]);
        const place = { x: start + inner.box, y: top, width: WIDTH, height: inner.own };
        if (node !== root) elbows.set(child, elbow(box, place, column.stacked ? x + left + INDENT / 2 : null, entry.gap < LEVEL));
        top += inner.height + STACK * (open.below.get(child).length ? 2 : 1);
      }
    }
  }
  return { boxes, elbows, below: open.below, depth: open.depth, all: open.all, width: size.get(base).width, height: size.get(base).height };
}

function elbow(above, box, trunk, close) {
  const bottom = above.y + above.height;
  const middle = above.x + above.width / 2;
  const bus = bottom + LEVEL / 2;
  if (trunk === null) {
    const head = box.x + box.width / 2;
    return Math.abs(head - middle) < 0.5 ? [[middle, bottom], [middle, box.y]]
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
