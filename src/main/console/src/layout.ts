// Where the map draws tracks and steps. Connected tracks are laid out by dagre; the groups are then packed into rows, so that
// many unconnected tracks fill a rectangle instead of one long column.
import { Graph, layout } from '@dagrejs/dagre';
import type { Overview } from './overview';
import type { StepOverview, TrackOverview } from './types';

export const NODE = { width: 172, height: 66 };
export const LABEL = { width: 146, height: 46 };
const MARGIN = 16;
const GAP = 40;
/** Width to height of the whole map, approximately that of its frame. */
const ASPECT = 1.8;

export interface Point {
  x: number;
  y: number;
}

export interface Node extends Point {
  track: TrackOverview;
}

export interface Edge {
  step: StepOverview;
  points: Point[];
  label: Point;
}

export interface Picture {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
}

/** Groups of tracks that steps connect, directly or by other tracks; the largest first. */
function groups({ tracks, steps }: Overview): Overview[] {
  const group = new Map(tracks.map((track) => [track.id, track.id]));
  const find = (id: string): string => {
    let root = id;
    while (group.get(root) !== root) {
      root = group.get(root) as string;
    }
    group.set(id, root);
    return root;
  };
  const known = steps.filter((step) => group.has(step.trackId) && group.has(step.destinationTrackId));
  known.forEach((step) => group.set(find(step.trackId), find(step.destinationTrackId)));
  const found = new Map<string, Overview>();
  const of = (id: string): Overview => {
    const root = find(id);
    const one = found.get(root) ?? { tracks: [], steps: [] };
    found.set(root, one);
    return one;
  };
  tracks.forEach((track) => of(track.id).tracks.push(track));
  known.forEach((step) => of(step.trackId).steps.push(step));
  return [...found.values()].sort((one, other) => other.tracks.length - one.tracks.length);
}

function drawGroup({ tracks, steps }: Overview): Picture {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 44, edgesep: 24 });
  tracks.forEach((track) => graph.setNode(track.id, { ...NODE }));
  steps.forEach((step) => graph.setEdge(step.trackId, step.destinationTrackId, { ...LABEL, labelpos: 'c' }, step.id));
  layout(graph);
  const size = graph.graph() as { width: number; height: number };
  return {
    nodes: tracks.map((track) => ({ track, ...(graph.node(track.id) as Point) })),
    edges: steps.map((step) => {
      const edge = graph.edge(step.trackId, step.destinationTrackId, step.id) as Point & { points: Point[] };
      return { step, points: edge.points, label: { x: edge.x, y: edge.y } };
    }),
    width: size.width,
    height: size.height,
  };
}

function moved(picture: Picture, dx: number, dy: number): Pick<Picture, 'nodes' | 'edges'> {
  const move = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
  return {
    nodes: picture.nodes.map((node) => ({ ...node, ...move(node) })),
    edges: picture.edges.map((edge) => ({ ...edge, points: edge.points.map(move), label: move(edge.label) })),
  };
}

export function draw(overview: Overview): Picture {
  const pictures = groups(overview).map(drawGroup);
  const area = pictures.reduce((sum, each) => sum + (each.width + GAP) * (each.height + GAP), 0);
  const rowWidth = Math.max(...pictures.map((each) => each.width), Math.sqrt(area * ASPECT), 0);
  const all: Picture = { nodes: [], edges: [], width: 0, height: 0 };
  let [x, y, rowHeight] = [0, 0, 0];
  for (const picture of pictures) {
    if (x > 0 && x + picture.width > rowWidth) {
      [x, y, rowHeight] = [0, y + rowHeight + GAP, 0];
    }
    const { nodes, edges } = moved(picture, x + MARGIN, y + MARGIN);
    all.nodes.push(...nodes);
    all.edges.push(...edges);
    rowHeight = Math.max(rowHeight, picture.height);
    all.width = Math.max(all.width, x + picture.width + 2 * MARGIN);
    all.height = y + rowHeight + 2 * MARGIN;
    x += picture.width + GAP;
  }
  return all;
}
