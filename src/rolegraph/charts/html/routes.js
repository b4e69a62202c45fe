// Ways around the boxes for the lines that are not part of the tree: A* on the lanes between boxes, as
// rolegraph.charts.routes has it. Where that would take too long, the caller draws plain curves.

const LARGEST = 2000000; // lanes across, times lanes down
const BUDGET = 300000; // crossings that are looked at for all lines together
const HASTE = 2; // what is left to go is overrated: the first good way is found much sooner than the best one
const TURN = 45;
const TAKEN = 4;

class Heap {
  constructor() { this.items = []; }
  get size() { return this.items.length; }
  push(item) {
    const { items } = this;
    let at = items.push(item) - 1;
    for (let up; at && items[up = (at - 1) >> 1].rank > item.rank; at = up) items[at] = items[up];
    items[at] = item;
  }
  pop() {
    const { items } = this;
    const [first, last] = [items[0], items.pop()];
    if (!items.length) return first;
    let at = 0;
    for (let down; (down = 2 * at + 1) < items.length; at = down) {
      if (down + 1 < items.length && items[down + 1].rank < items[down].rank) down += 1;
      if (items[down].rank >= last.rank) break;
      items[at] = items[down];
    }
    items[at] = last;
    return first;
  }
}

const lanes = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
// the first place in sorted `line` that is at least, or with `past` more than, `value`
function lane(line, value, past) {
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line[middle] < value || (past && line[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// where a line may touch a box: the middle of its right side, and its left side above a trunk's stub
const ports = (box) => [[box.x + box.width, box.y + box.height / 2], [box.x, box.y + Math.min(17, box.height / 3)]];

function findRoutes(boxes, pairs) {
  if (!pairs.length) return [];
  const across = lanes([...boxes.flatMap((box) => [box.x + box.width + 10, box.x + box.width + 18]), Math.min(...boxes.map((box) => box.x)) - 16]);
  const down = lanes([...boxes.flatMap((box) => [box.y - 6, box.y + box.height + 14]), ...pairs.flat().flatMap((box) => ports(box).map((port) => port[1]))]);
  const rows = down.length;
  if (across.length * rows > LARGEST) return pairs.map(() => null);
  const level = new Uint8Array(across.length * rows); // a box blocks the stretch to the right of a crossing
  const plumb = new Uint8Array(across.length * rows); // or the one below it
  const taken = [new Uint8Array(across.length * rows), new Uint8Array(across.length * rows)];
  for (const box of boxes) {
    const [left, right, top, bottom] = [box.x - 3, box.x + box.width + 3, box.y - 3, box.y + box.height + 3];
    for (let column = Math.max(0, lane(across, left, true) - 1); column < lane(across, right); column += 1) {
      for (let row = lane(down, top, true); row < lane(down, bottom); row += 1) level[column * rows + row] = 1;
    }
    for (let column = lane(across, left, true); column < lane(across, right); column += 1) {
      for (let row = Math.max(0, lane(down, top, true) - 1); row < lane(down, bottom); row += 1) plumb[column * rows + row] = 1;
    }
  }
  // crossings from which a port is reached on a level stretch
  const doors = (box) => new Map(ports(box).flatMap((port) => {
    const row = lane(down, port[1]);
    const rightward = port[0] > box.x;
    const nearest = rightward ? lane(across, port[0], true) : lane(across, port[0]) - 1;
    const next = nearest + (rightward ? 1 : -1);
    const found = [];
    if (nearest >= 0 && nearest < across.length) found.push([nearest * rows + row, port]);
    const between = (rightward ? next - 1 : next) * rows + row;
    if (found.length && next >= 0 && next < across.length && !level[between]) found.push([next * rows + row, port]);
    return found;
  }));
  let looks = 0;
  const route = ([from, to]) => {
    if (from === to) return null;
    const [starts, goals] = [doors(from), doors(to)];
    const costs = new Map(); // by crossing and direction: twice the crossing, plus 1 where it was reached level
    const came = new Map();
    const heap = new Heap();
    const left = (at) => {
      const [x, y] = [across[Math.floor(at / rows)], down[at % rows]];
      return HASTE * (Math.max(to.x - x, x - to.x - to.width, 0) + Math.max(to.y - y, y - to.y - to.height, 0));
    };
    const reach = (at, flat, cost, back) => {
      const key = 2 * at + flat;
      if (cost >= (costs.get(key) ?? Infinity)) return;
      costs.set(key, cost);
      came.set(key, back);
      heap.push({ rank: cost + left(at), cost, at, flat });
    };
    for (const [at, port] of starts) reach(at, 1, Math.abs(across[Math.floor(at / rows)] - port[0]), -1);
    for (; heap.size && looks < BUDGET; looks += 1) {
      const { cost, at, flat } = heap.pop();
      if (cost > costs.get(2 * at + flat)) continue;
      if (goals.has(at)) return trace(2 * at + flat, starts, goals.get(at), came);
      const [column, row] = [Math.floor(at / rows), at % rows];
      const step = (there, stretch, blocked, turned, length) => {
        if (blocked[stretch]) return;
        reach(there, turned, cost + length * (1 + TAKEN * taken[turned][stretch]) + (turned === flat ? 0 : TURN), 2 * at + flat);
      };
      if (column) step(at - rows, at - rows, level, 1, across[column] - across[column - 1]);
      if (column + 1 < across.length) step(at + rows, at, level, 1, across[column + 1] - across[column]);
      if (row) step(at - 1, at - 1, plumb, 0, down[row] - down[row - 1]);
      if (row + 1 < rows) step(at + 1, at, plumb, 0, down[row + 1] - down[row]);
    }
    return null;
  };
  const trace = (key, starts, port, came) => {
    const path = [key >> 1];
    for (let state = came.get(key); state >= 0; state = came.get(state)) {
      const [one, other] = [Math.min(state >> 1, path[path.length - 1]), Math.max(state >> 1, path[path.length - 1])];
      const turned = other - one === rows ? 1 : 0;
      if (taken[turned][one] < 200) taken[turned][one] += 1;
      path.push(state >> 1);
    }
    const crossings = path.reverse().map((at) => [across[Math.floor(at / rows)], down[at % rows]]);
    return corners([starts.get(path[0]), ...crossings, port]);
  };
  return pairs.map(route);
}

// points without those that lie on a straight stretch
function corners(points) {
  const kept = [points[0]];
  for (let at = 1; at + 1 < points.length; at += 1) {
    const [before, here, after] = [kept[kept.length - 1], points[at], points[at + 1]];
    const same = here[0] === before[0] && here[1] === before[1];
    const straight = [0, 1].some((axis) => before[axis] === here[axis] && here[axis] === after[axis]);
    if (!same && !straight) kept.push(here);
  }
  return [...kept, points[points.length - 1]];
}
