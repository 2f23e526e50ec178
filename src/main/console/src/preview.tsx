// The decision and the messages that a person would get. The server evaluates and renders them, and writes nothing.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, call, list, url } from './api';
import { type Draft, bodyOf } from './draft';
import { named } from './errors';
import { PersonPicker } from './person-picker';
import type { Enrollment, Participant, Preview } from './types';
import { Badge, asProblem } from './ui';
import type { Titles } from './words';
import { atTime, reasonText } from './words';

const PAUSE = 350;

interface Props {
  trackId: string;
  draft: Draft;
  titles: Titles;
}

async function latestInstance(participantId: string, trackId: string): Promise<number> {
  const enrollments = await list<Enrollment>(`${url('participants', participantId, 'enrollments')}?limit=100`);
  return Math.max(1, ...enrollments.filter((each) => each.trackId === trackId).map((each) => each.instance));
}

export function PreviewPanel({ trackId, draft, titles }: Props) {
  const [person, setPerson] = useState<Participant | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const body = JSON.stringify(bodyOf(draft));
  const ready = person !== null && draft.destinationTrackId !== '';
  const instance = useRef<{ key: string; number: number } | null>(null);

  useEffect(() => {
    if (!ready) {
      return undefined;
    }
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      setBusy(true);
      try {
        const key = `${person.id} ${trackId}`;
        if (instance.current?.key !== key) {
          instance.current = { key, number: await latestInstance(person.id, trackId) };
        }
        const { data } = await call<Preview>('POST', url('tracks', trackId, 'steps', draft.id || 'new', 'preview'), {
          body: { participantId: person.id, instance: instance.current.number, step: JSON.parse(body) },
          signal: abort.signal,
        });
        setPreview(data);
        setProblem(null);
      } catch (error) {
        if (!abort.signal.aborted) {
          setProblem(asProblem(error));
        }
      } finally {
        if (!abort.signal.aborted) {
          setBusy(false);
        }
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [ready, person?.id, trackId, draft.id, body]);

  return (
    <aside class="preview" aria-label="Preview" aria-busy={busy}>
      <h2>Preview</h2>
      <PersonPicker label="As" value={person} choose={setPerson} first />
      {!ready && <p class="muted">Choose a destination{person ? '' : ' and a person'} to see the preview.</p>}
      {ready && problem && (
        <div class="notice tip">
          <p>{problemText(problem)}</p>
        </div>
      )}
      {ready && preview && (
        <div class={busy || problem ? 'stale' : ''}>
          <Decision preview={preview} person={person} titles={titles} />
          <Messages preview={preview} draft={draft} track={titles(draft.destinationTrackId)} />
        </div>
      )}
    </aside>
  );
}

function problemText(problem: Problem): string {
  return problem.errors.length > 0
    ? `Not valid yet. ${problem.errors.map(named).join(' ')}`
    : problem.detail;
}

function Decision({ preview, person, titles }: { preview: Preview; person: Participant; titles: Titles }) {
  const { outcome } = preview;
  const why = outcome.reason ? reasonText(outcome.reason, outcome.evidence, titles) : null;
  const other = outcome.enrolleeId && outcome.enrolleeId !== person.id ? ` (${outcome.enrolleeId})` : '';
  return (
    <div class="decision" aria-live="polite">
      <p>
        If {person.name} reached this step now: <Badge name={outcome.decision} />
        {other}
      </p>
      {why && <p class="reason">Reason: {why}.</p>}
      {outcome.dueAt && <p class="reason">Due {atTime(outcome.dueAt)}.</p>}
      {outcome.decision === 'enrolled' && outcome.enrollment && (
        <p class="reason">As instance {outcome.enrollment.instance}.</p>
      )}
    </div>
  );
}

function Messages({ preview, draft, track }: { preview: Preview; draft: Draft; track: string }) {
  const { invitation, joinButton, reminder, confirmation, mailSubject } = preview.messages;
  return (
    <div class="conversation">
      {invitation !== null && (
        <Bubble title="Invitation">
          <p>{invitation}</p>
          <span class="fake-button">{joinButton}</span>
        </Bubble>
      )}
      {reminder !== null && draft.reminderMessage.trim() !== '' && (
        <Bubble title="Reminder">
          <p>{reminder}</p>
          <span class="fake-button">{joinButton}</span>
        </Bubble>
      )}
      {confirmation !== null && (
        <Bubble title="Confirmation">
          <p>{confirmation}</p>
        </Bubble>
      )}
      {mailSubject !== null && (
        <p class="muted">
          Mail subject: <strong>{mailSubject}</strong>
        </p>
      )}
      {invitation === null && confirmation === null && <p class="muted">No message about {track} is sent.</p>}
    </div>
  );
}

function Bubble({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <figure class="bubble">
      <figcaption>{title}</figcaption>
      {children}
    </figure>
  );
}
