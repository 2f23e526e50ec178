// The rows of a job: their address, and all of them as a CSV file.
import { allPages, url } from './api';
import { csvFile } from './import-file';
import { detailText, outcomeText, rowReason, tracksOfSteps } from './job-words';
import { loadStepNames } from './step-names';
import type { Job, JobRow } from './types';
import type { StepNames, Titles } from './words';

/** The rows of an outcome, of `outcome.reason`, or all of them. */
export function rowsPath(id: string, filter: string, limit: number): string {
  const [outcome, reason] = filter.split('.');
  const query = `${outcome ? `&outcome=${encodeURIComponent(outcome)}` : ''}${reason ? `&reason=${encodeURIComponent(reason)}` : ''}`;
  return `${url('jobs', id, 'rows')}?limit=${limit}${query}`;
}

/** A cell that a spreadsheet does not take for a formula. */
export function cell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

const HEADER = ['Name', 'Id', 'Outcome', 'Reason', 'Details', 'At'];

export function cellsOf(job: Pick<Job, 'kind' | 'dryRun'>, row: JobRow, titles: Titles, steps: StepNames): string[] {
  const asked = row.evidence.email ?? row.evidence.slackUserId ?? '';
  return [
    row.name ?? '',
    row.participantId ?? String(asked),
    outcomeText(row.outcome, job.dryRun),
    row.reason ? rowReason(job.kind, row.reason, row.evidence, titles) : '',
    detailText(row, titles, steps),
    row.at,
  ].map(cell);
}

/** All rows that match the filter, from all pages. */
export async function rowsAsCsv(job: Job, filter: string, titles: Titles): Promise<Blob> {
  const rows = await allPages<JobRow>(rowsPath(job.id, filter, 100));
  const steps = await loadStepNames(tracksOfSteps(rows));
  return csvFile(HEADER, rows.map((row) => cellsOf(job, row, titles, steps)), ',');
}
