// Which column of a file is which field of a person, and the people that result.
import type { Table } from './import-file';

/** A field of a person, `attribute`, or empty for a column that is not imported. */
export interface Target {
  field: string;
  /** The name of the attribute. */
  attribute: string;
}

/** A file has either names, or first and last names, which become one name. */
export const FIELDS: [string, string][] = [
  ['id', 'Id'],
  ['name', 'Name'],
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['email', 'E-mail'],
  ['slackUserId', 'Slack user id'],
  ['formerSlackUserId', 'Former Slack user id'],
  ['subject', 'Subject'],
  ['managerId', 'Manager’s id'],
  ['timeZone', 'Time zone'],
  ['active', 'Active'],
];

/** Names of columns, without case, spaces and signs. */
const NAMES: Record<string, string[]> = {
  id: ['id', 'employeeid', 'personid', 'participantid', 'userid', 'username', 'login', 'personnelnumber', 'personalnummer', 'uid'],
  name: ['name', 'fullname', 'displayname', 'employeename', 'vollername'],
  firstName: ['firstname', 'givenname', 'vorname'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname'],
  email: ['email', 'emailaddress', 'mail', 'workemail', 'emailwork'],
  slackUserId: ['slackuserid', 'slackid', 'slack', 'slackuser'],
  formerSlackUserId: ['formerslackuserid', 'formerslackid'],
  subject: ['subject', 'sub'],
  managerId: ['managerid', 'manager', 'reportsto', 'supervisor', 'supervisorid', 'linemanager', 'vorgesetzter'],
  timeZone: ['timezone', 'tz', 'zone', 'zeitzone'],
  active: ['active', 'isactive', 'enabled', 'aktiv'],
};

/** A guess for each column. A field is guessed once. */
export function guess(header: string[]): Target[] {
  const used = new Set<string>();
  return header.map((column) => {
    const attribute = /^attributes?\.\s*(.+)$/i.exec(column)?.[1];
    if (attribute) {
      return { field: 'attribute', attribute };
    }
    const plain = column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const field = Object.keys(NAMES).find((name) => NAMES[name].includes(plain) && !used.has(name)) ?? '';
    used.add(field);
    return { field, attribute: column };
  });
}

/** What is wrong with the choice of columns; empty if nothing is. */
export function mappingErrors(targets: Target[]): string[] {
  const chosen = targets.filter(({ field }) => field !== '').map(({ field, attribute }) => (field === 'attribute' ? `attribute ${attribute.trim()}` : field));
  const twice = [...new Set(chosen.filter((name, index) => chosen.indexOf(name) !== index))];
  const label = (name: string): string => FIELDS.find(([field]) => field === name)?.[1] ?? name;
  return [
    ...(chosen.includes('id') ? [] : ['Choose the column for Id.']),
    ...(['name', 'firstName', 'lastName'].some((field) => chosen.includes(field)) ? [] : ['Choose the column for Name.']),
    ...twice.map((name) => `Only one column can be ${label(name)}.`),
    ...(targets.some(({ field, attribute }) => field === 'attribute' && !attribute.trim()) ? ['Name each attribute.'] : []),
  ];
}

/** A row of the file. */
export interface ImportRow {
  /** Counted from 1, without the header line. */
  number: number;
  cells: string[];
  /** The person as JSON of the API. */
  body: Record<string, unknown>;
  /** What the file itself shows to be wrong. */
  problems: string[];
}

const YES = ['true', 'yes', '1', 'active', 'wahr', 'ja'];
const NO = ['false', 'no', '0', 'inactive', 'falsch', 'nein'];

function activeOf(text: string): boolean | string {
  const lower = text.toLowerCase();
  return YES.includes(lower) ? true : NO.includes(lower) ? false : text;
}

function bodyOf(cells: string[], targets: Target[]): Record<string, unknown> {
  const { firstName, lastName, ...body } = valuesOf(cells, targets);
  const name = body.name ?? [firstName, lastName].filter(Boolean).join(' ');
  return name ? { ...body, name } : body;
}

function valuesOf(cells: string[], targets: Target[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const attributes: Record<string, string> = {};
  targets.forEach(({ field, attribute }, column) => {
    const value = cells[column].trim();
    if (field === '' || value === '') {
      return;
    }
    if (field === 'attribute') {
      attributes[attribute.trim()] = value;
    } else {
      body[field] = field === 'active' ? activeOf(value) : value;
    }
  });
  return Object.keys(attributes).length > 0 ? { ...body, attributes } : body;
}

/** Values that only one person can have. The server compares addresses without regard to case. */
const UNIQUE: [string, string][] = [
  ['id', 'the id'],
  ['email', 'the e-mail address'],
  ['slackUserId', 'the Slack user id'],
  ['subject', 'the subject'],
];

/**
 * The people of the file. The server checks each of them; here, rows are compared with each other, because the server sees
 * only part of a large file in a request.
 */
export function rowsOf(table: Table, targets: Target[]): ImportRow[] {
  const seen = new Map<string, number>();
  return table.rows.map((cells, index) => {
    const number = index + 1;
    const body = bodyOf(cells, targets);
    const problems = cells.slice(table.header.length).some((cell) => cell.trim() !== '')
      ? [`has ${cells.length} fields, but the header line has ${table.header.length}`]
      : [];
    for (const [field, label] of UNIQUE) {
      const value = body[field];
      const key = `${field} ${field === 'email' ? String(value).toLowerCase() : String(value)}`;
      const earlier = value === undefined ? undefined : seen.get(key);
      if (earlier !== undefined) {
        problems.push(`${label} ${String(value)} is also in row ${earlier}`);
      } else if (value !== undefined) {
        seen.set(key, number);
      }
    }
    return { number, cells, body, problems };
  });
}
