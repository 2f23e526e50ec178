// Builds the console into a folder of the class path: the page, its files with a hash in their names, a compressed copy of
// each, and files.json, the list of the files to serve. Does nothing if the sources and the lock file have not changed.
//
//   node build.mjs [target folder]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, '../../../target/classes/console'));
const stamp = join(target, '../../console.stamp');
const lock = join(here, 'package-lock.json');
const installed = join(here, 'node_modules/.installed-lock.json');
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

function files(folder) {
  return readdirSync(folder)
    .filter((name) => name !== 'node_modules')
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]));
}

function hash(...contents) {
  const sum = createHash('sha256');
  contents.forEach((content) => sum.update(content).update('\0'));
  return sum.digest('hex').slice(0, 16);
}

function install() {
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) {
    return;
  }
  // Without install scripts: esbuild's is an optimization that this build does not need.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here,
    encoding: 'utf8',
  });
  if (npm.status !== 0) {
    throw new Error(`npm ci of the console failed:\n${npm.stdout ?? ''}${npm.stderr ?? ''}${npm.error ?? ''}`);
  }
  cpSync(lock, installed);
}

async function bundle() {
  const { build } = await import('esbuild');
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: 'src/app.tsx', icon: 'src/icon.svg' },
    outdir: 'assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: ['es2022'],
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const font = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
  return [
    ...result.outputFiles.map((file) => ({ name: `assets/${basename(file.path)}`, content: Buffer.from(file.contents) })),
    // join.css refers to it by this name, without a hash.
    { name: 'assets/inter.woff2', content: readFileSync(join(here, font)) },
  ];
}

// Relative URLs: the console may be served below a base path.
function page(assets) {
  const named = (start, end) => assets.find((file) => file.name.startsWith(`assets/${start}-`) && file.name.endsWith(end)).name;
  return readFileSync(join(here, 'index.html'), 'utf8')
    .replace('{{style}}', named('app', '.css'))
    .replace('{{script}}', named('app', '.js'))
    .replace('{{font}}', named('inter-latin-wght-normal', '.woff2'))
    .replace('{{icon}}', named('icon', '.svg'));
}

function write(name, content, list) {
  const path = join(target, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const compressed = extname(name) !== '.woff2';
  if (compressed) {
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${path}.gzip`, gzipSync(content, { level: 9 }));
  }
  list[name] = { type: types[extname(name)], hash: hash(content), compressed, immutable: /-[A-Z0-9]{8}\.\w+$/.test(name) };
}

const sources = hash(process.version, ...files(here).flatMap((path) => [path.slice(here.length), readFileSync(path)]));
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources && existsSync(join(target, 'files.json'))) {
  process.exit(0);
}
install();
const assets = await bundle();
rmSync(target, { recursive: true, force: true });
const list = {};
assets.forEach((file) => write(file.name, file.content, list));
write('index.html', Buffer.from(page(assets)), list);
writeFileSync(join(target, 'files.json'), JSON.stringify(list, null, 1));
writeFileSync(stamp, sources);
