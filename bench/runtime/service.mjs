// A service for the overhead benchmark: `/plain` answers at once, `/promises` awaits 310 times before. Its parent asks for
// what it has used (CPU time in microseconds, memory without that of young objects in bytes), or to be watched from now on, or no more.
import http from 'node:http';
import { getHeapSpaceStatistics } from 'node:v8';

const step = async (depth) => (depth === 0 ? 0 : (await null, (await step(depth - 1)) + 1));
const server = http.createServer(async (request, response) => {
  if (request.url === '/promises') for (let index = 0; index < 10; index += 1) await step(30);
  response.end('ok');
});

/** The runtime, where it is switched on and off while the service runs. */
const runtime = () => import('../../dist/runtime/index.js');
/** What V8 grants young objects at the moment: 4 to 64 MB, as the requests so far would have it, watched or not. */
function youngGeneration() {
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => space_name === 'new_space');
  return spaces.reduce((sum, { physical_space_size }) => sum + physical_space_size, 0);
}

const COMMANDS = {
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system, memory: process.memoryUsage.rss() - youngGeneration() };
  },
  start: async (options) => (await runtime()).start(options),
  stop: async () => (await runtime()).stop(),
};

process.on('message', async ({ command, options }) => {
  process.send((await COMMANDS[command](options)) ?? {});
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
