// A service for the overhead benchmark: `plain` answers at once, `promises` awaits 300 times a request.
// Answers the requests that it makes to itself and prints the CPU time of each, in microseconds.
import http from 'node:http';

const [kind, count] = [process.argv[2], Number(process.argv[3])];
const step = async (depth) => (depth === 0 ? 0 : (await null, (await step(depth - 1)) + 1));
const server = http.createServer(async (request, response) => {
  if (kind === 'promises') for (let index = 0; index < 10; index += 1) await step(30);
  response.end('ok');
});
const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const once = (port) =>
  new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, agent, path: '/orders/7' }, (response) => response.resume().on('end', resolve))
      .on('error', reject);
  });

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const batch = async (requests) => {
    for (let done = 0; done < requests; done += 16) await Promise.all(Array.from({ length: 16 }, () => once(port)));
  };
  await batch(count / 4); // warm
  // What is watched at the start only is over by then.
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, 13_000 - performance.now())));
  const before = process.cpuUsage();
  await batch(count);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / count));
  process.exit();
});
