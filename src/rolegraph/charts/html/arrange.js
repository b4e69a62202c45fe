// One tree: where its boxes go. The same rules as rolegraph.charts.arrange, tried against the reader's own window:
// near the top, subordinates stand side by side, further down they hang from trunks, in columns.
// Loops, not recursion: a chain may be ten thousand posts deep.

const LEVEL = 42;
const COLUMN = 26;
const STACK = 16; // a toggle hangs ten pixels below its box
const INDENT = 26;
const RAISE = 40;
const ROWS = 6; // levels side by side that are tried
const FLAT = 40; // boxes up to which leaves may stand side by side too
const MANY = 400; // boxes beyond which fewer ways are tried

const gapAfter = (node, below) => (below.get(node).length ? STACK * 2 : STACK);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// members in columns, none taller than `tallest` unless one member is
function cut(members, heights, tallest) {
  const columns = [];
  let filled = Infinity;
  members.forEach((member, at) => {
    if (filled + heights[at] > tallest) {
      columns.push([]);
      filled = 0;
    }
    columns[columns.length - 1].push(member);
    filled += heights[at];
  });
  return columns;
}

// as few columns as `tallest` allows, of like height
function fold(members, below, known, tallest) {
  const heights = members.map((node) => known.get(node).height + gapAfter(node, below));
  let [low, high] = [Math.max(...heights), Math.max(...heights, tallest)];
  const count = cut(members, heights, high).length;
  for (let step = 0; count > 1 && step < 4; step += 1) {
    const middle = (low + high) / 2;
    if (cut(members, heights, middle).length === count) high = middle;
    else low = middle;
  }
  return cut(members, heights, high);
}

function columnsOf(members, below, known, way, sideBySide) {
  const single = (node) => ({ members: [node], stacked: false, width: known.get(node).width });
  const stack = (nodes) => ({ members: nodes, stacked: true, width: INDENT + Math.max(...nodes.map((node) => known.get(node).width)) });
  if (members.length === 1) return [single(members[0])];
  const managers = members.filter((node) => below.get(node).length);
  const leaves = members.filter((node) => !below.get(node).length);
  if (!sideBySide) return fold([...leaves, ...managers], below, known, way.tallest).map(stack);
  if (way.flat) return members.map(single);
  const folded = leaves.length ? fold(leaves, below, known, way.tallest) : [];
  return [...managers.map(single), ...folded.filter((one) => one.length === 1).map(([one]) => single(one)),
    ...folded.filter((one) => one.length > 1).map(stack)];
}

// boxes side by side get the same height, but for one that is far taller than the rest
function even(columns, known) {
  const entries = columns.filter((column) => !column.stacked).map((column) => known.get(column.members[0]));
  if (entries.length < 2) return;
  const lowest = Math.min(...entries.map((entry) => entry.raised));
  const aim = Math.max(...entries.map((entry) => entry.raised).filter((height) => height <= lowest + RAISE));
  for (const entry of entries) {
    entry.height += Math.max(0, aim - entry.raised);
    entry.raised = Math.max(entry.raised, aim);
  }
}

// columns side by side, the superior's box over their middle; one that hangs from a trunk stays left
function spread(entry, columns, known, hung) {
  entry.gap = columns.length === 1 && columns[0].stacked ? STACK : LEVEL;
  if (entry.gap < LEVEL) {
    entry.columns = [{ left: 0, column: columns[0] }];
    entry.width = Math.max(WIDTH, columns[0].width);
    return;
  }
  let at = 0;
  const middles = [];
  for (const column of columns) {
    entry.columns.push({ left: at, column });
    middles.push(at + (column.stacked ? column.width / 2 : known.get(column.members[0]).box + WIDTH / 2));
    at += column.width + COLUMN;
  }
  const box = hung && columns[0].stacked ? 0 : (middles[0] + middles[middles.length - 1]) / 2 - WIDTH / 2;
  const shift = Math.max(0, -box);
  for (const place of entry.columns) place.left += shift;
  entry.box = box + shift;
  entry.width = Math.max(at - COLUMN + shift, entry.box + WIDTH);
}

// what each subtree takes, from the leaves up
function measureTree(order, below, depth, way) {
  const known = new Map();
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at];
    const own = card(node).height;
    const entry = { width: WIDTH, height: own, raised: own, box: 0, columns: [], gap: 0 };
    known.set(node, entry);
    const members = below.get(node);
    if (!members.length) continue;
    const columns = columnsOf(members, below, known, way, depth.get(node) < way.rows);
    even(columns, known);
    spread(entry, columns, known, depth.get(node) > way.rows);
    entry.height = own + entry.gap + Math.max(...columns.map(({ members: found }) =>
      sum(found.map((child, i) => known.get(child).height + (i + 1 < found.length ? gapAfter(child, below) : 0)))));
  }
  return known;
}

// the way that makes the tree largest when fitted to the window, with few levels hanging from trunks
function bestWay(order, below, depth, room) {
  const top = order[0];
  const deepest = Math.max(...order.map((node) => depth.get(node)));
  const usual = 7 * (card(order[order.length >> 1]).height + STACK);
  const area = 1.3 * sum(order.map((node) => (WIDTH + COLUMN) * (card(node).height + STACK)));
  const shape = room.width / room.height;
  const forked = Math.max(0, ...order.filter((node) => below.get(node).length > 1).map((node) => depth.get(node) + 1));
  const few = order.length <= MANY;
  let best = null;
  const judge = (way) => {
    const { width, height } = measureTree(order, below, depth, way).get(top);
    const hanging = Math.max(way.flat ? 0 : 1, deepest - way.rows);
    const cost = Math.log(Math.max(width / room.width, height / room.height, 0.8))
      + 0.05 * Math.abs(Math.log(width / height / shape)) + 0.15 * hanging;
    if (!best || cost < best.cost) best = { ...way, cost };
    return width / height / shape;
  };
  for (let rows = 0; rows <= Math.min(forked, few ? ROWS : 2); rows += 1) {
    let tallest = Math.max(usual, Math.sqrt(area / shape));
    let before = 0;
    for (let step = 0; step < (forked ? 4 : 1); step += 1) {
      const off = judge({ rows, tallest, flat: false });
      if ((off > 0.9 && off < 1.1) || off === before) break;
      before = off;
      tallest = Math.max(tallest * Math.sqrt(off), usual * 0.6);
    }
    if (rows && order.length <= FLAT && order.every((node) => below.get(node).length <= 6)) judge({ rows, tallest: usual, flat: true });
  }
  return best;
}

// rectangles on a page, each as high up as it fits: the skyline method of rolegraph.charts.packing
function pack(outlines, page, gap) {
  let sky = [[0, 0]];
  return outlines.map(({ width, height }) => {
    let best = null;
    for (let first = 0; first < sky.length && (!first || sky[first][0] + width <= page); first += 1) {
      let [y, last] = [0, first];
      for (; last < sky.length && sky[last][0] < sky[first][0] + width; last += 1) y = Math.max(y, sky[last][1]);
      if (!best || y < best.y) best = { x: sky[first][0], y, first, last };
    }
    const end = best.x + width + gap;
    const after = best.last === sky.length || sky[best.last][0] > end ? [[end, sky[best.last - 1][1]]] : [];
    sky = [...sky.slice(0, best.first), [best.x, best.y + height + gap], ...after, ...sky.slice(best.last)];
    return [best.x, best.y];
  });
}

const extent = (outlines, corners) => [
  Math.max(0, ...outlines.map((one, at) => corners[at][0] + one.width)),
  Math.max(0, ...outlines.map((one, at) => corners[at][1] + one.height)),
];

// the page of several trees that is largest when fitted to the window
function packBest(outlines, room, gap) {
  const area = sum(outlines.map((one) => (one.width + gap) * (one.height + gap)));
  let best = null;
  for (const share of outlines.length > 1 ? [1, 1.15, 1.35, 0.85, 0.7, 1.7] : [1]) {
    const corners = pack(outlines, Math.sqrt((area * room.width) / room.height) * share, gap);
    const [width, height] = extent(outlines, corners);
    const cost = Math.max(width / room.width, height / room.height);
    if (!best || cost < best.cost - 0.001) best = { corners, width, height, cost };
  }
  return best;
}
