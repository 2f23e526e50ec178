// HTTP: the DynamoDB JSON protocol on POST /, and some routes of the local cloud. Credentials are not checked:
// the server listens on the loopback interface only.
//
//   GET /stream?after=NUMBER&limit=100&wait=MS   {"records":[...]} after a sequence number, or from the first
//   GET /stream/position                         {"last":n,"trimmed":n}: the last written and the last trimmed record
//   POST /stream/trim?through=NUMBER             trims the records up to a sequence number
//   GET /requests, DELETE /requests              request counts by operation; resets them
//   GET /faults, POST /faults                    {"unprocessedKeys":n,"throttle":n,"transactionConflict":n}

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import crc32 from 'buffer-crc32';
import { ProtocolError, internal, invalid, unknownOperation, unreadable } from './errors.mjs';

const MOST_BYTES = 16 * 1024 * 1024;
const TARGET = /^DynamoDB_20120810\.(\w+)$/;

/** Creates a server, not yet listening, for a database, its faults and its request counts. */
export function serve(database, faults, requests) {
  const routes = controlRoutes(database, faults, requests);
  const server = createServer((request, response) => {
    answer(request, response, { database, faults, requests, routes }).catch((error) => {
      // The client closed the connection during its request: nothing to do.
      if (error.code !== 'ECONNRESET') console.error(error);
      response.destroy();
    });
  });
  // Idle client connections stay open: closing one would race with the next request.
  server.keepAliveTimeout = 0;
  return server;
}

async function answer(request, response, context) {
  const body = await read(request);
  if (body === undefined) return send(response, 413, {});
  const url = new URL(request.url, 'http://localhost');
  const route = context.routes[`${request.method} ${url.pathname}`];
  if (route) return control(response, () => route(url.searchParams, body, response));
  if (request.method !== 'POST' || url.pathname !== '/') return send(response, 404, {});
  response.setHeader('x-amzn-RequestId', randomBytes(26).toString('hex').toUpperCase());
  try {
    send(response, 200, await execute(request.headers['x-amz-target'], body, context));
  } catch (error) {
    if (!error.statusCode) console.error(error);
    const { statusCode, body: problem } = error.statusCode ? error : internal();
    send(response, statusCode, problem);
  }
}

async function execute(target, body, { database, faults, requests }) {
  const operation = TARGET.exec(target ?? '')?.[1];
  if (!operation || !database.knows(operation)) throw unknownOperation();
  requests.count(operation);
  const { params, finish } = faults.apply(operation, parsed(body));
  return finish(params && (await database.execute(operation, params)));
}

function controlRoutes(database, faults, requests) {
  return {
    'GET /': () => ({ healthy: true }),
    'GET /requests': () => requests.counts,
    'DELETE /requests': () => requests.reset(),
    'GET /faults': () => faults.left,
    'POST /faults': (_, body) => {
      faults.set(parsed(body));
      return faults.left;
    },
    'GET /stream': async (query, _, response) => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const limit = Math.min(1000, number(query, 'limit', 100));
      const wait = Math.min(60_000, number(query, 'wait', 0));
      return { records: await database.stream.read(text(query, 'after'), limit, wait, gone.signal) };
    },
    'GET /stream/position': () => database.stream.position(),
    'POST /stream/trim': async (query) => ({ trimmed: await database.stream.trim(text(query, 'through')) }),
  };
}

const number = (query, name, otherwise) => Number(text(query, name) || otherwise);

function text(query, name) {
  const value = query.get(name) ?? '';
  if (!/^\d{0,21}$/.test(value)) throw invalid(`${name} is not a number: ${value}`);
  return value;
}

async function control(response, run) {
  try {
    send(response, 200, (await run()) ?? {});
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    send(response, error.statusCode, error.body);
  }
}

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size <= MOST_BYTES) parts.push(part);
  }
  return size <= MOST_BYTES ? Buffer.concat(parts).toString() : undefined;
}

function parsed(body) {
  try {
    const value = JSON.parse(body);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    throw unreadable();
  }
  throw unreadable();
}

function send(response, status, value) {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'Content-Type': 'application/x-amz-json-1.0',
    'Content-Length': body.length,
    'x-amz-crc32': crc32.unsigned(body),
  });
  response.end(body);
}
