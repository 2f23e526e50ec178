// Components that all pages share.
import type { ComponentChildren, RefObject } from 'preact';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import { Problem } from './api';
import { useVisit } from './router';

/** The state of a load. */
export interface Loaded<T> {
  data: T | null;
  error: Problem | null;
  loading: boolean;
  reload(): void;
}

/** After these responses, the data of an earlier load must not be shown any more. */
const GONE = [401, 403, 404];

/** Loads whenever the keys change. A reload keeps the previous data until the new data is loaded, also if it fails. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data: T | null; error: Problem | null; loading: boolean }>({
    data: null,
    error: null,
    loading: true,
  });
  const [round, setRound] = useState(0);
  const seen = useRef<string>('');
  const key = JSON.stringify(keys);
  useEffect(() => {
    const abort = new AbortController();
    const fresh = seen.current !== key;
    seen.current = key;
    setState((before) => ({ data: fresh ? null : before.data, error: null, loading: true }));
    load(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ data, error: null, loading: false }),
      (failure) => {
        if (!abort.signal.aborted) {
          const error = asProblem(failure);
          setState((before) => ({ data: GONE.includes(error.status) ? null : before.data, error, loading: false }));
        }
      },
    );
    return () => abort.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, '', String((error as Error)?.message ?? error));
}

/** Shows the loaded data, a loading indicator, or the error; after a failed reload, the error and the earlier data. */
export function Show<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  return (
    <>
      {of.error && <Failure problem={of.error} retry={of.reload} />}
      {of.data !== null ? children(of.data) : !of.error && <Loading />}
    </>
  );
}

export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="bar wide" />
      <span class="bar" />
      <span class="bar short" />
      <span class="visually-hidden">Loading</span>
    </div>
  );
}

export function Failure({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const title =
    problem.status === 403 ? 'Not allowed' : problem.status === 404 ? 'Not found' : 'Request failed';
  return (
    <div class="notice bad" role="alert">
      <strong>{title}</strong>
      <p>{problem.detail}</p>
      {retry && problem.status !== 403 && problem.status !== 404 && (
        <button type="button" class="button small" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

const TONES: Record<string, string> = {
  active: 'good',
  enrolled: 'good',
  accepted: 'good',
  completed: 'good',
  invited: 'accent',
  pending: 'accent',
  deferred: 'accent',
  paused: 'warn',
  skipped: 'warn',
  expired: 'warn',
  scheduled: 'accent',
  running: 'accent',
  stopping: 'warn',
  stopped: 'warn',
  done: 'good',
  failed: 'bad',
};

/** @param text instead of the name */
export function Badge({ name, text }: { name: string; text?: string }) {
  return <span class={`badge ${TONES[name] ?? ''}`}>{text ?? name.replaceAll('_', ' ')}</span>;
}

/** The visit whose heading has had the focus. The page that is opened first leaves the focus to the browser. */
let focused = 0;

/**
 * The heading of a page. It gets the focus when the user comes from another page, so that a screen reader announces it, and
 * Tab continues at the top of the page; unless the user is already at work on the page.
 */
export function Heading({ title, back, children }: { title: string; back?: [string, string]; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tracks`;
  }, [title]);
  const visit = useVisit();
  useEffect(() => {
    const at = document.activeElement;
    const atWork = at instanceof HTMLElement && at.matches('main *, dialog *');
    if (focused !== visit && !atWork) {
      heading.current?.focus({ preventScroll: true });
    }
    focused = visit;
  }, [visit]);
  return (
    <header class="heading">
      <div>
        {back && (
          <a class="back" href={back[0]}>
            <span aria-hidden="true">←</span> {back[1]}
          </a>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children && <div class="actions">{children}</div>}
    </header>
  );
}

/** A field with its label, hint and error, linked for screen readers. */
export function Field(props: {
  label: string;
  hint?: ComponentChildren;
  error?: string;
  aside?: ComponentChildren;
  children: (attributes: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ComponentChildren;
}) {
  const id = useId();
  const described = [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class={`field ${props.error ? 'invalid' : ''}`}>
      <div class="label-row">
        <label for={id}>{props.label}</label>
        {props.aside}
      </div>
      {props.children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(props.error && { 'aria-invalid': true as const }),
      })}
      {props.error && (
        <p class="error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  );
}

/** A modal dialog element: it keeps the focus, and Escape closes it. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event: Event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}

/** A button that runs an asynchronous action. While it runs, the button shows a spinner and ignores clicks. */
export function Action(props: {
  children: ComponentChildren;
  run: () => Promise<void>;
  kind?: string;
  label?: string;
  onError?: (problem: Problem) => void;
}) {
  const [busy, setBusy] = useState(false);
  const alive = useAlive();
  const run = async (): Promise<void> => {
    if (busy) {
      return;
    }
    setBusy(true);
    try {
      await props.run();
    } catch (error) {
      const problem = asProblem(error);
      if (props.onError) {
        props.onError(problem);
      } else {
        announce(problem.detail, 'bad');
      }
    } finally {
      if (alive.current) {
        setBusy(false);
      }
    }
  };
  return (
    <button
      type="button"
      class={`button ${props.kind ?? ''}`}
      aria-disabled={busy}
      aria-label={props.label}
      onClick={() => void run()}
    >
      {props.children}
      {busy && <span class="spinner" aria-hidden="true" />}
    </button>
  );
}

function useAlive(): RefObject<boolean> {
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return alive;
}

interface Announcement {
  text: string;
  tone: 'good' | 'bad';
  number: number;
}

let listener: (announcement: Announcement) => void = () => undefined;
let count = 0;

/** Shows a notification that screen readers also announce. */
export function announce(text: string, tone: 'good' | 'bad' = 'good'): void {
  listener({ text, tone, number: ++count });
}

export function Announcements() {
  const [shown, setShown] = useState<Announcement | null>(null);
  useEffect(() => {
    listener = setShown;
  }, []);
  useEffect(() => {
    if (!shown || shown.tone === 'bad') {
      return undefined;
    }
    const timer = setTimeout(() => setShown(null), 6000);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="announcements" role="status" aria-live="polite">
      {shown && (
        <div class={`announcement ${shown.tone}`} key={shown.number}>
          <span>{shown.text}</span>
          <button type="button" class="close" aria-label="Dismiss" onClick={() => setShown(null)}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}

export function Avatar({ name }: { name: string }) {
  const initials = name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => [...part][0])
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <span class="avatar" aria-hidden="true">
      {initials}
    </span>
  );
}

/** A part of a form with its heading. */
export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="form-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
