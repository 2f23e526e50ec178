import { useEffect, useState } from 'preact/hooks';
import { call, url } from './api';
import { useTitles } from './overview';
import { usePages } from './pages';
import { useQuery } from './router';
import type { Undeliverable } from './types';
import { Action, Empty, Field, Heading, Show, announce } from './ui';
import { MESSAGE, atTime, errorText } from './words';

type Message = Pick<Undeliverable, 'kind' | 'participantId' | 'trackId' | 'number'>;

/** Sends the message again; instead of a reminder, its invitation. */
export async function sendAgain({ kind, participantId, trackId, number }: Message): Promise<void> {
  const record = kind === 'confirmation' ? 'enrollments' : 'invitations';
  await call('POST', url('participants', participantId, record, trackId, number, 'resend'));
  announce(`The ${kind === 'confirmation' ? 'confirmation' : 'invitation'} is sent again.`);
}

/** The messages of all people that cannot be delivered. */
export function UndeliverablePage() {
  const [error, setError] = useQuery('error');
  const [errors, setErrors] = useState<string[]>([]);
  const filter = error ? `&error=${encodeURIComponent(error)}` : '';
  const { first, rows: messages, more } = usePages<Undeliverable>(`/v1/undeliverable?limit=50${filter}`);
  useEffect(() => {
    const found = first.data?.data.map((each) => each.error) ?? [];
    setErrors((before) => [...new Set([...before, ...found, ...(error ? [error] : [])])].sort());
  }, [first.data]);
  return (
    <>
      <Heading title="Undeliverable messages">
        {error && (
          <a class="button small" href={`#/new-job/resend?error=${encodeURIComponent(error)}`}>
            Send again all with this error
          </a>
        )}
      </Heading>
      {errors.length > 0 && (
        <Field label="Error">
          {(attributes) => (
            <select {...attributes} value={error} onChange={(event) => setError(event.currentTarget.value)}>
              <option value="">All errors</option>
              {errors.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Show of={first}>
        {() => (
          <>
            {messages.length === 0 && !more ? (
              <Empty title="All messages can be delivered" />
            ) : (
              <Rows messages={messages} changed={first.reload} />
            )}
            {more && <Action run={more}>More</Action>}
          </>
        )}
      </Show>
    </>
  );
}

function Rows({ messages, changed }: { messages: Undeliverable[]; changed(): void }) {
  const titles = useTitles();
  const again = async (message: Undeliverable): Promise<void> => {
    await sendAgain(message);
    changed();
  };
  return (
    <ul class="rows" aria-label="Undeliverable messages">
      {messages.map((each) => {
        const name = each.name ?? each.participantId;
        return (
          <li key={`${each.kind}/${each.participantId}/${each.trackId}/${each.number}`} class="row-item">
            <span>
              <a class="row-title" href={`#/people/${each.participantId}`}>
                {name}
              </a>
              <span class="muted">
                {MESSAGE[each.kind] ?? 'Message about'} {titles(each.trackId)}, {atTime(each.at)}, {each.channel}:{' '}
                {each.detail ?? errorText(each.error)}
              </span>
            </span>
            {each.kind !== 'test' && (
              <Action kind="small" run={() => again(each)} label={`Send again to ${name}`}>
                Send again
              </Action>
            )}
          </li>
        );
      })}
    </ul>
  );
}
