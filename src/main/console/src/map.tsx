// The graph of tracks, laid out by dagre and drawn as SVG. Tracks and steps are links, usable by mouse, touch and keyboard.
import { Graph, layout } from '@dagrejs/dagre';
import { useMemo } from 'preact/hooks';
import { counted, countsText, shortCounts } from './counts';
import { type Overview, titlesOf } from './overview';
import type { Activity, Step, StepActivity, Track } from './types';
import type { Titles } from './words';
import { delayText, stepFacts, stepText } from './words';

const NODE = { width: 172, height: 66 };
const LABEL = { width: 146, height: 46 };
const MARGIN = 16;
/** The smallest scale at which the map fits its frame; below it the map scrolls. */
const READABLE = 0.75;

interface Point {
  x: number;
  y: number;
}

interface Node extends Point {
  track: Track;
}

interface Edge {
  step: Step;
  points: Point[];
  label: Point;
}

export interface MapProps {
  overview: Overview;
  activity: Map<string, Activity>;
}

interface Picture {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
}

function draw({ tracks, steps }: Overview): Picture {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 44, edgesep: 24, marginx: MARGIN, marginy: MARGIN });
  tracks.forEach((track) => graph.setNode(track.id, { ...NODE }));
  const known = steps.filter((step) => graph.hasNode(step.destinationTrackId));
  known.forEach((step) => graph.setEdge(step.trackId, step.destinationTrackId, { ...LABEL, labelpos: 'c' }, step.id));
  layout(graph);
  const size = graph.graph() as { width: number; height: number };
  return {
    nodes: tracks.map((track) => ({ track, ...(graph.node(track.id) as Point) })),
    edges: known.map((step) => {
      const edge = graph.edge(step.trackId, step.destinationTrackId, step.id) as Point & { points: Point[] };
      return { step, points: edge.points, label: { x: edge.x, y: edge.y } };
    }),
    width: size.width,
    height: size.height,
  };
}

/** A line through the points with rounded corners. */
function path(points: Point[]): string {
  const [start, ...rest] = points;
  const middles = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1];
    const to = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x},${point.y} ${to.x},${to.y}`;
  });
  return rest.length === 1 ? `M${start.x},${start.y} L${rest[0].x},${rest[0].y}` : `M${start.x},${start.y} ${middles.join(' ')}`;
}

export function TrackMap({ overview, activity }: MapProps) {
  const picture = useMemo(() => draw(overview), [overview]);
  const titles = titlesOf(overview.tracks);
  const runs = (step: Step): StepActivity | undefined =>
    activity.get(step.trackId)?.steps.find((each) => each.stepId === step.id);
  return (
    <>
      <div class="map" tabIndex={0} role="region" aria-label="Map of tracks">
        <svg
          width={picture.width}
          viewBox={`0 0 ${picture.width} ${picture.height}`}
          style={{ minWidth: `${Math.round(picture.width * READABLE)}px` }}
        >
          <defs>
            <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
              <path d="M0,0.5 L9.500,5 L0,9.500 z" class="arrow-head" />
            </marker>
          </defs>
          {picture.edges.map((edge) => (
            <StepArrow key={`${edge.step.trackId}/${edge.step.id}`} edge={edge} titles={titles} runs={runs(edge.step)} />
          ))}
          {picture.nodes.map((node) => (
            <TrackBox key={node.track.id} node={node} activity={activity.get(node.track.id)} />
          ))}
        </svg>
      </div>
      <ul class="legend" aria-label="Legend">
        <li class="solid">automatic</li>
        <li class="dashed">manual</li>
        <li class="off">disabled</li>
      </ul>
    </>
  );
}

function StepArrow({ edge, titles, runs }: { edge: Edge; titles: Titles; runs: StepActivity | undefined }) {
  const { step, label } = edge;
  const counts = runs ? countsText(runs) : '';
  const visible = runs ? shortCounts(runs) : '…';
  const delay = step.delay ? delayText({ ...step.delay, at: null, workingDaysOnly: false }) : 'immediately';
  // The visible text comes first, so that speech input can use it (WCAG 2.5.3).
  const name = `${delay} ${visible}. ${titles(step.trackId)}: ${stepText(step, titles)}, ${stepFacts(step).join(', ')}${counts && `; last 30 days: ${counts}`}`;
  return (
    <a
      href={`#/tracks/${step.trackId}/steps/${step.id}`}
      class={`edge ${step.enrollmentMethod} ${step.enabled ? '' : 'off'}`}
      aria-label={name}
      data-step={`${step.trackId}/${step.id}`}
    >
      <path class="hit" d={path(edge.points)} />
      <path class="line" d={path(edge.points)} marker-end="url(#arrow)" />
      <rect
        class="label-box"
        x={label.x - LABEL.width / 2}
        y={label.y - LABEL.height / 2}
        width={LABEL.width}
        height={LABEL.height}
        rx="8"
      />
      <text x={label.x} y={label.y - 4} class="delay">
        {delay}
      </text>{' '}
      <text x={label.x} y={label.y + 14} class="count">
        {visible}
      </text>
    </a>
  );
}

function TrackBox({ node, activity }: { node: Node; activity: Activity | undefined }) {
  const { track } = node;
  const title = track.title.length > 20 ? `${track.title.slice(0, 19)}…` : track.title;
  const people = activity ? ` · ${counted(activity.instances, activity.complete)} started` : '';
  return (
    <a
      href={`#/tracks/${track.id}`}
      class={`node ${track.status}`}
      aria-label={`${title} ${track.status}${people}`}
    >
      <g transform={`translate(${node.x - NODE.width / 2} ${node.y - NODE.height / 2})`}>
        <rect width={NODE.width} height={NODE.height} rx="12" />
        <text x="16" y="28" class="title">
          {title}
        </text>{' '}
        <text x="16" y="49" class="status">
          {track.status}
          {people}
        </text>
      </g>
    </a>
  );
}
