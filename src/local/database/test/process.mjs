// The server as a process of its own, as the local cloud starts it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../server.mjs', import.meta.url));

export async function start(data, port = 0, ...more) {
  const child = spawn(process.execPath, [SERVER, `--data=${data}`, `--port=${port}`, ...more], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  const agent = new Agent({ keepAlive: true });
  return {
    port: JSON.parse(line).port,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
      agent.destroy();
    },
    interrupt: () => child.kill('SIGINT'),
    closeInput: async () => {
      child.stdin.end();
      const [code] = await exited;
      agent.destroy();
      return code;
    },
    call: (operation, params) => send(agent, JSON.parse(line).port, operation, params),
  };
}

/** The status of the answer; rejects if the server dies before it answers. */
function send(agent, port, operation, params) {
  const headers = { 'X-Amz-Target': `DynamoDB_20120810.${operation}`, 'Content-Type': 'application/x-amz-json-1.0' };
  return new Promise((resolve, reject) => {
    const call = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode));
      response.resume();
    });
    call.on('error', reject);
    call.end(JSON.stringify(params));
  });
}
