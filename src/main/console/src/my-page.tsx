// A person's own page: their open invitations, which they answer here, what waits for them, and their tracks.
import { call, url } from './api';
import { usePersonTitles } from './overview';
import { Enrollments, History, Waiting, loadRecords } from './person';
import type { Answered, Invitation } from './types';
import { Action, Badge, Heading, Show, announce, useLoad } from './ui';
import type { Titles } from './words';
import { onDay, reasonText } from './words';

export function MyPage({ id }: { id: string }) {
  const context = useLoad((signal) => loadRecords(id, signal), [id]);
  const titles = usePersonTitles(id);
  return (
    <>
      <Heading title="My tracks" />
      <Show of={context}>
        {({ enrollments, invitations, waiting, history }) => (
          <>
            <Open invitations={invitations.filter(isOpen)} titles={titles} changed={context.reload} />
            <Waiting id={id} runs={waiting} titles={titles} mayCancel={false} changed={context.reload} />
            <h2>Tracks</h2>
            <Enrollments enrollments={enrollments} titles={titles} />
            <Closed invitations={invitations.filter((each) => !isOpen(each))} titles={titles} />
            <h2>History</h2>
            <History id={id} first={history} titles={titles} mayManage={false} changed={context.reload} />
          </>
        )}
      </Show>
    </>
  );
}

/** An invitation that has expired is recorded as expired a little later. */
function isOpen(invitation: Invitation): boolean {
  return invitation.status === 'pending';
}

interface Props {
  invitations: Invitation[];
  titles: Titles;
}

function Open({ invitations, titles, changed }: Props & { changed(): void }) {
  if (invitations.length === 0) {
    return null;
  }
  const answer = async ({ participantId, trackId, number }: Invitation, reply: 'join' | 'decline'): Promise<void> => {
    const address = url('participants', participantId, 'invitations', trackId, number, 'answer');
    const { data } = await call<Answered>('POST', address, { body: { answer: reply } });
    announce(`${data.heading}. ${data.text}`.replace(/([.!?])\./, '$1'), data.result === 'joined' || data.result === 'declined' ? 'good' : 'bad');
    changed();
    // The button that was clicked disappears.
    document.getElementById('main')?.focus();
  };
  return (
    <>
      <h2>You are invited</h2>
      <ul class="cards" aria-label="Open invitations">
        {invitations.map((each) => {
          const title = titles(each.trackId);
          return (
            <li class="card" key={`${each.trackId}/${each.number}`}>
              <h3>{title}</h3>
              <p class="invitation-text">{each.message}</p>
              <p class="muted">Open until {onDay(each.expiresAt)}</p>
              <div class="card-actions">
                <Action kind="primary" run={() => answer(each, 'join')} label={`${each.joinButtonText} – ${title}`}>
                  {each.joinButtonText}
                </Action>
                <Action run={() => answer(each, 'decline')} label={`No, thanks – ${title}`}>
                  No, thanks
                </Action>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Closed({ invitations, titles }: Props) {
  if (invitations.length === 0) {
    return null;
  }
  const newestFirst = [...invitations].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return (
    <>
      <h2>Earlier invitations</h2>
      <ul class="rows" aria-label="Earlier invitations">
        {newestFirst.map((each) => (
          <li key={`${each.trackId}/${each.number}`} class="row-item">
            <span>
              <span class="row-title">
                {titles(each.trackId)} <Badge name={each.status} />
              </span>
              <span class="muted">
                invited {onDay(each.createdAt)}
                {each.reason && `, withdrawn: ${reasonText(each.reason, {}, titles)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
