import { useEffect, useState } from 'preact/hooks';
import { call, get, url } from './api';
import { useTitles } from './overview';
import { useQuery } from './router';
import type { Page, Undeliverable } from './types';
import { Action, Empty, Field, Heading, Show, announce, useLoad } from './ui';
import { MESSAGE, atTime, errorText } from './words';

type Message = Pick<Undeliverable, 'kind' | 'participantId' | 'trackId' | 'number'>;

/** Sends the message again; instead of a reminder, its invitation. */
export async function sendAgain({ kind, participantId, trackId, number }: Message): Promise<void> {
  const record = kind === 'confirmation' ? 'enrollments' : 'invitations';
  await call('POST', url('participants', participantId, record, trackId, number, 'resend'));
  announce(`The ${kind === 'confirmation' ? 'confirmation' : 'invitation'} is sent again.`);
}

function path(error: string, cursor: string | null): string {
  const filter = error ? `&error=${encodeURIComponent(error)}` : '';
  return `/v1/undeliverable?limit=50${filter}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
}

/** The messages of all people that cannot be delivered. */
export function UndeliverablePage() {
  const [error, setError] = useQuery('error');
  const [errors, setErrors] = useState<string[]>([]);
  const first = useLoad((signal) => get<Page<Undeliverable>>(path(error, null), { signal }), [error]);
  const [more, setMore] = useState<Page<Undeliverable>[]>([]);
  useEffect(() => setMore([]), [first.data]);
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
        {(page) => {
          const messages = [page, ...more].flatMap((each) => each.data);
          const cursor = (more[more.length - 1] ?? page).nextCursor;
          return (
            <>
              {messages.length === 0 && !cursor ? (
                <Empty title="All messages can be delivered" />
              ) : (
                <Rows messages={messages} changed={first.reload} />
              )}
              {cursor && (
                <Action run={async () => setMore([...more, await get<Page<Undeliverable>>(path(error, cursor))])}>
                  More
                </Action>
              )}
            </>
          );
        }}
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
