// Shows how many people were skipped, by step and reason, and runs the steps again for those whom the user chooses.
import { useRef, useState } from 'preact/hooks';
import { counted } from './counts';
import { type Skips, runAgain } from './skips';
import { useStepNames } from './step-names';
import { Action, Dialog, type Loaded, Show, announce } from './ui';
import type { Titles } from './words';
import { plural, reasonText } from './words';

interface Props {
  title: string;
  skips: Loaded<Skips[]>;
  titles: Titles;
  /** Called after steps were run again. */
  changed(): void;
  close(): void;
}

const key = ({ trackId, stepId, reason }: Skips): string => `${trackId}/${stepId}/${reason}`;

export function RerunDialog({ title, skips, titles, changed, close }: Props) {
  const [left, setLeft] = useState<string[]>([]);
  const steps = useStepNames(skips.data?.map((each) => each.trackId) ?? []);
  const possible = skips.data?.filter((each) => each.count) ?? [];
  const chosen = possible.filter((each) => !left.includes(key(each)));
  const keys = useRef(new Map<string, string>());
  // A repeat after an error creates no second job for the steps that already have one.
  const requestKey = (each: Skips): string => {
    const name = `${key(each)}/${each.since}`;
    keys.current.set(name, keys.current.get(name) ?? crypto.randomUUID());
    return keys.current.get(name) ?? '';
  };
  const run = async (): Promise<void> => {
    for (const each of chosen) {
      await runAgain(each, requestKey(each));
    }
    const count = chosen.reduce((sum, each) => sum + (each.count ?? 0), 0);
    announce(
      `${plural(count, 'skipped person runs', 'skipped people run')} again. The rules are evaluated again for each. Jobs shows the result.`,
    );
    close();
    changed();
  };
  return (
    <Dialog title={title} onClose={close}>
      {possible.length > 0 && <p>Run these steps again for the people whom they skipped?</p>}
      <Show of={skips}>
        {(data) => (
          <>
            {possible.map((each) => (
              <label class="check" key={key(each)}>
                <input
                  type="checkbox"
                  checked={!left.includes(key(each))}
                  onChange={(event) =>
                    setLeft(event.currentTarget.checked ? left.filter((other) => other !== key(each)) : [...left, key(each)])
                  }
                />
                <span>
                  {titles(each.trackId)}, step {steps(each.trackId, each.stepId)}: {counted(each.count ?? 0, each.complete)} skipped,{' '}
                  {reasonText(each.reason, {}, titles)}
                </span>
              </label>
            ))}
            {data
              .filter((each) => each.count === null)
              .map((each) => (
                <p class="muted" key={key(each)}>
                  {titles(each.trackId)}, step {steps(each.trackId, each.stepId)}: only a manager of that track can run it again
                </p>
              ))}
            {data.length === 0 && <p>Nobody was skipped.</p>}
          </>
        )}
      </Show>
      <div class="dialog-actions">
        {chosen.length > 0 && (
          <Action kind="primary" run={run}>
            Run again
          </Action>
        )}
        <button type="button" class="button" onClick={close}>
          {chosen.length > 0 || !skips.data ? 'Not now' : 'Close'}
        </button>
      </div>
    </Dialog>
  );
}
