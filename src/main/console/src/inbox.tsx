import { useEffect } from 'preact/hooks';
import { list } from './api';
import type { Message } from './types';
import { Avatar, Empty, Heading, Show, useLoad } from './ui';
import { useTitles } from './overview';
import { atTime } from './words';

const PERIOD = 3000;

/** What the local cloud has delivered, to everybody; it looks again every few seconds. */
export function InboxPage() {
  const messages = useLoad((signal) => list<Message>('/local/messages', { signal }), []);
  const titles = useTitles();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && messages.reload(), PERIOD);
    return () => clearInterval(timer);
  }, [messages.reload]);
  return (
    <>
      <Heading title="Inbox">
        <button type="button" class="button small" onClick={messages.reload}>
          Look again
        </button>
      </Heading>
      <p class="lead">What people were sent. Only the local cloud has this page.</p>
      <Show of={messages}>
        {(data) =>
          data.length === 0 ? (
            <Empty title="Nobody was sent anything yet">
              <p>
                Start a person in a track, and messages of its steps come in. <a href="#/tracks">Tracks</a>
              </p>
            </Empty>
          ) : (
            <ul class="inbox" aria-label="Messages">
              {data.map((message, index) => (
                <li key={data.length - index} class="letter" data-to={message.to} data-kind={message.kind}>
                  <Avatar name={message.to} />
                  <div>
                    <p class="letter-top">
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
          )
        }
      </Show>
    </>
  );
}
