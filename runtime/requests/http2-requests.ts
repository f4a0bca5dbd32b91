import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server, Socket } from 'node:net';

/** What is used of a stream of HTTP/2. */
interface Http2Stream {
  closed: boolean;
  destroyed: boolean;
}

/** A request that an HTTP/2 server has received. */
export interface Http2Request {
  stream: Http2Stream;
  method: string;
  path: string;
}

type Headers = Record<string, string | undefined>;

/** Node has the channel from 22.17 on, and 24. */
function hasChannel(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 17);
}

function isHttp2(server: object): boolean {
  return /^Http2(?:Secure)?Server$/.test(server.constructor.name);
}

/** Calls `onRequest` with every request over HTTP/2; returns what ends it. */
export function watchHttp2(onRequest: (request: Http2Request) => void): () => void {
  const onStream = (stream: Http2Stream, headers: Headers): void => {
    onRequest({ stream, method: headers[':method'] ?? '', path: headers[':path'] ?? '/' });
  };
  const onStart = (message: unknown): void => {
    const { stream, headers } = message as { stream: Http2Stream; headers: Headers };
    onStream(stream, headers);
  };
  const servers = new Set<Server>();
  const onSocket = (message: unknown): void => {
    const { server } = (message as { socket: Socket & { server?: Server } }).socket;
    if (server === undefined || servers.has(server) || !isHttp2(server)) return;
    servers.add(server);
    server.prependListener('stream', onStream);
    server.once('close', () => servers.delete(server));
  };
  const [name, listener] = hasChannel()
    ? (['http2.server.stream.start', onStart] as const)
    : (['net.server.socket', onSocket] as const);
  subscribe(name, listener);
  return () => {
    unsubscribe(name, listener);
    for (const server of servers) server.off('stream', onStream);
  };
}
