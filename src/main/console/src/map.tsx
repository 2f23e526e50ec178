// The graph of tracks as SVG. Tracks and steps are links, usable by mouse, touch and keyboard.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Camera, type Size, fit, pan, reveal, viewBox, within, zoom } from './camera';
import { counted, countsText, shortCounts } from './counts';
import { type Edge, LABEL, NODE, type Node, type Picture, type Point, draw } from './layout';
import { type Overview, titlesOf } from './overview';
import type { Activity, StepOverview, StepActivity } from './types';
import type { Titles } from './words';
import { shortWhen, stepFacts, stepText } from './words';

/** The scale at which the map's text can be read. */
const READABLE = 0.75;
/** How far an arrow key moves the map, in pixels. */
const STEP = 80;

export interface MapProps {
  overview: Overview;
  activity: Map<string, Activity>;
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
  const frame = useRef<HTMLDivElement>(null);
  const view = useCamera(frame, picture);
  // The camera changes with each move of the pointer; what it shows does not.
  const drawing = useMemo(() => <Drawing picture={picture} overview={overview} activity={activity} />, [picture, activity]);
  return (
    <>
      <div class="map-tools" role="group" aria-label="Size of the map">
        <button type="button" class="button small" onClick={() => view.zoomBy(1)}>
          Zoom in
        </button>
        <button type="button" class="button small" onClick={() => view.zoomBy(-1)}>
          Zoom out
        </button>
        <button type="button" class="button small" onClick={view.fit}>
          Fit
        </button>
        <span class="muted number">{Math.round(view.camera.scale * 100)} %</span>
      </div>
      <div
        ref={frame}
        class="map"
        tabIndex={0}
        role="region"
        aria-label="Map of tracks"
        aria-describedby="map-keys"
        style={{ height: `${view.height}px` }}
        onKeyDown={view.onKeyDown}
        onFocusIn={(event) => view.onFocus(event.target as Element)}
        {...view.pointer}
      >
        <svg viewBox={viewBox(view.camera, view.frame)} data-scale={view.camera.scale.toFixed(3)}>
          {drawing}
        </svg>
      </div>
      <p class="hint" id="map-keys">
        Drag to move, turn the wheel or pinch to zoom. Keys: arrows move, + and − zoom, 0 fits.
      </p>
      <ul class="legend" aria-label="Legend">
        <li class="solid">automatic</li>
        <li class="dashed">manual</li>
        <li class="off">disabled</li>
      </ul>
    </>
  );
}

interface View {
  camera: Camera;
  frame: Size;
  height: number;
  fit(): void;
  zoomBy(steps: number): void;
  onKeyDown(event: KeyboardEvent): void;
  onFocus(element: Element): void;
  pointer: Record<string, (event: PointerEvent & MouseEvent) => void>;
}

const KEYS: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** The camera, and the handlers that move it. */
function useCamera(element: { current: HTMLDivElement | null }, picture: Picture): View {
  const [width, setWidth] = useState(0);
  const height = Math.round(Math.min(window.innerHeight * 0.7, Math.max(200, picture.height * fit(picture, { width: width || 980, height: 1e6 }).scale + 16)));
  const frame = { width: width || 980, height };
  const [moved, setMoved] = useState<{ of: Picture; camera: Camera } | null>(null);
  // Until the user moves it, the map fits, also after a filter or a change of the window.
  const camera = moved?.of === picture ? within(moved.camera, picture, frame) : fit(picture, frame);
  const now = useRef({ camera, frame, picture });
  now.current = { camera, frame, picture };
  const move = (next: (camera: Camera) => Camera): void => {
    // Several events can occur before the next rendering.
    now.current.camera = next(now.current.camera);
    setMoved({ of: now.current.picture, camera: now.current.camera });
  };
  const at = (event: MouseEvent): Point => {
    const box = element.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const zoomBy = (steps: number, point?: Point): void =>
    move((before) => zoom(before, steps, now.current.picture, now.current.frame, point));

  useEffect(() => {
    const box = element.current;
    if (!box) {
      return undefined;
    }
    const measure = new ResizeObserver(() => setWidth(box.clientWidth));
    measure.observe(box);
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 1 : -1, at(event));
    };
    // Not passive: the page must not scroll.
    box.addEventListener('wheel', wheel, { passive: false });
    return () => {
      measure.disconnect();
      box.removeEventListener('wheel', wheel);
    };
  }, []);

  return {
    camera,
    frame,
    height,
    fit: () => setMoved(null),
    zoomBy,
    onKeyDown(event) {
      const arrow = KEYS[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (arrow) {
        move((before) => pan(before, arrow[0], arrow[1], picture, frame));
      } else if (event.key === '+' || event.key === '=') {
        zoomBy(1);
      } else if (event.key === '-' || event.key === '−') {
        zoomBy(-1);
      } else if (event.key === '0') {
        setMoved(null);
      } else {
        return;
      }
      event.preventDefault();
    },
    onFocus(target) {
      const place = placeOf(target, picture);
      // Only for the keyboard: a click must not move its target away.
      if (place && target.matches(':focus-visible')) {
        element.current?.scrollTo(0, 0);
        move((before) => reveal(before, place, picture, frame, Math.min(READABLE, 1)));
      }
    },
    pointer: usePointers(at, move, now),
  };
}

function placeOf(target: Element, picture: Picture): Point | undefined {
  const link = target as SVGElement;
  return (
    picture.nodes.find(({ track }) => track.id === link.dataset.node) ??
    picture.edges.find(({ step }) => `${step.trackId}/${step.id}` === link.dataset.step)?.label
  );
}

type Move = (next: (camera: Camera) => Camera) => void;

/** One pointer drags the map, two zoom it. A drag does not follow the link below it. */
function usePointers(
  at: (event: MouseEvent) => Point,
  move: Move,
  now: { current: { frame: Size; picture: Picture } },
): View['pointer'] {
  const pointers = useRef(new Map<number, Point>());
  const dragged = useRef(0);
  const distance = (): number => {
    const [one, other] = [...pointers.current.values()];
    return other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };
  const up = (event: PointerEvent): void => void pointers.current.delete(event.pointerId);
  return {
    onPointerDown(event) {
      if (event.button === 0) {
        if (pointers.current.size === 0) {
          dragged.current = 0;
        }
        pointers.current.set(event.pointerId, at(event));
      }
    },
    onPointerMove(event) {
      const from = pointers.current.get(event.pointerId);
      if (!from) {
        return;
      }
      const to = at(event);
      const before = distance();
      pointers.current.set(event.pointerId, to);
      dragged.current += Math.hypot(to.x - from.x, to.y - from.y);
      const { frame, picture } = now.current;
      if (pointers.current.size > 1) {
        const steps = before > 0 ? Math.log(distance() / before) / Math.log(1.25) : 0;
        move((camera) => zoom(camera, steps, picture, frame, to));
      } else if (dragged.current > 4) {
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        move((camera) => pan(camera, from.x - to.x, from.y - to.y, picture, frame));
      }
    },
    onPointerUp: up,
    onPointerCancel: up,
    onClickCapture(event) {
      if (dragged.current > 4) {
        event.preventDefault();
        event.stopPropagation();
      }
      dragged.current = 0;
    },
    onDragStart: (event) => event.preventDefault(),
  };
}

function Drawing({ picture, overview, activity }: MapProps & { picture: Picture }) {
  const titles = titlesOf(overview.tracks);
  const runs = (step: StepOverview): StepActivity | undefined =>
    activity.get(step.trackId)?.steps.find((each) => each.stepId === step.id);
  return (
    <>
      <defs>
        <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="13" markerHeight="13" orient="auto-start-reverse">
          <path d="M0,0.5 L9.500,5 L0,9.500 z" class="arrow-head" />
        </marker>
      </defs>
      {picture.edges.map((edge) => (
        <StepArrow key={`${edge.step.trackId}/${edge.step.id}`} edge={edge} titles={titles} runs={runs(edge.step)} />
      ))}
      {picture.nodes.map((node) => (
        <TrackBox key={node.track.id} node={node} activity={activity.get(node.track.id)} />
      ))}
    </>
  );
}

function StepArrow({ edge, titles, runs }: { edge: Edge; titles: Titles; runs: StepActivity | undefined }) {
  const { step, label } = edge;
  const counts = runs ? countsText(runs) : '';
  const visible = runs ? shortCounts(runs) : '…';
  const delay = shortWhen(step);
  // The visible text comes first, so that speech input can use it (WCAG 2.5.3).
  const name = `${delay} ${visible}. ${titles(step.trackId)}: ${step.title ? `${step.title}. ` : ''}${stepText(step, titles)}, ${stepFacts(step).join(', ')}${counts && `; last 30 days: ${counts}`}`;
  return (
    <a
      href={`#/tracks/${step.trackId}/steps/${step.id}`}
      class={`edge ${step.enrollmentMethod} ${step.enabled ? '' : 'off'}`}
      aria-label={name}
      data-step={`${step.trackId}/${step.id}`}
    >
      {step.title && <title>{step.title}</title>}
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
  const title = track.title.length > 20 ? `${track.title.slice(0, 19)}…` : track.title; // The complete title is its tooltip.
  const people = activity ? ` · ${counted(activity.instances, activity.complete)} started` : '';
  return (
    <a
      href={`#/tracks/${track.id}`}
      class={`node ${track.status}`}
      data-node={track.id}
      aria-label={`${title} ${track.status}${people}`}
    >
      <title>{track.title}</title>
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
