// The person that the user of the local cloud acts as.
import { useEffect, useState } from 'preact/hooks';
import { Combobox, type Choice, type Choices } from './combobox';
import { findPeople, personChoice } from './find-people';
import { useSession } from './session';

/** The local cloud's admin, who need not be a participant. People are found with this admin's token. */
const ADMIN = { id: 'root', text: 'Admin', about: 'no participant' };
const TOKEN = 'local-root-admin';

const ROLES = ['member', 'manager', 'admin'];

async function find(text: string, cursor: string | null, signal?: AbortSignal): Promise<Choices> {
  const people = await findPeople(text, cursor, signal, TOKEN);
  const admin = cursor === null && 'admin'.startsWith(text.trim().toLowerCase());
  return admin ? { ...people, found: [ADMIN, ...people.found.filter(({ id }) => id !== ADMIN.id)] } : people;
}

export function ActingAs() {
  const { acting, actAs } = useSession();
  const current = acting ?? 'root-admin';
  const dash = current.lastIndexOf('-');
  const [id, role] = [current.slice(0, dash), current.slice(dash + 1)];
  const [person, setPerson] = useState<Choice>(id === ADMIN.id ? ADMIN : { id, text: id });
  useEffect(() => {
    if (id !== ADMIN.id) {
      void personChoice(id, TOKEN).then(setPerson);
    }
  }, [id]);
  return (
    <>
      <label for="acting">Act as</label>
      <Combobox
        label="Act as"
        attributes={{ id: 'acting' }}
        value={person}
        find={find}
        choose={(choice) => choice && choice.id !== id && actAs(choice.id === ADMIN.id ? 'root-admin' : `${choice.id}-member`)}
        nothing="Nobody matches this text"
      />
      {id !== ADMIN.id && (
        <select aria-label="Role" value={role} onChange={(event) => actAs(`${id}-${event.currentTarget.value}`)}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
