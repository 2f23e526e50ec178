// Loads a module of the console that needs no browser: bundled by the console's own esbuild, so a test imports the TypeScript.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const console = join(dirname(fileURLToPath(import.meta.url)), '../../../main/console');
const { build } = createRequire(join(console, 'package.json'))('esbuild');

/** @param name of a file in the console's src, such as `words.ts` */
export async function load(name) {
  const { outputFiles } = await build({
    absWorkingDir: console,
    entryPoints: [`src/${name}`],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
