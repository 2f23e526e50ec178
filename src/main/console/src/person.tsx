import { type Problem, allPages, call, get, url } from './api';
import { Confirm } from './confirm';
import { usePersonTitles } from './overview';
import { usePagesAfter } from './pages';
import { useIs } from './session';
import type { Enrollment, HistoryEntry, Invitation, Page, Participant } from './types';
import { PersonActions } from './person-actions';
import { PersonName } from './person-name';
import { useStepNames } from './step-names';
import { sendAgain } from './undeliverable';
import { Action, Avatar, Badge, Empty, Heading, Show, announce, useLoad } from './ui';
import type { StepNames, Titles } from './words';
import { atTime, clock, historyText, onDay, reasonText, sourceText } from './words';

/** What there is about a person, besides their record. */
interface Records {
  enrollments: Enrollment[];
  invitations: Invitation[];
  waiting: HistoryEntry[];
  history: Page<HistoryEntry>;
}

interface Context extends Records {
  /** Null if the caller may not read the record, or if the person does not exist but has a history. */
  person: Participant | null;
}

export async function loadRecords(id: string, signal: AbortSignal): Promise<Records> {
  const [enrollments, invitations, waiting, history] = await Promise.all([
    allPages<Enrollment>(`${url('participants', id, 'enrollments')}?limit=100`, { signal }),
    allPages<Invitation>(`${url('participants', id, 'invitations')}?limit=100`, { signal }),
    allPages<HistoryEntry>(`${url('participants', id, 'runs')}?status=deferred&limit=100`, { signal }),
    get<Page<HistoryEntry>>(historyOf(id), { signal }),
  ]);
  return { enrollments, invitations, waiting, history };
}

async function load(id: string, signal: AbortSignal): Promise<Context> {
  const [records, person] = await Promise.all([
    loadRecords(id, signal),
    get<Participant>(url('participants', id), { signal }).catch(() => null),
  ]);
  return { ...records, person };
}

function historyOf(id: string): string {
  return `${url('participants', id, 'history')}?limit=50`;
}

export function PersonPage({ id }: { id: string }) {
  const context = useLoad((signal) => load(id, signal), [id]);
  const titles = usePersonTitles(id);
  const admin = useIs('admin');
  const canConfigure = [admin, useIs('manager')].includes(true);
  return (
    <Show of={context}>
      {({ person, enrollments, invitations, waiting, history }) => (
        <>
          <Heading title={person?.name ?? id} back={canConfigure ? ['#/people', 'People'] : undefined}>
            {admin && person && <PersonActions person={person} changed={context.reload} />}
          </Heading>
          {person && <About person={person} />}
          <Waiting id={id} runs={waiting} titles={titles} mayCancel={canConfigure} changed={context.reload} />
          <h2>Tracks</h2>
          <Enrollments enrollments={enrollments} titles={titles} />
          {invitations.length > 0 && (
            <>
              <h2>Invitations</h2>
              <Invitations invitations={invitations} titles={titles} mayManage={canConfigure} changed={context.reload} />
            </>
          )}
          <h2>History</h2>
          <History id={id} first={history} titles={titles} mayManage={canConfigure} changed={context.reload} />
        </>
      )}
    </Show>
  );
}

function About({ person }: { person: Participant }) {
  const facts: [string, string | null][] = [
    ['Id', person.id],
    ['Email', person.email],
    ['Manager', person.managerId],
    ['Time zone', person.timeZone],
    ...Object.entries(person.attributes),
  ];
  return (
    <div class="about">
      <Avatar name={person.name} />
      <dl class="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{name === 'Manager' && value ? <PersonName id={value} /> : value}</dd>
            </div>
          ))}
        {!person.active && (
          <div>
            <dt>Status</dt>
            <dd>
              <Badge name="deactivated" />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function runOf(entry: HistoryEntry): string {
  const { trackId, stepId, participantId, instance } = entry.source;
  return [trackId, stepId, participantId, instance].join('/');
}

interface WaitingProps {
  id: string;
  runs: HistoryEntry[];
  titles: Titles;
  mayCancel: boolean;
  changed(): void;
}

export function Waiting({ id, runs, titles, mayCancel, changed }: WaitingProps) {
  if (runs.length === 0) {
    return null;
  }
  const cancel = async (entry: HistoryEntry): Promise<void> => {
    const { trackId, instance, stepId, participantId } = entry.source;
    await call('POST', url('participants', participantId ?? id, 'runs', trackId ?? '', instance ?? 1, stepId ?? '', 'cancel'));
    announce(`${titles(entry.destinationTrackId)} is cancelled.`);
    changed();
  };
  return (
    <>
      <h2>Waiting</h2>
      <ul class="rows" aria-label="Waiting">
        {runs.map((entry) => (
          <li key={runOf(entry)} class="row-item">
            <span>
              <span class="row-title">{titles(entry.destinationTrackId)}</span>
              <span class="muted">
                {entry.dueAt ? `due ${atTime(entry.dueAt)}` : 'deferred'}, from {titles(entry.source.trackId)}
              </span>
            </span>
            {mayCancel && (
              <Confirm
                label={`Cancel ${titles(entry.destinationTrackId)}`}
                title={`Cancel ${titles(entry.destinationTrackId)} for this person?`}
                text="The step does not enroll them in this track any more. This cannot be undone."
                confirm="Cancel the enrollment"
                keep="Keep waiting"
                run={() => cancel(entry)}
              >
                Cancel
              </Confirm>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function Enrollments({ enrollments, titles }: { enrollments: Enrollment[]; titles: Titles }) {
  if (enrollments.length === 0) {
    return <Empty title="No track started yet" />;
  }
  const byStart = [...enrollments].sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  const tracks = [...new Set(byStart.map((each) => each.trackId))];
  return (
    <ul class="cards">
      {tracks.map((trackId) => (
        <li class="card" key={trackId}>
          <h3>{titles(trackId)}</h3>
          <div class="instances">
            {enrollments
              .filter((each) => each.trackId === trackId)
              .map((each) => (
                <section key={each.instance} class="instance" aria-label={`Instance ${each.instance}`}>
                  <div class="card-top">
                    <strong>Instance {each.instance}</strong>
                    <Badge name={each.status} />
                  </div>
                  <p class="muted">
                    {onDay(each.startedAt)}
                    {each.endedAt ? ` – ${onDay(each.endedAt)}` : ''}
                    {each.undone && ', undone'}
                    {each.lineage.length > 1 && ` · ${each.lineage.map(titles).join(' → ')}`}
                  </p>
                  <Progress progress={each.progress} />
                </section>
              ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Progress({ progress }: { progress: Record<string, unknown> }) {
  const entries = Object.entries(progress);
  if (entries.length === 0) {
    return <p class="muted">No progress noted</p>;
  }
  return (
    <dl class="progress">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface InvitationsProps {
  invitations: Invitation[];
  titles: Titles;
  mayManage: boolean;
  changed(): void;
}

const DONE = {
  withdraw: 'The invitation is withdrawn.',
  resend: 'The invitation is sent again.',
  reinvite: 'The person is invited again.',
};

/** An invitation with one of these statuses can be followed by a new one. */
const CLOSED = ['declined', 'expired', 'withdrawn'];

function Invitations({ invitations, titles, mayManage, changed }: InvitationsProps) {
  const act = async (invitation: Invitation, verb: keyof typeof DONE): Promise<void> => {
    const { participantId, trackId, number } = invitation;
    await call('POST', url('participants', participantId, 'invitations', trackId, number, verb));
    announce(DONE[verb]);
    changed();
  };
  const refused = ({ reason, evidence, detail }: Problem): void =>
    announce(reason ? `Not invited again: ${reasonText(reason, evidence, titles)}.` : detail, 'bad');
  const isLatest = ({ trackId, number }: Invitation): boolean =>
    invitations.every((other) => other.trackId !== trackId || other.number <= number);
  const newestFirst = [...invitations].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return (
    <ul class="rows" aria-label="Invitations">
      {newestFirst.map((each) => (
        <li key={`${each.trackId}/${each.number}`} class="row-item">
          <span>
            <span class="row-title">
              {titles(each.trackId)} <Badge name={each.status} />
            </span>
            <span class="muted">
              invited {onDay(each.createdAt)}
              {each.status === 'pending' && `, open until ${onDay(each.expiresAt)}`}
              {each.reason && `, withdrawn: ${reasonText(each.reason, {}, titles)}`}
            </span>
          </span>
          {mayManage && each.status === 'pending' && (
            <span class="actions">
              <Action kind="small" run={() => act(each, 'resend')} label={`Resend the invitation to ${titles(each.trackId)}`}>
                Resend
              </Action>
              <Confirm
                label={`Withdraw the invitation to ${titles(each.trackId)}`}
                title={`Withdraw the invitation to ${titles(each.trackId)}?`}
                text="The person cannot join with it any more. You can invite them again later."
                confirm="Withdraw"
                keep="Keep it open"
                run={() => act(each, 'withdraw')}
              >
                Withdraw
              </Confirm>
            </span>
          )}
          {mayManage && CLOSED.includes(each.status) && isLatest(each) && (
            <span class="actions">
              <Action
                kind="small"
                run={() => act(each, 'reinvite')}
                label={`Invite to ${titles(each.trackId)} again`}
                onError={refused}
              >
                Invite again
              </Action>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface HistoryProps {
  id: string;
  first: Page<HistoryEntry>;
  titles: Titles;
  mayManage: boolean;
  changed(): void;
}

export function History({ id, first, titles, mayManage, changed }: HistoryProps) {
  const again = async ({ enrollment }: HistoryEntry): Promise<void> => {
    const { trackId, instance } = enrollment ?? { trackId: '', instance: 1 };
    await sendAgain({ kind: 'confirmation', participantId: id, trackId, number: instance });
    changed();
  };

  const { rows: history, more } = usePagesAfter(first, historyOf(id));
  // Members may not read steps.
  const steps = useStepNames(mayManage ? history.flatMap(({ source }) => source.trackId ?? []) : []);
  if (history.length === 0) {
    return <Empty title="No history yet" />;
  }
  const days = [...new Set(history.map((entry) => onDay(entry.at)))];
  return (
    <>
      <ol class="timeline" aria-label="History">
        {days.map((day) => (
          <li key={day}>
            <h3>{day}</h3>
            <ol>
              {history
                .filter((entry) => onDay(entry.at) === day)
                .map((entry, index) => (
                  <li key={index} class={`entry ${entry.decision}`}>
                    <time dateTime={entry.at} title={atTime(entry.at)}>
                      {clock(entry.at)}
                    </time>
                    <span>
                      <span class="what">{historyText(entry, titles)}</span>
                      <span class="muted">{causeText(id, entry, titles, steps)}</span>
                      {mayManage && entry.decision === 'undeliverable' && entry.enrollment && (
                        <Action
                          kind="small"
                          run={() => again(entry)}
                          label={`Send again the confirmation of ${titles(entry.enrollment.trackId)}`}
                        >
                          Send again
                        </Action>
                      )}
                    </span>
                  </li>
                ))}
            </ol>
          </li>
        ))}
      </ol>
      {more && <Action run={more}>Show more</Action>}
    </>
  );
}

function causeText(id: string, entry: HistoryEntry, titles: Titles, steps: StepNames): string {
  const { source } = entry;
  if (source.kind === 'api' || source.kind === 'job') {
    return sourceText(source, titles, steps);
  }
  const whose = source.participantId !== id ? `, as manager of ${source.participantId}` : '';
  const forWhom = entry.enrolleeId && entry.enrolleeId !== id ? `, for ${entry.enrolleeId}` : '';
  return `${sourceText(source, titles, steps)}${whose}${forWhom}`;
}
