// The report about a track: a chunk of its own with the library of the charts.
import { type FieldError, allPages, get, text, url } from './api';
import { inWords } from './errors';
import { peoplePath } from './funnel';
import { download } from './import-file';
import { programTime } from './local-clock';
import { allTracks, titlesOf } from './overview';
import { BarChart, FunnelChart } from './report-chart';
import { isEmpty, reachedBars, startedBars, stepFunnel } from './report-data';
import { type Chosen, LENGTHS, daysOf, intervalOf, lengthOf, periodText, queryOf } from './report-period';
import { useQuery } from './router';
import type { Report, ReportStep, Step, Track } from './types';
import { Action, Empty, Field, Heading, Show, useLoad } from './ui';
import { type Titles, plural, stepText } from './words';

interface Context {
  track: Track;
  titles: Titles;
  steps: Step[];
}

async function load(id: string, signal: AbortSignal): Promise<Context> {
  const [track, tracks, steps] = await Promise.all([
    get<Track>(url('tracks', id), { signal }),
    allTracks(signal),
    allPages<Step>(`${url('tracks', id, 'steps')}?limit=100`, { signal }),
  ]);
  return { track, titles: titlesOf(tracks), steps };
}

/** What the step is called; without a title, what it does. */
function nameOf({ stepId, title }: ReportStep, { steps, titles }: Context): string {
  const step = steps.find((each) => each.id === stepId);
  return title ?? (step ? `${stepText(step, titles)} (${stepId})` : stepId);
}

export function ReportPage({ id }: { id: string }) {
  const now = useLoad(programTime, [id]);
  return <Show of={now}>{(time) => <ReportAt id={id} now={time} />}</Show>;
}

function ReportAt({ id, now }: { id: string; now: number }) {
  const context = useLoad((signal) => load(id, signal), [id]);
  const [chosen, choose] = useChosen();
  const path = `${url('tracks', id, 'report')}?${queryOf(chosen, now)}`;
  const report = useLoad((signal) => get<Report>(path, { signal }), [path]);
  const errors = report.error?.status === 400 ? report.error.errors : [];
  const save = async (): Promise<void> => {
    const csv = await text(path, 'text/csv');
    download(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `${fileName(id, report.data)}.csv`);
  };
  return (
    <Show of={context}>
      {(about) => (
        <div class="report">
          <Heading title="Report" back={[`#/tracks/${id}`, about.track.title]}>
            {report.data && <Action run={save}>Download CSV</Action>}
          </Heading>
          <p class="lead">
            People count on the day on which they started the track or reached a step; those who do so twice count twice.
            The numbers say what has become of them by now, not what happened on that day.
          </p>
          <Filters chosen={chosen} choose={choose} now={now} errors={errors} />
          {errors.length === 0 && <Show of={report}>{(data) => <Charts report={data} about={about} />}</Show>}
        </div>
      )}
    </Show>
  );
}

function fileName(trackId: string, report: Report | null): string {
  return `report-${trackId}${report ? `-${report.from.slice(0, 10)}-${report.to.slice(0, 10)}` : ''}`;
}

/** The period in the address. */
function useChosen(): [Chosen, (changes: Partial<Chosen>) => void] {
  const [period, setPeriod] = useQuery('period');
  const [from, setFrom] = useQuery('from');
  const [to, setTo] = useQuery('to');
  const [by, setBy] = useQuery('by');
  const set = { period: setPeriod, from: setFrom, to: setTo, by: setBy };
  return [
    { period, from, to, by },
    (changes) => Object.entries(changes).forEach(([name, value]) => set[name as keyof Chosen](value)),
  ];
}

interface FilterProps {
  chosen: Chosen;
  choose(changes: Partial<Chosen>): void;
  now: number;
  errors: FieldError[];
}

function Filters({ chosen, choose, now, errors }: FilterProps) {
  const own = chosen.period === 'own';
  const error = (field: string): string | undefined => errors.filter((each) => each.field === field).map(inWords)[0];
  const choosePeriod = (period: string): void => {
    const { from } = daysOf(chosen, now);
    choose(period === 'own' ? { period, from, to: new Date(now).toISOString().slice(0, 10), by: '' } : { period, from: '', to: '', by: '' });
  };
  const day = (label: string, name: 'from' | 'to') => (
    <Field label={label} error={error(name)}>
      {(attributes) => (
        <input {...attributes} type="date" value={chosen[name]} onChange={(event) => choose({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  );
  return (
    <form class="map-filters report-filters" aria-label="Report" onSubmit={(event: Event) => event.preventDefault()}>
      <Field label="Period" error={own ? undefined : error('from')}>
        {(attributes) => (
          <select {...attributes} value={own ? 'own' : String(lengthOf(chosen))} onChange={(event) => choosePeriod(event.currentTarget.value)}>
            {LENGTHS.map((length) => (
              <option key={length} value={String(length)}>
                Last {length} days
              </option>
            ))}
            <option value="own">Own dates</option>
          </select>
        )}
      </Field>
      {own && day('First day', 'from')}
      {own && day('Last day', 'to')}
      <Field label="By" error={error('interval')} hint="In UTC; weeks start on Monday.">
        {(attributes) => (
          <select {...attributes} value={intervalOf(chosen, now)} onChange={(event) => choose({ by: event.currentTarget.value })}>
            <option value="day">Day</option>
            <option value="week">Week</option>
            <option value="month">Month</option>
          </select>
        )}
      </Field>
    </form>
  );
}

function Charts({ report, about }: { report: Report; about: Context }) {
  const file = fileName(report.trackId, report);
  const { started, medianDaysToCompletion } = report.instances;
  return (
    <>
      <p role="status">
        {periodText(report)}: {plural(started, 'person', 'people')} started.
      </p>
      {!report.complete && <NotExact />}
      {isEmpty(report) ? (
        <Empty title="Nobody in this period">
          <p>Nobody started this track or reached one of its steps. Choose a longer period.</p>
        </Empty>
      ) : (
        <>
          <section aria-labelledby="report-started">
            <h2 id="report-started">The track</h2>
            <BarChart bars={startedBars(report)} of={about.track.title} file={`${file}-started`} />
            <Median label="Half of those who completed it needed at most" days={medianDaysToCompletion} />
          </section>
          {report.steps.map((step) => (
            <StepCharts key={step.stepId} report={report} step={step} about={about} file={`${file}-${step.stepId}`} />
          ))}
        </>
      )}
    </>
  );
}

function NotExact() {
  return (
    <div class="notice tip">
      <p>
        <strong>These numbers are not exact.</strong> There is more than a report can read, so at least as many people as
        shown did this. A shorter or later period is exact. Numbers that are not exact have a + in the tables.
      </p>
    </div>
  );
}

function StepCharts({ report, step, about, file }: { report: Report; step: ReportStep; about: Context; file: string }) {
  const name = nameOf(step, about);
  const people = `${peoplePath(report.trackId, step.stepId)}?from=${report.from}&to=${report.to}`;
  return (
    <section>
      <h2>
        <a href={`#/tracks/${report.trackId}/steps/${step.stepId}`}>{name}</a>
      </h2>
      <div class="chart-pair">
        <BarChart bars={reachedBars(report, step.stepId)} of={name} file={`${file}-reached`} />
        <FunnelChart funnel={stepFunnel(step, about.titles)} of={name} file={`${file}-funnel`} people={people} />
      </div>
      <Median label="Half of those who joined did so within" days={step.medianDaysToJoin} />
    </section>
  );
}

function Median({ label, days }: { label: string; days: number | null }) {
  return days === null ? null : (
    <p class="muted">
      {label} {plural(days, 'day')}.
    </p>
  );
}
