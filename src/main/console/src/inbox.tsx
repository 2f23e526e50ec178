// The messages that the local cloud has delivered: searched, and page by page.
import { useEffect, useState } from 'preact/hooks';
import { page } from './api';
import { useTitles } from './overview';
import type { Message } from './types';
import { Avatar, Empty, Heading, Show, useLoad } from './ui';
import type { Titles } from './words';
import { atTime } from './words';

const PERIOD = 3000;
const LIMIT = 25;

/** The newest messages are refreshed every three seconds. Older pages stay as they are. */
export function InboxPage() {
  const [text, setText] = useState('');
  const [query, setQuery] = useState('');
  /** The cursors of the pages up to the current one; the first page has none. */
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => setCursors([null]), [query]);
  const cursor = cursors[cursors.length - 1];
  const messages = useLoad(
    (signal) => page<Message>(`/local/messages?limit=${LIMIT}&q=${encodeURIComponent(query)}`, cursor, { signal }),
    [query, cursor],
  );
  const titles = useTitles();
  useEffect(() => {
    if (cursor) {
      return undefined;
    }
    const timer = setInterval(() => document.visibilityState === 'visible' && messages.reload(), PERIOD);
    return () => clearInterval(timer);
  }, [messages.reload, cursor]);
  const turn = (to: (string | null)[]): void => {
    setCursors(to);
    window.scrollTo(0, 0);
  };
  return (
    <>
      <Heading title="Inbox">
        <button type="button" class="button small" onClick={messages.reload}>
          Refresh
        </button>
      </Heading>
      <p class="lead">All delivered messages. Only the local cloud has this page.</p>
      <form class="search" role="search" onSubmit={(event: Event) => event.preventDefault()}>
        <label for="inbox-search">Person’s id, kind, track’s id or text</label>
        <input
          id="inbox-search"
          type="search"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
      <Show of={messages}>
        {({ data, nextCursor }) => (
          <>
            {data.length === 0 ? <Nothing query={query} /> : <Messages messages={data} titles={titles} />}
            {(cursor || nextCursor) && (
              <div class="turns" role="group" aria-label="Pages">
                <button type="button" class="button" disabled={!cursor} onClick={() => turn(cursors.slice(0, -1))}>
                  Newer
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={!nextCursor}
                  onClick={() => turn([...cursors, nextCursor])}
                >
                  Older
                </button>
              </div>
            )}
          </>
        )}
      </Show>
    </>
  );
}

function Nothing({ query }: { query: string }) {
  return query ? (
    <Empty title={`No message contains “${query}”`} />
  ) : (
    <Empty title="No messages yet">
      <p>
        Start a person in a track. The messages of its steps appear here. <a href="#/tracks">Tracks</a>
      </p>
    </Empty>
  );
}

function Messages({ messages, titles }: { messages: Message[]; titles: Titles }) {
  return (
    <ul class="inbox" aria-label="Messages">
      {messages.map((message) => (
        <li key={message.id} class="message" data-to={message.to} data-kind={message.kind}>
          <Avatar name={message.to} />
          <div>
            <p class="message-top">
              <a href={`#/people/${message.to}`}>{message.to}</a>
              <span class="muted">
                {message.kind} · {titles(message.trackId)} · {atTime(message.at)}
              </span>
            </p>
            <div class="bubble">
              <p>{message.text}</p>
              {message.button && (
                <a class="button primary" href={message.button.url} target="_blank" rel="noopener">
                  {message.button.text}
                </a>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
