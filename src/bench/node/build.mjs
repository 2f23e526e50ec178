// node build.mjs FOLDER: bundles and minifies the function as its users would, into FOLDER/index.js. Installs packages
// if the lock file has changed.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const lock = join(here, 'package-lock.json');
const installed = join(here, 'node_modules/.installed-lock.json');

if (!existsSync(installed) || !readFileSync(installed).equals(readFileSync(lock))) {
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (npm.status !== 0) throw new Error('npm ci of the Node.js function failed');
  cpSync(lock, installed);
}

const { build } = await import('esbuild');
await build({
  absWorkingDir: here,
  entryPoints: ['index.mjs'],
  outfile: join(process.argv[2], 'index.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
});
