// Prepares the tests: installs their packages and the browser, and checks the console's types.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needChromium } from './chromium.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function run(folder, command, ...args) {
  const done = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`);
  }
}

const lock = join(here, 'package-lock.json');
const installed = join(here, 'node_modules/.installed-lock.json');
if (!existsSync(installed) || !readFileSync(installed).equals(readFileSync(lock))) {
  run(here, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  cpSync(lock, installed);
}
run(join(here, '../../main/console'), 'npm', 'run', '--silent', 'check');
console.log(`console tests: ${needChromium()}`);
