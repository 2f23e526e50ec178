// node server.mjs [--port=0] [--data=FOLDER]
//
// Serves the database on the loopback interface: kept in the folder, or in memory without one. Prints one line,
// {"port":N}, when it can be used. Ends when its standard input closes, so that it never outlives its starter.

import { parseArgs } from 'node:util';
import { Database } from './database.mjs';
import { Faults } from './faults.mjs';
import { serve } from './http.mjs';
import { Requests } from './requests.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' } } });

const database = await Database.open(values.data);
const server = serve(database, new Faults(), new Requests());

server.listen(Number(values.port), '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});

async function end() {
  server.close();
  server.closeAllConnections();
  await database.close();
  process.exit(0);
}

process.stdin.resume();
process.stdin.once('close', end);
process.once('SIGTERM', end);
process.once('SIGINT', end);
