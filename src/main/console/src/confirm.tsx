import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem } from './api';
import { Action, Dialog, Failure } from './ui';

interface Props {
  /** The text of the button, and its name for screen readers. */
  children: ComponentChildren;
  label: string;
  /** The question, its consequences, and the texts of both choices. */
  title: string;
  text: string;
  confirm: string;
  keep: string;
  run(): Promise<void>;
}

/** A button for an action that cannot be undone: it asks before it acts. */
export function Confirm(props: Props) {
  const [asking, setAsking] = useState(false);
  // Shown in the dialog: the rest of the page cannot be read meanwhile.
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (): Promise<void> => {
    setProblem(null);
    await props.run();
    setAsking(false);
  };
  return (
    <>
      <button type="button" class="button small" aria-label={props.label} onClick={() => (setProblem(null), setAsking(true))}>
        {props.children}
      </button>
      {asking && (
        <Dialog title={props.title} onClose={() => setAsking(false)}>
          <p>{props.text}</p>
          {problem && <Failure problem={problem} />}
          <div class="dialog-actions">
            <Action kind="primary danger" run={run} onError={setProblem}>
              {props.confirm}
            </Action>
            <button type="button" class="button" onClick={() => setAsking(false)}>
              {props.keep}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
