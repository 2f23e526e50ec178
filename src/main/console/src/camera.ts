// The part of the map that its frame shows.
import type { Point } from './layout';

export interface Size {
  width: number;
  height: number;
}

/** The point of the map at the middle of the frame, and the pixels of the frame per unit of the map. */
export interface Camera extends Point {
  scale: number;
}

const LARGEST = 2;
const FACTOR = 1.25;

/** Shows the whole map, not larger than its natural size. */
export function fit(map: Size, frame: Size): Camera {
  const scale = Math.min(1, frame.width / Math.max(map.width, 1), frame.height / Math.max(map.height, 1));
  return { x: map.width / 2, y: map.height / 2, scale };
}

function smallest(map: Size, frame: Size): number {
  return Math.min(fit(map, frame).scale, 1) / FACTOR;
}

/** Keeps the middle of the frame on the map, so that the map never leaves the frame. */
export function within(camera: Camera, map: Size, frame: Size): Camera {
  return {
    x: Math.min(Math.max(camera.x, 0), map.width),
    y: Math.min(Math.max(camera.y, 0), map.height),
    scale: Math.min(Math.max(camera.scale, smallest(map, frame)), LARGEST),
  };
}

/** Zooms by steps (negative: out), so that the point of the frame, by default its middle, stays where it is. */
export function zoom(camera: Camera, steps: number, map: Size, frame: Size, at: Point = middle(frame)): Camera {
  const scale = within({ ...camera, scale: camera.scale * FACTOR ** steps }, map, frame).scale;
  const shift = 1 / camera.scale - 1 / scale;
  const [dx, dy] = [at.x - frame.width / 2, at.y - frame.height / 2];
  return within({ x: camera.x + dx * shift, y: camera.y + dy * shift, scale }, map, frame);
}

function middle(frame: Size): Point {
  return { x: frame.width / 2, y: frame.height / 2 };
}

/** Moves the frame over the map, by pixels of the frame. */
export function pan(camera: Camera, dx: number, dy: number, map: Size, frame: Size): Camera {
  return within({ ...camera, x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale }, map, frame);
}

/** Moves the frame to the point if it is outside, and zooms in if a track would be too small to read. */
export function reveal(camera: Camera, point: Point, map: Size, frame: Size, readable: number): Camera {
  const [dx, dy] = [Math.abs(point.x - camera.x), Math.abs(point.y - camera.y)];
  const inside = dx * camera.scale < frame.width / 2 - 60 && dy * camera.scale < frame.height / 2 - 30;
  return inside && camera.scale >= readable
    ? camera
    : within({ x: point.x, y: point.y, scale: Math.max(camera.scale, readable) }, map, frame);
}

/** The SVG's viewBox. */
export function viewBox({ x, y, scale }: Camera, frame: Size): string {
  const [width, height] = [frame.width / scale, frame.height / scale];
  return [x - width / 2, y - height / 2, width, height].map((each) => each.toFixed(2)).join(' ');
}
