import type { Session } from 'node:inspector';
import type { Answer, Connection } from './connection.ts';

/** Node spells the thread's id into the title of its inspector target: `[worker 3] name`. */
const TITLE = /^\[worker (\d+)\]/;

interface Attached {
  sessionId: string;
  workerInfo: { title: string };
}

interface Received {
  sessionId: string;
  message: string;
}

/** A reply of a thread, or one of its events. */
interface Message {
  id?: number;
  method?: string;
  error?: { message: string };
  result?: object;
}

/** A session to one worker thread, through the main thread's own. */
class WorkerConnection implements Connection {
  readonly #send: (message: object) => void;
  readonly #end: () => void;
  readonly #answers = new Map<number, Answer>();
  #onPaused: (() => void) | undefined;
  #posts = 0;

  constructor(send: (message: object) => void, end: () => void) {
    this.#send = send;
    this.#end = end;
  }

  post(method: string, params: object = {}, answer?: Answer): void {
    this.#posts += 1;
    if (answer) this.#answers.set(this.#posts, answer);
    this.#send({ id: this.#posts, method, params });
  }

  onPaused(listener: () => void): void {
    this.#onPaused = listener;
  }

  close(): void {
    this.#answers.clear();
    this.#end();
  }

  receive({ id, method, error, result }: Message): void {
    if (method === 'Debugger.paused') this.#onPaused?.();
    const answer = id === undefined ? undefined : this.#answers.get(id);
    if (id !== undefined) this.#answers.delete(id);
    answer?.(error ? new Error(error.message) : null, result);
  }
}

/** One thread of this session's. */
interface Thread {
  /** Undefined until the main thread has said that the thread lives. */
  sessionId: string | undefined;
  connection: WorkerConnection;
  waiting: object[];
  onGone: () => void;
}

/**
 * Sessions to worker threads, through the `NodeWorker` domain of the main thread: the inspector reaches them no other
 * way. One session to the main thread serves all; it is open while at least one worker thread is connected.
 */
export class WorkerConnections {
  readonly #threads = new Map<number, Thread>();
  readonly #ids = new Map<string, number>();
  #session: Session | undefined;
  #known = false;

  /** Connects to a worker thread. `onGone` is called once where that thread has ended, or ends. Throws without an inspector. */
  connect(thread: number, onGone: () => void): Connection {
    const entry: Thread = {
      sessionId: undefined,
      waiting: [],
      onGone,
      connection: new WorkerConnection(
        (message) => {
          this.#send(entry, message);
        },
        () => {
          this.#leave(thread);
        },
      ),
    };
    this.#threads.set(thread, entry);
    if (this.#session === undefined) this.#open();
    else if (this.#known) this.#adopt(thread, entry);
    return entry.connection;
  }

  #open(): void {
    const session = new (process.getBuiltinModule('node:inspector').Session)();
    session.connectToMainThread();
    this.#session = session;
    session.on('NodeWorker.attachedToWorker', ({ params }: { params: Attached }) => {
      this.#attached(params);
    });
    session.on('NodeWorker.detachedFromWorker', ({ params }: { params: { sessionId: string } }) => {
      const thread = this.#ids.get(params.sessionId);
      this.#ids.delete(params.sessionId);
      if (thread !== undefined) this.#gone(thread);
    });
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }: { params: Received }) => {
      const thread = this.#ids.get(params.sessionId);
      const entry = thread === undefined ? undefined : this.#threads.get(thread);
      entry?.connection.receive(JSON.parse(params.message) as Message);
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, () => {
      if (this.#session !== session) return;
      this.#known = true;
      for (const [thread, { sessionId }] of [...this.#threads]) if (sessionId === undefined) this.#gone(thread);
    });
  }

  #attached({ sessionId, workerInfo }: Attached): void {
    const thread = Number(TITLE.exec(workerInfo.title)?.[1] ?? NaN);
    this.#ids.set(sessionId, thread);
    const entry = this.#threads.get(thread);
    if (entry !== undefined) this.#start(entry, sessionId);
  }

  /** A further thread, while the session is open: it was attached then, or it is gone. */
  #adopt(thread: number, entry: Thread): void {
    const known = [...this.#ids].find(([, id]) => id === thread)?.[0];
    if (known !== undefined) this.#start(entry, known);
    // What had been attached before this is answered has been said by then.
    else
      this.#session?.post('Schema.getDomains', () => {
        if (this.#threads.get(thread) === entry && entry.sessionId === undefined) this.#gone(thread);
      });
  }

  #start(entry: Thread, sessionId: string): void {
    entry.sessionId = sessionId;
    for (const message of entry.waiting.splice(0)) this.#send(entry, message);
  }

  #send(entry: Thread, message: object): void {
    if (entry.sessionId === undefined) entry.waiting.push(message);
    else
      this.#session?.post('NodeWorker.sendMessageToWorker', {
        sessionId: entry.sessionId,
        message: JSON.stringify(message),
      });
  }

  #gone(thread: number): void {
    const onGone = this.#threads.get(thread)?.onGone;
    this.#leave(thread);
    onGone?.();
  }

  #leave(thread: number): void {
    this.#threads.delete(thread);
    if (this.#threads.size > 0) return;
    const session = this.#session;
    this.#session = undefined;
    this.#known = false;
    this.#ids.clear();
    session?.disconnect();
  }
}
