// The numbers of a report as those of charts and tables.
import { partNames } from './report-period';
import { type Answer, RESULTS } from './results';
import type { Report, ReportInstances, ReportStep } from './types';
import { type Titles, reasonText } from './words';

/** What a colour means: a good end, an open one, waiting, a skip, a stop. */
export type Tone = 'good' | 'open' | 'wait' | 'skip' | 'stop';

interface Series {
  name: string;
  tone: Tone;
  values: number[];
}

/** Stacked bars: the series of a part add up to its total. */
export interface Bars {
  title: string;
  /** The name of the parts: Day, Week or Month. */
  partName: string;
  parts: string[];
  series: Series[];
  /** What the series add up to, in each part. */
  total: { name: string; values: number[] };
  /** For each part, whether its numbers are exact. */
  complete: boolean[];
}

interface Result {
  name: string;
  value: number;
  /** What the list of these people has in its address, after the period. */
  result: string;
}

/** Numbers that follow from each other; the first ones are drawn. */
export interface Funnel {
  title: string;
  rows: (Result & { tone: Tone | 'text' })[];
  /** The other numbers of the step, for the table. */
  more: Result[];
  complete: boolean;
}

type Parts = Pick<Report, 'from' | 'instances' | 'steps'>[];

const PART_NAMES = { day: 'Day', week: 'Week from', month: 'Month' };

const STATUSES: [keyof ReportInstances & string, string, Tone][] = [
  ['completed', 'Completed', 'good'],
  ['active', 'Active', 'open'],
  ['cancelled', 'Cancelled', 'stop'],
];

type ResultName = Answer | 'enrolled' | 'invited' | 'deferred' | 'skipped' | 'cancelled';

const TONES: [ResultName, Tone][] = [
  ['enrolled', 'good'],
  ['invited', 'open'],
  ['deferred', 'wait'],
  ['skipped', 'skip'],
  ['cancelled', 'stop'],
];

function count(step: ReportStep, result: ResultName): number {
  return result === 'skipped' ? skips(step) : step[result];
}

function skips(step: ReportStep): number {
  return Object.values(step.skipped).reduce((sum, count) => sum + count, 0);
}

function partsOf(report: Report): Parts {
  return report.periods ?? [];
}

function namesOf(report: Report): Pick<Bars, 'partName' | 'parts'> {
  const interval = report.interval ?? 'day';
  return { partName: PART_NAMES[interval], parts: partNames(partsOf(report).map((part) => part.from), interval) };
}

/** Whether nobody started the track or reached a step. */
export function isEmpty(report: Report): boolean {
  return report.instances.started === 0 && report.steps.every((step) => step.reached === 0);
}

/** Those who started the track, by what has become of them. */
export function startedBars(report: Report): Bars {
  const parts = partsOf(report);
  return {
    title: 'People who started, by their status now',
    ...namesOf(report),
    series: STATUSES.map(([status, name, tone]) => ({ name, tone, values: parts.map((part) => Number(part.instances[status])) })),
    total: { name: 'Started', values: parts.map((part) => part.instances.started) },
    complete: parts.map((part) => part.instances.complete),
  };
}

/** Those who reached the step, by the result. */
export function reachedBars(report: Report, stepId: string): Bars {
  const steps = partsOf(report).flatMap((part) => part.steps.filter((step) => step.stepId === stepId));
  return {
    title: 'Reached over time, by result',
    ...namesOf(report),
    series: TONES.map(([result, tone]) => ({ name: RESULTS[result], tone, values: steps.map((step) => count(step, result)) })),
    total: { name: 'Reached', values: steps.map((step) => step.reached) },
    complete: steps.map((step) => step.complete),
  };
}

/** From reaching the step to joining, in the whole period. */
export function stepFunnel(step: ReportStep, titles: Titles): Funnel {
  const number = (result: ResultName): Result => ({ name: RESULTS[result], value: count(step, result), result: `&result=${result}` });
  const reasons = Object.entries(step.skipped).map(([reason, value]) => ({
    name: `${RESULTS.skipped}: ${reasonText(reason, {}, titles)}`,
    value,
    result: `&result=skipped&reason=${reason}`,
  }));
  return {
    title: 'From reached to joined',
    rows: [
      { name: 'Reached', value: step.reached, result: '', tone: 'text' },
      { ...number('enrolled'), tone: 'good' },
      { ...number('invited'), tone: 'open' },
      { ...number('accepted'), tone: 'good' },
    ],
    more: [
      ...(['declined', 'pending', 'expired', 'withdrawn', 'deferred', 'skipped'] as const).map(number),
      ...reasons,
      number('cancelled'),
    ],
    complete: step.complete,
  };
}

/** What a chart shows, in a sentence for those who do not see it. */
export function barsText({ total, series }: Bars): string {
  const sum = (values: number[]): string => values.reduce((all, each) => all + each, 0).toLocaleString('en-GB');
  return `${total.name}: ${sum(total.values)}. ${series.map(({ name, values }) => `${name}: ${sum(values)}`).join(', ')}.`;
}

export function funnelText({ rows }: Funnel): string {
  return `${rows.map(({ name, value }) => `${name}: ${value.toLocaleString('en-GB')}`).join(', ')}.`;
}
