// Imports people from a CSV file: choose it, choose its columns, check every row, and only then save.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Problem } from './api';
import { guardWhile } from './guard';
import { Columns, FirstPeople } from './import-columns';
import { DELIMITERS, ENCODINGS, type Encoding, FILE_MAX, type Table, encodingOf, readTable } from './import-file';
import { type Target, guess, mappingErrors, rowsOf } from './import-mapping';
import { CHECKED, Counts, Refused, SAVED } from './import-results';
import { type RowResult, countsOf, notSent, refusedByFile, send } from './import-run';
import { Action, Failure, Field, Heading, asProblem } from './ui';
import { plural } from './words';

interface File_ {
  name: string;
  bytes: Uint8Array;
  encoding: Encoding;
  table: Table;
}

/** The state of the rows: being sent, checked, or saved. */
type Progress =
  | { state: 'none' }
  | { state: 'checking' | 'saving'; done: number; total: number }
  | { state: 'checked' | 'saved'; results: RowResult[] };

export function ImportPage() {
  const [file, setFile] = useState<File_ | null>(null);
  const [targets, setTargets] = useState<Target[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [progress, setProgress] = useState<Progress>({ state: 'none' });
  const abort = useRef<AbortController | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const running = progress.state === 'checking' || progress.state === 'saving';
  const isRunning = useRef(running);
  isRunning.current = running;
  useEffect(() => guardWhile(() => isRunning.current), []);
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => {
    if (progress.state === 'checked' || progress.state === 'saved') {
      heading.current?.focus();
    }
  }, [progress.state]);

  const read = async (name: string, bytes: Uint8Array, encoding: Encoding, delimiter: string): Promise<void> => {
    setProgress({ state: 'none' });
    setProblem(null);
    try {
      const table = await readTable(bytes, encoding, delimiter);
      setFile({ name, bytes, encoding, table });
      setTargets(guess(table.header));
    } catch (error) {
      setFile(null);
      setProblem(asProblem(error));
    }
  };
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen && chosen.size > FILE_MAX) {
      setProblem(asProblem(new Error('The file has more than 20 MB. Split it.')));
    } else if (chosen) {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      await read(chosen.name, bytes, encodingOf(bytes), '');
    }
  };
  const rows = useMemo(() => (file && mappingErrors(targets).length === 0 ? rowsOf(file.table, targets) : []), [file, targets]);

  const run = async (dryRun: boolean, accepted: RowResult['row'][], before: RowResult[]): Promise<void> => {
    const results: RowResult[] = [];
    abort.current = new AbortController();
    const progressed = (done: number): void =>
      setProgress({ state: dryRun ? 'checking' : 'saving', done, total: accepted.length });
    setProblem(null);
    progressed(0);
    try {
      await send(accepted, { dryRun, signal: abort.current.signal, progress: progressed }, (more) => results.push(...more));
    } catch (error) {
      if (!abort.current.signal.aborted) {
        setProblem(asProblem(error));
      }
      if (dryRun) {
        setProgress({ state: 'none' });
        return;
      }
    }
    const all = [...before, ...results, ...notSent(accepted, results, 'was not processed, because the import was stopped')];
    all.sort((one, other) => one.row.number - other.row.number);
    setProgress({ state: dryRun ? 'checked' : 'saved', results: all });
  };
  const check = (): Promise<void> =>
    run(true, rows.filter((row) => row.problems.length === 0), rows.filter((row) => row.problems.length > 0).map(refusedByFile));
  const save = async (results: RowResult[]): Promise<void> => {
    const refused = results.filter((each) => each.result === 'refused');
    const accepted = results.filter((each) => each.result !== 'refused').map((each) => each.row);
    await run(false, accepted, refused);
  };
  const again = (): void => {
    setFile(null);
    setProblem(null);
    setProgress({ state: 'none' });
  };
  return (
    <div class="import">
      <Heading title="Import people" back={['#/people', 'People']} />
      {problem && <Failure problem={problem} />}
      {running ? (
        <Running progress={progress} stop={() => abort.current?.abort()} />
      ) : progress.state === 'saved' && file ? (
        <>
          <h2 ref={heading} tabIndex={-1}>
            Imported
          </h2>
          <Counts results={progress.results} words={SAVED} />
          <Refused refused={refusedOf(progress.results)} table={file.table} fileName={file.name} />
          <div class="dialog-actions">
            <a class="button primary" href="#/people">
              Show people
            </a>
            <button type="button" class="button" onClick={again}>
              Import another file
            </button>
          </div>
        </>
      ) : (
        <>
          <ChooseFile file={file} choose={choose} read={read} />
          {file && (
            <>
              <Columns table={file.table} targets={targets} change={(next) => (setTargets(next), setProgress({ state: 'none' }))} />
              <FirstPeople table={file.table} targets={targets} />
            </>
          )}
          {file && progress.state === 'checked' && (
            <>
              <h2 ref={heading} tabIndex={-1}>
                Checked
              </h2>
              <p class="lead">Nothing is saved yet.</p>
              <Counts results={progress.results} words={CHECKED} />
              <Refused refused={refusedOf(progress.results)} table={file.table} fileName={file.name} />
              <Save results={progress.results} save={save} />
            </>
          )}
          {rows.length > 0 && progress.state === 'none' && (
            <div class="dialog-actions">
              <Action kind="primary" run={check}>
                Check {plural(rows.length, 'row')}
              </Action>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function refusedOf(results: RowResult[]): RowResult[] {
  return results.filter((each) => each.result === 'refused');
}

interface ChooseProps {
  file: File_ | null;
  choose(file: File | undefined): Promise<void>;
  read(name: string, bytes: Uint8Array, encoding: Encoding, delimiter: string): Promise<void>;
}

function ChooseFile({ file, choose, read }: ChooseProps) {
  return (
    <section class="form-section">
      <h2>File</h2>
      <Field label="CSV file" hint="The first line names the columns. In Excel: Save as, CSV UTF-8. Nothing is saved before you have seen the result.">
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            onClick={(event) => {
              // A corrected file with the same name is a change, too.
              event.currentTarget.value = '';
            }}
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {file && (
        <p>
          <strong>{file.name}</strong>, {plural(file.table.rows.length, 'row')}
        </p>
      )}
      {file && (
        <div class="row">
          <Field label="Encoding">
            {(attributes) => (
              <select
                {...attributes}
                value={file.encoding}
                onChange={(event) => void read(file.name, file.bytes, event.currentTarget.value as Encoding, '')}
              >
                {Object.entries(ENCODINGS).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Separator">
            {(attributes) => (
              <select
                {...attributes}
                value={file.table.delimiter}
                onChange={(event) => void read(file.name, file.bytes, file.encoding, event.currentTarget.value)}
              >
                {[...new Set([...Object.keys(DELIMITERS), file.table.delimiter])].map((value) => (
                  <option key={value} value={value}>
                    {DELIMITERS[value] ?? value}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
    </section>
  );
}

function Running({ progress, stop }: { progress: Progress; stop(): void }) {
  const { state, done, total } = progress as { state: string; done: number; total: number };
  const label = state === 'checking' ? 'Checking rows' : 'Saving people';
  return (
    <section class="form-section">
      <h2 id="running">{label}</h2>
      <progress aria-labelledby="running" max={total} value={done} />
      <p class="muted number">
        {done.toLocaleString('en-GB')} of {total.toLocaleString('en-GB')}
      </p>
      <div>
        <button type="button" class="button" onClick={stop}>
          Stop
        </button>
      </div>
    </section>
  );
}

function Save({ results, save }: { results: RowResult[]; save(results: RowResult[]): Promise<void> }) {
  const counts = countsOf(results);
  const changes = counts.created + counts.updated;
  if (changes === 0) {
    return <p>There is nothing to import: no row is new or changes anything.</p>;
  }
  return (
    <div class="dialog-actions">
      <Action kind="primary" run={() => save(results)}>
        Import {plural(changes, 'person', 'people')}
      </Action>
      {counts.refused > 0 && <span class="muted">without the refused rows; or correct the file, and choose it again</span>}
    </div>
  );
}
