import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { NODE, draw } = await load('layout.ts');
const { around, only } = await load('neighbours.ts');
const { fit, pan, reveal, viewBox, within, zoom } = await load('camera.ts');

const track = (id) => ({ id: `t${id}`, title: `Track ${id}`, status: 'active' });
const step = (from, to, id = `s${to}`) => ({ id, trackId: `t${from}`, destinationTrackId: `t${to}` });
const tracks = (count) => Array.from({ length: count }, (_, index) => track(index));
/** 400 steps between 200 tracks, always to a track with a higher number. */
const many = {
  tracks: tracks(200),
  steps: Array.from({ length: 400 }, (_, index) => {
    const from = (index * 37) % 190;
    return step(from, from + 1 + ((index * 7) % 9), `s${index}`);
  }),
};
const frame = { width: 980, height: 580 };

function overlaps(nodes) {
  const apart = (one, other) => Math.abs(one.x - other.x) >= NODE.width || Math.abs(one.y - other.y) >= NODE.height;
  return nodes.filter((one, index) => nodes.slice(index + 1).some((other) => !apart(one, other)));
}

describe('the layout of the map', () => {
  for (const [name, overview] of Object.entries({
    'one track': { tracks: tracks(1), steps: [] },
    '67 tracks without steps': { tracks: tracks(67), steps: [] },
    '200 tracks and 400 steps': many,
  })) {
    it(`draws each track inside the map, without overlaps: ${name}`, () => {
      const picture = draw(overview);
      assert.equal(picture.nodes.length, overview.tracks.length);
      assert.equal(picture.edges.length, overview.steps.length);
      for (const { x, y } of picture.nodes) {
        assert.ok(x >= NODE.width / 2 && x <= picture.width - NODE.width / 2 && y >= NODE.height / 2 && y <= picture.height - NODE.height / 2);
      }
      assert.deepEqual(overlaps(picture.nodes), []);
    });
  }

  it('fills a rectangle with unconnected tracks, not one column', () => {
    const { width, height } = draw({ tracks: tracks(67), steps: [] });
    assert.ok(width / height > 1 && width / height < 3, `${width} × ${height}`);
  });

  it('leaves out tracks that are filtered, with their steps', () => {
    const some = only({ tracks: tracks(3), steps: [step(0, 1), step(1, 2)] }, ({ id }) => id !== 't2');
    assert.deepEqual(some.steps, [step(0, 1)]);
  });

  it('shows one track with its neighbours only', () => {
    const near = around({ tracks: tracks(5), steps: [step(0, 1), step(1, 2), step(2, 3), step(0, 4)] }, 't1');
    assert.deepEqual(near.tracks.map(({ id }) => id), ['t0', 't1', 't2']);
    assert.deepEqual(near.steps, [step(0, 1), step(1, 2)]);
  });
});

describe('the camera of the map', () => {
  const map = draw(many);
  const box = (camera) => viewBox(camera, frame).split(' ').map(Number);

  it('shows the whole map at first, whatever its size', () => {
    for (const size of [map, { width: 48_712, height: 7_567 }, { width: 200, height: 100 }]) {
      const [x, y, width, height] = box(fit(size, frame));
      assert.ok(x <= 0.01 && y <= 0.01 && x + width >= size.width - 0.01 && y + height >= size.height - 0.01);
    }
  });

  it('zooms around the pointer', () => {
    const before = fit(map, frame);
    const pointer = { x: 520, y: 260 };
    const under = (camera) => [camera.x + (pointer.x - frame.width / 2) / camera.scale, camera.y + (pointer.y - frame.height / 2) / camera.scale];
    const after = zoom(before, 3, map, frame, pointer);
    assert.ok(after.scale > before.scale);
    under(after).forEach((value, index) => assert.ok(Math.abs(value - under(before)[index]) < 0.001));
  });

  it('never loses the map: the middle of the frame stays on it', () => {
    const lost = pan(fit(map, frame), 1e7, -1e7, map, frame);
    assert.deepEqual([lost.x, lost.y], [map.width, 0]);
    assert.ok(zoom(lost, -100, map, frame).scale > 0);
    assert.ok(within({ x: 0, y: 0, scale: 1e9 }, map, frame).scale <= 2);
  });

  it('goes to a track that gets the focus, at a size that can be read', () => {
    const { x, y } = map.nodes[150];
    const camera = reveal(fit(map, frame), { x, y }, map, frame, 0.6);
    assert.deepEqual([camera.x, camera.y, camera.scale], [x, y, 0.6]);
    assert.equal(reveal(camera, { x: x + 10, y }, map, frame, 0.6), camera, 'what is visible does not move');
  });
});
