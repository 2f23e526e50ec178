// The server in its own process, as the local cloud starts it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../server.mjs', import.meta.url));

export function start(data, port = 0, ...more) {
  return started(process.execPath, [SERVER, `--data=${data}`, `--port=${port}`, ...more], 'inherit');
}

/** A server whose files may not grow beyond a number of blocks: then its writes fail, as on a full disk. */
export function startOnSmallDisk(data, blocks) {
  const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
  return started('sh', ['-c', limited, process.execPath, SERVER, `--data=${data}`], 'pipe');
}

async function started(command, args, stderr) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', stderr] });
  const said = [];
  child.stderr?.on('data', (text) => said.push(text));
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
    /** The exit code and the output, once the process has ended. */
    ended: async () => {
      const [code] = await exited;
      agent.destroy();
      return { code, said: Buffer.concat(said).toString() };
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

/** The status of the response; rejects if the server ends before it answers. */
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
