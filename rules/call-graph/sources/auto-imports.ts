import path from 'node:path';
import type { Packages } from './packages.ts';

const NUXT = ['nuxt', 'nuxt-nightly'];
const NITRO = ['nitropack', 'nitro'];

/** A file of a Sails application's, and the folder of its code. */
const SAILS = /^(.*[\\/](?=api[\\/]|config[\\/]))/;

/** A file of the server, and the folder of the server's code that it lies in. */
const SERVER = /^(.*[\\/]server)[\\/]/;

/**
 * Nuxt and Nitro import the exports of some folders by themselves; Sails makes its services and models globals.
 * https://nuxt.com/docs/guide/directory-structure/server#server-utilities, https://nitro.build/guide/utils,
 * https://sailsjs.com/documentation/concepts/globals
 */
export class AutoImports {
  readonly #packages: Packages;

  constructor(packages: Packages) {
    this.#packages = packages;
  }

  /** The beginnings of the paths of files whose exports a file may use without importing them. */
  folders(file: string): readonly string[] {
    if (this.#packages.depends(file, 'sails')) {
      const [, application] = SAILS.exec(file) ?? [];
      return application === undefined
        ? []
        : ['services/', 'models/'].map((each) => path.join(application, 'api', each));
    }
    const [isNuxt, isNitro] = [NUXT, NITRO].map((names) => this.#packages.depends(file, names));
    if (!isNuxt && !isNitro) return [];
    const [, server] = SERVER.exec(file) ?? [];
    if (server !== undefined) return [path.join(server, 'utils/'), path.join(server, '../shared/utils/')];
    return isNuxt ? [] : [path.join(this.#packages.of(file)?.directory ?? '', 'utils/')];
  }
}
