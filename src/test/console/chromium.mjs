// The browser of the tests: the program that CHROMIUM names, or Debian's package chromium.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Its path, or undefined. */
export function findChromium() {
  return [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
}

/** Its path. Installs it if possible, otherwise throws an error that says what to do. */
export function needChromium() {
  const found = findChromium();
  if (found) {
    return found;
  }
  const root = process.getuid?.() === 0;
  if (root && spawnSync('apt-get', ['--version']).status === 0) {
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-color-emoji'], options);
  }
  const installed = findChromium();
  if (!installed) {
    throw new Error('The console tests need Chromium: install the package chromium, or let CHROMIUM name its program.');
  }
  return installed;
}
