import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameItem } from '../items.mjs';

test('the order of names and of set members makes no difference', () => {
  const one = { a: { SS: ['x', 'y'] }, b: { M: { c: { N: '1' }, d: { NULL: true } } } };
  const other = { b: { M: { d: { NULL: true }, c: { N: '1' } } }, a: { SS: ['y', 'x'] } };
  assert.equal(isSameItem(one, other), true);
});

test('the order of a list, a type and a missing item make a difference', () => {
  assert.equal(isSameItem({ a: { L: [{ S: 'x' }, { S: 'y' }] } }, { a: { L: [{ S: 'y' }, { S: 'x' }] } }), false);
  assert.equal(isSameItem({ a: { S: '1' } }, { a: { N: '1' } }), false);
  assert.equal(isSameItem(undefined, { a: { S: '1' } }), false);
  assert.equal(isSameItem(undefined, undefined), true);
});
