// Finds a person by the start of their name: a combobox according to the ARIA Authoring Practices.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Problem, list } from './api';
import type { Participant } from './types';

interface Props {
  label: string;
  value: Participant | null;
  choose(person: Participant | null): void;
  /** Whether to choose the first person initially. */
  first?: boolean;
}

export function PersonPicker({ label, value, choose, first }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [people, setPeople] = useState<Participant[]>([]);
  const [at, setAt] = useState(-1);
  /** Only admins may list people; others enter an id. */
  const [byId, setById] = useState(false);
  const typing = useRef(false);
  const failed = (problem: Problem): void => {
    if (problem.status === 403) {
      setById(true);
      setOpen(false);
    }
  };

  useEffect(() => {
    if (first) {
      list<Participant>('/v1/participants?limit=1').then(
        ([person]) => person && !typing.current && take(person),
        failed,
      );
    }
  }, []);
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const query = typing.current ? text : '';
      list<Participant>(`/v1/participants?limit=8&q=${encodeURIComponent(query)}`, { signal: abort.signal }).then(
        (found) => (setPeople(found), setAt(found.length > 0 ? 0 : -1)),
        failed,
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [open, text]);

  const take = (person: Participant): void => {
    typing.current = false;
    setText(person.name);
    setOpen(false);
    choose(person);
  };
  const takeId = (): void => {
    const named = text.trim();
    if (named && named !== value?.id) {
      choose({ id: named, name: named } as Participant);
    }
  };
  const key = (event: KeyboardEvent): void => {
    if (byId) {
      if (event.key === 'Enter') {
        event.preventDefault();
        takeId();
      }
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        setOpen(true);
      } else if (people.length > 0) {
        setAt((before) => (before + (event.key === 'ArrowDown' ? 1 : people.length - 1)) % people.length);
      }
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      if (people[at]) {
        take(people[at]);
      }
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div class="picker">
      <label for={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && people[at] ? `${id}-${people[at].id}` : undefined}
        autocomplete="off"
        placeholder={byId ? "A person’s id" : "Name, e-mail or id"}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(!byId)}
        onInput={(event) => {
          typing.current = true;
          setText(event.currentTarget.value);
          setOpen(!byId);
        }}
        onKeyDown={key}
        onBlur={() => {
          setOpen(false);
          typing.current = false;
          if (byId) {
            takeId();
          } else {
            setText(value?.name ?? '');
          }
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {people.map((person, index) => (
          <li
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event: Event) => {
              event.preventDefault();
              take(person);
            }}
          >
            <span>{person.name}</span> <span class="muted">{person.id}</span>
          </li>
        ))}
        {people.length === 0 && (
          <li role="option" aria-selected={false} aria-disabled class="muted">
            Nobody matches this text
          </li>
        )}
      </ul>
    </div>
  );
}
