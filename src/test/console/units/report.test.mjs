import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { daysOf, intervalOf, partNames, periodText, queryOf } = await load('report-period.ts');
const { barsText, isEmpty, reachedBars, startedBars, stepFunnel } = await load('report-data.ts');

const NOW = Date.parse('2025-03-13T15:00:00Z');
const none = { period: '', from: '', to: '', by: '' };
const own = { ...none, period: 'own', from: '2025-03-01', to: '2025-03-09' };

describe('the period of a report', () => {
  it('is the last 90 days by weeks, if the address says nothing or nonsense', () => {
    assert.equal(queryOf(none, NOW), 'interval=week&from=2024-12-14');
    assert.equal(queryOf({ ...none, period: '7', by: 'year' }, NOW), 'interval=week&from=2024-12-14');
  });
  it('includes today', () => assert.deepEqual(daysOf({ ...none, period: '30' }, NOW), { from: '2025-02-12', to: '' }));
  it('has its last day included, so the API gets the day after it', () =>
    assert.equal(queryOf(own, NOW), 'interval=day&from=2025-03-01&to=2025-03-10'));
  it('ends now without a last day', () => assert.equal(queryOf({ ...own, to: '' }, NOW), 'interval=day&from=2025-03-01'));
  it('is divided so that the chart is readable, unless the user chooses', () => {
    assert.equal(intervalOf({ ...none, period: '30' }, NOW), 'day');
    assert.equal(intervalOf({ ...none, period: '365' }, NOW), 'month');
    assert.equal(intervalOf({ ...none, period: '365', by: 'week' }, NOW), 'week');
  });
  it('is named by its first and last day', () =>
    assert.equal(periodText({ from: '2025-03-01T00:00:00Z', to: '2025-03-10T00:00:00Z' }), '1 Mar 2025 to 9 Mar 2025'));
  it('has parts that are named with their year only if there are several', () => {
    assert.deepEqual(partNames(['2025-03-03T00:00:00Z', '2025-03-10T00:00:00Z'], 'week'), ['3 Mar', '10 Mar']);
    assert.deepEqual(partNames(['2024-12-30T00:00:00Z', '2025-01-06T00:00:00Z'], 'week'), ['30 Dec 2024', '6 Jan 2025']);
    assert.deepEqual(partNames(['2025-03-01T00:00:00Z'], 'month'), ['Mar 2025']);
  });
});

function step(more) {
  const zero = { deferred: 0, enrolled: 0, invited: 0, cancelled: 0, pending: 0, accepted: 0, declined: 0, expired: 0, withdrawn: 0 };
  return { stepId: 's1', reached: 0, skipped: {}, ...zero, medianDaysToJoin: null, complete: true, ...more };
}

function part(from, started, s1, s2 = {}) {
  return {
    from,
    instances: { started, active: started, completed: 0, cancelled: 0, complete: true },
    steps: [step(s1), step({ stepId: 's2', ...s2 })],
  };
}

const periods = [
  part('2025-03-03T00:00:00Z', 3, { reached: 2, enrolled: 2 }, { reached: 9, invited: 9 }),
  part('2025-03-10T00:00:00Z', 1, { reached: 4, skipped: { not_in_audience: 1, cooldown: 2 }, deferred: 1, complete: false }),
];
const report = { ...part('2025-03-03T00:00:00Z', 4, { reached: 6, enrolled: 2 }), interval: 'week', periods };

describe('the charts of a report', () => {
  it('show those who started in each part by what has become of them', () => {
    const bars = startedBars(report);
    assert.deepEqual(bars.parts, ['3 Mar', '10 Mar']);
    assert.deepEqual(bars.total.values, [3, 1]);
    assert.deepEqual(bars.series.find(({ name }) => name === 'Active').values, [3, 1]);
    assert.equal(barsText(bars), 'Started: 4. Completed: 0, Active: 4, Cancelled: 0.');
  });
  it('show the results of a step, which add up to those who reached it', () => {
    const bars = reachedBars(report, 's1');
    assert.deepEqual(bars.total.values, [2, 4]);
    assert.deepEqual(bars.complete, [true, false]);
    bars.parts.forEach((_, index) =>
      assert.equal(bars.series.reduce((sum, { values }) => sum + values[index], 0), bars.total.values[index]),
    );
  });
  it('name the reasons of skips in the table of the funnel', () => {
    const funnel = stepFunnel(step({ reached: 3, skipped: { cooldown: 2, not_in_audience: 1 } }), String);
    assert.deepEqual(funnel.rows.map(({ name }) => name), ['Reached', 'Enrolled', 'Invited', 'Accepted']);
    assert.deepEqual(
      funnel.more.filter(({ name }) => name.startsWith('Skipped')).map(({ name, value }) => [name, value]),
      [
        ['Skipped', 3],
        ['Skipped: cooldown', 2],
        ['Skipped: not in the audience: an attribute does not match', 1],
      ],
    );
  });
  it('lead from each number to the list of these people', () => {
    const { rows, more } = stepFunnel(step({ skipped: { cooldown: 2 } }), String);
    assert.equal(rows.find(({ name }) => name === 'Reached').result, '');
    assert.equal(rows.find(({ name }) => name === 'Accepted').result, '&result=accepted');
    assert.equal(more.find(({ name }) => name === 'Skipped: cooldown').result, '&result=skipped&reason=cooldown');
  });
  it('are not shown if nobody started or reached a step', () => {
    assert.equal(isEmpty({ ...part('', 0, {}), periods: [] }), true);
    assert.equal(isEmpty({ ...part('', 0, { reached: 1 }), periods: [] }), false);
  });
});

// ---- colours: WCAG 2.2, 1.4.11, and how people with a colour vision deficiency see them (Machado et al. 2009, severity 1) ----

const SEEN = {
  'all colours': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  'no red': [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  'no green': [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  'no blue': [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function linear(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
}

const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one, other) {
  const [light, dark] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** CIELAB, whose distances approximate differences that are seen. */
function lab(rgb) {
  const [r, g, b] = rgb.map((x) => Math.min(1, Math.max(0, x)));
  const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [x, y, z] = [(0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, luminance([r, g, b]), (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089].map(f);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seen(hex, matrix) {
  const rgb = linear(hex);
  return lab(matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * rgb[index], 0)));
}

describe('the colours of charts', () => {
  const css = readFileSync(new URL('../../../main/console/src/app.css', import.meta.url), 'utf8');
  for (const [scheme, selector] of [['light', '.chart {'], ['dark', '.chart:not(.paper) {']]) {
    const block = css.slice(css.indexOf(selector), css.indexOf('}', css.indexOf(selector)));
    const colours = Object.fromEntries([...block.matchAll(/--chart-(\w+): (#\w{6})/g)].map(([, name, value]) => [name, value]));
    const tones = ['good', 'open', 'wait', 'skip', 'stop'];

    it(`have enough contrast to their ground, ${scheme}`, () => {
      tones.forEach((tone) => assert.ok(contrast(colours[tone], colours.ground) >= 3, tone));
      assert.ok(contrast(colours.text, colours.ground) >= 4.5, 'text');
    });
    for (const [name, matrix] of Object.entries(SEEN)) {
      it(`are distinct for people who see ${name}, ${scheme}`, () => {
        tones.forEach((one, index) =>
          tones.slice(index + 1).forEach((other) => {
            const distance = Math.hypot(...seen(colours[one], matrix).map((x, at) => x - seen(colours[other], matrix)[at]));
            assert.ok(distance >= 15, `${one} and ${other}: ${distance}`);
          }),
        );
      });
    }
  }
});
