import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { pageAt, partsOf } = await load('routes.ts');

describe('routes', () => {
  it('find the page of an address, with the values in it', () => {
    assert.deepEqual(pageAt([]), { route: '', values: [] });
    assert.deepEqual(pageAt(['tracks', 'map']), { route: 'tracks/:track', values: ['map'] });
    assert.deepEqual(pageAt(['tracks', 'day-1', 'steps', 's1']), { route: 'tracks/:track/steps/:step', values: ['day-1', 's1'] });
    assert.deepEqual(pageAt(['people', 'ada', 'edit']), { route: 'people/:person/edit', values: ['ada'] });
  });

  it('have parts that are decoded, unless their encoding is not valid', () => {
    assert.deepEqual(partsOf('#/people/a%20b?q=c%2Fd'), ['people', 'a b']);
    assert.deepEqual(partsOf('#/people/%E0%A4%A'), ['people', '%E0%A4%A']);
    assert.deepEqual(partsOf('#/'), []);
  });

  it('know no page for any other address', () => {
    for (const parts of [['nowhere'], ['map', 'day-1'], ['tracks', 'day-1', 'steps'], ['new-job']]) {
      assert.equal(pageAt(parts), null, parts.join('/'));
    }
  });
});
