import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { base } from './console.mjs';

async function get(path, encoding) {
  // Not fetch, which would decode the body.
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(new URL(path, base), { headers: encoding ? { 'accept-encoding': encoding } : {} }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

describe('build', () => {
  it('packages its files in function.zip, with compressed copies', () => {
    const list = spawnSync('unzip', ['-l', process.env.CONSOLE_ZIP], { encoding: 'utf8' });
    const inside = list.status === 0 ? list.stdout : spawnSync('jar', ['tf', process.env.CONSOLE_ZIP], { encoding: 'utf8' }).stdout;
    assert.match(inside, /console\/index\.html\.br/);
    assert.match(inside, /console\/assets\/app-[A-Z0-9]{8}\.js\.br/);
    assert.match(inside, /console\/assets\/map-[A-Z0-9]{8}\.js/);
    assert.match(inside, /console\/assets\/report-[A-Z0-9]{8}\.js/);
  });

  it('lets browsers cache hashed files, and revalidate the page each time', async () => {
    const page = await get('/');
    assert.equal(page.headers['cache-control'], 'no-cache');
    const [script] = page.body.toString().match(/assets\/app-\w+\.js/);
    const file = await get(`/${script}`);
    assert.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(file.headers['content-type'], 'text/javascript; charset=utf-8');
    const again = await fetch(base, { headers: { 'if-none-match': page.headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.headers.get('content-security-policy'), page.headers['content-security-policy']);
  });

  it('negotiates brotli, gzip or no compression, with the same content', async () => {
    const plain = await get('/');
    const brotli = await get('/', 'gzip, deflate, br');
    const gzip = await get('/', 'gzip');
    const refused = await get('/', 'br;q=0');
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(refused.headers['content-encoding'], undefined);
    assert.deepEqual(brotliDecompressSync(brotli.body), plain.body);
    assert.deepEqual(gunzipSync(gzip.body), plain.body);
  });

  it('serves only files in its list', async () => {
    for (const path of ['/assets/..%2findex.html', '/assets/%2e%2e%2f%2e%2e%2fapplication.properties', '/assets/files.json', '/assets/']) {
      assert.equal((await get(path)).status, 404, path);
    }
  });
});
