import { useEffect } from 'preact/hooks';
import { list } from './api';
import type { Message } from './types';
import { Avatar, Empty, Heading, Show, useLoad } from './ui';
import { useTitles } from './overview';
import { atTime } from './words';

const PERIOD = 3000;

/** All messages that the local cloud has delivered, refreshed every three seconds. */
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
          Refresh
        </button>
      </Heading>
      <p class="lead">All delivered messages. Only the local cloud has this page.</p>
      <Show of={messages}>
        {(data) =>
          data.length === 0 ? (
            <Empty title="No messages yet">
              <p>
                Start a person in a track. The messages of its steps appear here. <a href="#/tracks">Tracks</a>
              </p>
            </Empty>
          ) : (
            <ul class="inbox" aria-label="Messages">
              {data.map((message, index) => (
                <li key={data.length - index} class="message" data-to={message.to} data-kind={message.kind}>
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
          )
        }
      </Show>
    </>
  );
}
