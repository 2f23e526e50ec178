// node server.mjs [--port=0] [--data=FOLDER [--temporary]]
//
// Serves the database on the loopback interface: kept in the folder, or in memory without one. Prints one line,
// {"port":N}, when it can be used. Ends when its standard input closes, so that it never outlives its starter;
// a temporary folder is removed then, and only then: a process that died otherwise can be started again. At the first
// write that the disk refuses it says so and ends with 74, before it answers that or any later request.

import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Database } from './database.mjs';
import { Faults } from './faults.mjs';
import { serve } from './http.mjs';
import { Requests } from './requests.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, data: { type: 'string' }, temporary: { type: 'boolean' } },
});

/** The exit code of a process that cannot write (EX_IOERR of sysexits.h): its starter must not start it again. */
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
// A terminal's Ctrl-C reaches the starter too, which ends us by closing our input when it is done with us.
process.on('SIGINT', () => process.stdin.isTTY && end(false));
