// The second step of an import: which column is which field, with the first rows of the file.
import { useMemo } from 'preact/hooks';
import type { Table } from './import-file';
import { FIELDS, type Target, mappingErrors, rowsOf } from './import-mapping';

const SAMPLES = 3;
const PREVIEWED = 5;

/** Fields that are not removed by a file without their column: it keeps whether a person is active, and has names. */
const KEPT = ['active', 'name', 'firstName', 'lastName'];

interface Props {
  table: Table;
  targets: Target[];
  change(targets: Target[]): void;
}

export function Columns({ table, targets, change }: Props) {
  const set = (index: number, part: Partial<Target>): void =>
    change(targets.map((target, i) => (i === index ? { ...target, ...part } : target)));
  return (
    <section class="form-section">
      <h2>Columns</h2>
      <p class="muted">Choose what each column is.</p>
      <ul class="rows" aria-label="Columns">
        {table.header.map((column, index) => {
          const name = column || `Column ${index + 1}`;
          return (
            <li key={index} class="row-item">
              <span>
                <span class="row-title">{name}</span>
                <span class="muted">{samples(table, index)}</span>
              </span>
              <span class="actions">
                <select
                  aria-label={`Field of ${name}`}
                  value={targets[index].field}
                  onChange={(event) => set(index, { field: event.currentTarget.value })}
                >
                  <option value="">Do not import</option>
                  {FIELDS.map(([field, label]) => (
                    <option key={field} value={field}>
                      {label}
                    </option>
                  ))}
                  <option value="attribute">Attribute</option>
                </select>
                {targets[index].field === 'attribute' && (
                  <input
                    aria-label={`Name of the attribute in ${name}`}
                    placeholder="role"
                    value={targets[index].attribute}
                    onInput={(event) => set(index, { attribute: event.currentTarget.value })}
                  />
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <Notes targets={targets} />
    </section>
  );
}

function samples(table: Table, column: number): string {
  const values = table.rows
    .slice(0, 100)
    .map((row) => row[column].trim())
    .filter(Boolean);
  return [...new Set(values)].slice(0, SAMPLES).join(' · ') || 'empty';
}

function Notes({ targets }: { targets: Target[] }) {
  const errors = mappingErrors(targets);
  const missing = FIELDS.filter(([field]) => !KEPT.includes(field) && !targets.some((target) => target.field === field));
  return (
    <>
      {errors.length > 0 && (
        <div class="notice bad" role="alert">
          {errors.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </div>
      )}
      <p class="hint">
        A row replaces the whole person. People who are in the file lose what has no column
        {missing.length > 0 && ` (${missing.map(([, label]) => label).join(', ')}, and other attributes)`}. People who are not in the
        file stay as they are.
      </p>
    </>
  );
}

/** The first people as they are imported. */
export function FirstPeople({ table, targets }: { table: Table; targets: Target[] }) {
  const people = useMemo(
    () => rowsOf({ ...table, rows: table.rows.slice(0, PREVIEWED) }, targets).map((row) => row.body),
    [table, targets],
  );
  const fields = FIELDS.filter(([field]) => people.some((person) => person[field] !== undefined));
  const attributes = targets.filter(({ field }) => field === 'attribute').map(({ attribute }) => attribute.trim());
  return (
    <section>
      <h2>First people</h2>
      <div class="table-box" tabIndex={0} role="region" aria-label="First people">
        <table>
          <thead>
            <tr>
              {[...fields.map(([, label]) => label), ...attributes].map((label, index) => (
                <th key={index} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person, index) => (
              <tr key={index}>
                {fields.map(([field]) => (
                  <td key={field}>{text(person[field])}</td>
                ))}
                {attributes.map((name) => (
                  <td key={name}>{text((person.attributes as Record<string, string> | undefined)?.[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function text(value: unknown): string {
  return value === undefined ? '' : value === true ? 'yes' : value === false ? 'no' : String(value);
}
