import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CachedProject } from '../../rules/call-graph/cached-project.ts';
import { projectAt } from '../../rules/utils/projects.ts';

/** A project in a temporary folder, whose files a test writes and asks about by their paths from its root. */
export class TemporaryProject {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'unblocked-graph-')));
  #project: CachedProject | undefined;

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(this.path(file)), { recursive: true });
    fs.writeFileSync(this.path(file), text);
  }

  delete(file: string): void {
    fs.rmSync(this.path(file));
  }

  get project(): CachedProject {
    this.#project ??= projectAt(this.root);
    return this.#project;
  }

  /** What a handler reaches in a file, each as `line: frontier <- culprits`; `text` is its unsaved text. */
  findings(file: string, text?: string): string[] {
    const own = text ?? (fs.existsSync(this.path(file)) ? fs.readFileSync(this.path(file), 'utf8') : '');
    const found = this.project.findings(this.path(file), text).filter(({ state }) => state === 'handler');
    return found.map(({ site, culprits }) => {
      const line = own.slice(0, site.at).split('\n').length;
      const names = [...new Set(culprits.map((culprit) => culprit.text))].sort().join(', ');
      return `${line}: ${site.text} <- ${names}`;
    });
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true });
  }
}
