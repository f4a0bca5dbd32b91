import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** A client of a language server that speaks over its standard streams. */
export class LanguageClient {
  /** What the server logged as an error. */
  readonly errors: string[] = [];
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #answer: (method: string, params: unknown) => unknown;
  readonly #pending = new Map<number, Pending>();
  #buffer = Buffer.alloc(0);
  #ids = 0;

  /** `answer` gives the result of what the server asks for. */
  constructor(program: string, answer: (method: string, params: unknown) => unknown) {
    this.#answer = answer;
    this.#server = spawn(program, ['--stdio']);
    this.#server.stderr.pipe(process.stderr);
    this.#server.stdout.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      for (let message = this.#next(); message; message = this.#next()) this.#receive(message);
    });
    this.#server.once('exit', (code) => {
      for (const { reject } of this.#pending.values()) reject(new Error(`the server ended with ${code ?? 'a signal'}`));
    });
  }

  #note({ type, message }: { type: number; message: string }): void {
    if (type === 1) this.errors.push(message);
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    await this.request('shutdown', null);
    this.notify('exit', null);
    await ended;
  }

  #send(message: Message): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #next(): Message | undefined {
    const head = this.#buffer.indexOf('\r\n\r\n');
    if (head < 0) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('latin1', 0, head))?.[1]);
    const start = head + 4;
    if (this.#buffer.length < start + length) return undefined;
    const text = this.#buffer.toString('utf8', start, start + length);
    this.#buffer = this.#buffer.subarray(start + length);
    return JSON.parse(text) as Message;
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      if (id !== undefined) this.#send({ id, result: this.#answer(method, params) });
      if (method === 'window/logMessage') this.#note(params as { type: number; message: string });
      return;
    }
    const pending = this.#pending.get(id ?? -1);
    if (id === undefined || !pending) return;
    this.#pending.delete(id);
    if (error) pending.reject(new Error(error.message));
    else pending.resolve(result);
  }
}

/** What the ESLint server asks its editor for: the settings of the ESLint extension. */
export function eslintSettings(directory: string): object {
  return {
    validate: 'on',
    run: 'onType',
    useESLintClass: true,
    experimental: {},
    useFlatConfig: true,
    workingDirectory: { directory, '!cwd': false },
    workspaceFolder: { uri: pathToFileURL(directory).href, name: 'project' },
    nodePath: null,
    options: {},
    packageManager: 'npm',
    problems: { shortenToSingleLine: false },
    rulesCustomizations: [],
    onIgnoredFiles: 'off',
    quiet: false,
    format: false,
    codeAction: {
      disableRuleComment: { enable: true, location: 'separateLine' },
      showDocumentation: { enable: true },
    },
    codeActionOnSave: { mode: 'all' },
  };
}
