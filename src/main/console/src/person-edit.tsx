// The page that adds a person, and the one that changes a person.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, call, url } from './api';
import { Changed } from './changed';
import type { Choice } from './combobox';
import { DeactivateDialog, EraseSection } from './deactivate';
import { personChoice } from './find-people';
import { guardWhile, stopGuarding } from './guard';
import {
  type PersonDraft,
  blankPerson,
  idFrom,
  personBodyOf,
  personDifferences,
  personDraftOf,
  root,
  samePerson,
} from './person-draft';
import { PersonForm } from './person-form';
import type { Participant } from './types';
import { Action, Heading, Show, announce, asProblem, useLoad } from './ui';
import { ago } from './words';

interface Saved {
  person: Participant;
  manager: Choice | null;
  etag: string | null;
}

async function load(id: string, signal?: AbortSignal): Promise<Saved> {
  const { data: person, etag } = await call<Participant>('GET', url('participants', id), { signal });
  return { person, etag, manager: person.managerId ? await personChoice(person.managerId) : null };
}

export function NewPersonPage() {
  return <Editor saved={null} />;
}

export function EditPersonPage({ id }: { id: string }) {
  const context = useLoad((signal) => load(id, signal), [id]);
  return <Show of={context}>{(saved) => <Editor saved={saved} />}</Show>;
}

/** The errors with the fields of the form. The API names the id as it is in the path. */
function withFields(failure: Problem, isNew: boolean): Problem {
  const errors = failure.errors.map((error) => (error.field === 'participantId' ? { ...error, field: 'id' } : error));
  if (isNew && failure.status === 412) {
    errors.push({ field: 'id', message: 'is already used by another person' });
  } else if (isNew && failure.is('conflict')) {
    errors.push({ field: 'id', message: 'belongs to a person whose data have been erased' });
  }
  return new Problem(failure.status, failure.type, failure.detail, errors);
}

function Editor({ saved: initial }: { saved: Saved | null }) {
  const [saved, setSaved] = useState(initial);
  const [base, setBase] = useState(initial ? personDraftOf(initial.person, initial.manager) : blankPerson());
  const [draft, setDraft] = useState(base);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<Saved | null>(null);
  const [asking, setAsking] = useState(false);
  const idTyped = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const isNew = saved === null;
  const dirty = !samePerson(draft, base);
  const unsaved = useRef(dirty);
  unsaved.current = dirty;
  useEffect(() => guardWhile(() => unsaved.current), []);

  const change = (part: Partial<PersonDraft>): void => {
    idTyped.current ||= 'id' in part;
    const suggested = isNew && part.name !== undefined && !idTyped.current ? { id: idFrom(part.name) } : {};
    setDraft((before) => ({ ...before, ...part, ...suggested }));
    const touched = Object.keys({ ...part, ...suggested }).map((key) => (key === 'manager' ? 'managerId' : key));
    setProblem((before) => before && without(before, touched));
  };
  const show = (failure: Problem): void => {
    setProblem(failure);
    // Once the errors are rendered, focus the first of them.
    setTimeout(() => {
      const first = form.current?.querySelector<HTMLElement>('[aria-invalid]') ?? form.current?.querySelector<HTMLElement>('.summary');
      first?.focus();
    });
  };
  const write = async (etag: string | null): Promise<void> => {
    setProblem(null);
    setAsking(false);
    if (isNew && !draft.id.trim()) {
      show(new Problem(400, '', '', [{ field: 'id', message: 'is required' }]));
      return;
    }
    const address = url('participants', draft.id.trim());
    try {
      await call<Participant>('PUT', address, { body: personBodyOf(draft), ifMatch: etag, ifNoneMatch: isNew });
    } catch (error) {
      const failure = asProblem(error);
      const latest = failure.status === 412 && !isNew ? await load(draft.id).catch(() => null) : null;
      if (latest) {
        setTheirs(latest);
      } else {
        show(withFields(failure, isNew));
      }
      return;
    }
    stopGuarding();
    announce(isNew ? `${draft.name.trim()} is added.` : 'Saved.');
    location.hash = `#/people/${draft.id.trim()}`;
  };
  const save = async (): Promise<void> => {
    if (!isNew && base.active && !draft.active) {
      setAsking(true);
    } else {
      await write(saved?.etag ?? null);
    }
  };
  return (
    <>
      <Heading
        title={saved ? `Edit ${saved.person.name}` : 'Add a person'}
        back={saved ? [`#/people/${saved.person.id}`, saved.person.name] : ['#/people', 'People']}
      >
        {saved && (
          <span class="muted">
            Changed {ago(saved.person.updatedAt)} by {saved.person.updatedBy}
          </span>
        )}
      </Heading>
      <form
        ref={form}
        class="person-form"
        noValidate
        aria-label="Person"
        onSubmit={(event: Event) => {
          event.preventDefault();
          void save();
        }}
      >
        <PersonForm draft={draft} change={change} isNew={isNew} problem={problem} />
        <div class="save-bar">
          <Action kind="primary" run={save}>
            {isNew ? 'Add person' : 'Save'}
          </Action>
          <a class="button" href={saved ? `#/people/${saved.person.id}` : '#/people'}>
            Cancel
          </a>
          <span class="muted" role="status">
            {dirty ? 'Not saved yet' : ''}
          </span>
        </div>
      </form>
      {saved && <EraseSection person={saved.person} />}
      {asking && saved && (
        <DeactivateDialog name={saved.person.name} deactivate={() => write(saved.etag)} close={() => setAsking(false)} />
      )}
      {theirs && (
        <Changed
          what="this person"
          by={theirs.person.updatedBy}
          at={theirs.person.updatedAt}
          changes={personDifferences(base, personDraftOf(theirs.person, theirs.manager))}
          mine={personDifferences(base, draft)}
          keepMine={async () => {
            setTheirs(null);
            await write(theirs.etag);
          }}
          acceptTheirs={() => {
            const fresh = personDraftOf(theirs.person, theirs.manager);
            setSaved(theirs);
            setBase(fresh);
            setDraft(fresh);
            setTheirs(null);
          }}
          close={() => setTheirs(null)}
        />
      )}
    </>
  );
}

function without(problem: Problem, touched: string[]): Problem | null {
  const left = problem.errors.filter((error) => !touched.includes(root(error.field)));
  return left.length === 0 ? null : new Problem(problem.status, problem.type, problem.detail, left);
}

/** Changes only whether the person is active, in the version of the record that is stored now. */
export async function setActive(id: string, active: boolean): Promise<void> {
  const { data, etag } = await call<Participant>('GET', url('participants', id));
  const body = personBodyOf({ ...personDraftOf(data, data.managerId ? { id: data.managerId, text: '' } : null), active });
  await call('PUT', url('participants', id), { body, ifMatch: etag });
}
