// node server.mjs [--port=0] [--data=FOLDER [--temporary]]
//
// Serves the database on the loopback interface, stored in the folder or else in memory. Prints one line, {"port":N},
// when it is ready. Ends when its standard input closes, so that it never outlives the process that started it. Only
// then is a temporary folder removed: after any other end the process can be restarted with its data. If a write to
// disk fails, it prints the error and exits with code 74 before it answers that request or any later one.

import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Database } from './database.mjs';
import { Faults } from './faults.mjs';
import { serve } from './http.mjs';
import { Requests } from './requests.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, data: { type: 'string' }, temporary: { type: 'boolean' } },
});

/** The exit code of a process that cannot write (EX_IOERR of sysexits.h). The parent process must not restart it. */
const UNWRITABLE = 74;

const database = await Database.open(values.data, Date.now, (error) => {
  console.error(error.cause?.message ?? error.message);
  process.exit(UNWRITABLE);
});
const server = serve(database, new Faults(), new Requests());

server.listen(Number(values.port), '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});

async function end(removesData) {
  server.close();
  server.closeAllConnections();
  await database.close();
  if (removesData) await rm(values.data, { recursive: true, force: true });
  process.exit(0);
}

process.stdin.resume();
process.stdin.once('close', () => end(values.temporary));
process.once('SIGTERM', () => end(false));
// Ctrl-C in a terminal also reaches the parent process, which closes our input when it no longer needs us.
process.on('SIGINT', () => process.stdin.isTTY && end(false));
