import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Variant } from './app-verdicts.ts';

interface Load {
  seed(directory: string, sizes?: object): Promise<void>;
  env: Record<string, string>;
}

interface Server {
  readonly port: number;
  stop(): Promise<{ code: number | null; stderr: string }>;
}

const apps = new URL('../../fixtures/apps/', import.meta.url);

// What drives the apps is plain JavaScript.
const { ServerProcess } = (await import(new URL('drive/server-process.js', apps).href)) as {
  ServerProcess: { start(folder: string, options: object): Promise<Server> };
};

/** One variant of an app, which can be started again with the data that it has left. */
export class RunningApp {
  readonly #folder: string;
  /** Where its data lies. */
  readonly data: string;
  readonly env: Record<string, string>;
  #server: Server | undefined;

  private constructor(folder: string, data: string, env: Record<string, string>) {
    this.#folder = folder;
    this.data = data;
    this.env = env;
  }

  /** Starts a variant with data of its own. */
  static async start(app: string, variant: Variant, sizes?: object): Promise<RunningApp> {
    const { load } = (await import(new URL(`${app}/load.js`, apps).href)) as { load: Load };
    const data = await mkdtemp(path.join(os.tmpdir(), `unblocked-${app}-`));
    await load.seed(data, sizes);
    const running = new RunningApp(new URL(`${app}/${variant}`, apps).pathname, data, load.env);
    await running.#start();
    return running;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return this.#server?.port ?? 0;
  }

  async restart(): Promise<void> {
    await this.#stop();
    await this.#start();
  }

  /** Ends it; gives how it ended. */
  async close(): Promise<{ code: number | null; stderr: string }> {
    const ended = await this.#stop();
    await rm(this.data, { recursive: true, force: true });
    return ended;
  }

  async #start(): Promise<void> {
    const env = { DATA_DIR: this.data, ...this.env };
    this.#server = await ServerProcess.start(this.#folder, { env, log: path.join(this.data, 'stalls.jsonl') });
  }

  async #stop(): Promise<{ code: number | null; stderr: string }> {
    const { code, stderr } = (await this.#server?.stop()) ?? { code: null, stderr: 'It was not started.' };
    return { code, stderr };
  }
}
