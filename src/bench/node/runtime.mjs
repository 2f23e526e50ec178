// The parts of AWS's Node.js runtime around a handler: loads it, asks the Runtime API for an invocation, posts the
// response. AWS's own client (npm's aws-lambda-ric) needs a C++ compiler to install; this is its loop with Node's own
// HTTP client.
//
//   AWS_LAMBDA_RUNTIME_API=host:port LAMBDA_TASK_ROOT=folder _HANDLER=index.handler node runtime.mjs

import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const options = { agent, host, port, method, path: `/2018-06-01/runtime/${path}` };
    const sent = request(options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    if (body !== undefined) sent.setHeader('Content-Length', Buffer.byteLength(body));
    sent.end(body);
  });
}

const wrong = (error) => JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') });

async function load() {
  const [module, name] = process.env._HANDLER.split('.');
  return createRequire(import.meta.url)(join(process.env.LAMBDA_TASK_ROOT, `${module}.js`))[name];
}

let handler;
try {
  handler = await load();
} catch (error) {
  await call('POST', 'init/error', wrong(error));
  throw error;
}
for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const context = { awsRequestId: id, invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'] };
  try {
    const answer = await handler(JSON.parse(body), context);
    await call('POST', `invocation/${id}/response`, JSON.stringify(answer ?? null));
  } catch (error) {
    console.error(wrong(error));
    await call('POST', `invocation/${id}/error`, wrong(error));
  }
}
