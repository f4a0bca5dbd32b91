// A service for the overhead benchmark: `/plain` answers at once, `/promises` awaits 310 times before. Its parent asks for
// what it has used: CPU time in microseconds, memory in bytes.
import http from 'node:http';

const step = async (depth) => (depth === 0 ? 0 : (await null, (await step(depth - 1)) + 1));
const server = http.createServer(async (request, response) => {
  if (request.url === '/promises') for (let index = 0; index < 10; index += 1) await step(30);
  response.end('ok');
});

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system, memory: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
