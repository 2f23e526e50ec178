// What became of the rows of an import, and a download of those that were refused.
import { csvFile, download } from './import-file';
import type { Table } from './import-file';
import { type RowResult, countsOf } from './import-run';
import { Action } from './ui';
import { plural } from './words';

const SHOWN = 50;

export const CHECKED = { created: 'would be created', updated: 'would be changed', unchanged: 'unchanged', refused: 'refused' };
export const SAVED = { created: 'created', updated: 'changed', unchanged: 'unchanged', refused: 'refused' };

export function Counts({ results, words }: { results: RowResult[]; words: typeof CHECKED }) {
  const counts = countsOf(results);
  return (
    <dl class="facts import-counts" aria-label="Results">
      {(['created', 'updated', 'unchanged', 'refused'] as const).map((result) => (
        <div key={result}>
          <dt>{words[result]}</dt>
          <dd class="number">{counts[result].toLocaleString('en-GB')}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Props {
  refused: RowResult[];
  table: Table;
  fileName: string;
}

/** The name of the column with the reasons. An import of the corrected file does not import it. */
const REASON = 'Why it was refused';

export function Refused({ refused, table, fileName }: Props) {
  if (refused.length === 0) {
    return null;
  }
  const save = async (): Promise<void> => {
    const header = table.header[table.header.length - 1] === REASON ? table.header.slice(0, -1) : table.header;
    const rows = refused.map(({ row, reasons }) => [...row.cells.slice(0, header.length), reasons.join('; ')]);
    download(await csvFile([...header, REASON], rows, table.delimiter), `${fileName.replace(/\.[^.]*$/, '')}-refused.csv`);
  };
  return (
    <section>
      <div class="card-top">
        <h2>{plural(refused.length, 'refused row')}</h2>
        <Action run={save}>Download refused rows</Action>
      </div>
      <div class="table-box" tabIndex={0} role="region" aria-label="Refused rows">
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Id</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, SHOWN).map(({ row, reasons }) => (
              <tr key={row.number}>
                <td class="number">{row.number}</td>
                <td>{String(row.body.id ?? '')}</td>
                <td class="wrapped">{reasons.join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {refused.length > SHOWN && <p class="hint">And {plural(refused.length - SHOWN, 'more row')}, which the download contains.</p>}
    </section>
  );
}
