import path from 'node:path';
import type { Packages } from './packages.ts';

/** Packages that only code for a browser imports, unless a server renders it; and style sheets. */
const BROWSER_PACKAGE =
  /^(?:react-dom(?:\/client)?|react-router(?:-dom)?|react-(?:query|redux|i18next|hook-form|helmet(?:-async)?|toastify|hot-toast|dnd|select|table|virtual\w*|window|use\w*)|@tanstack\/(?:react|vue|solid)-.*|mobx-react(?:-lite)?|styled-components|@emotion\/(?:react|styled)|@(?:mui|material-ui|chakra-ui|radix-ui|headlessui|mantine|fluentui|ant-design)\/.*|antd|framer-motion|swr|@angular\/(?:core|common|router|forms|platform-browser)(?:\/.*)?|vue(?:-router|-i18n)?|pinia|vuex|vuetify(?:\/.*)?|quasar|@vueuse\/.*|svelte(?:\/.*)?|solid-js(?:\/.*)?|preact\/hooks|@ember\/.*|ember-.*|jquery|.*\.(?:css|s[ac]ss|less))$/;
/** Hooks of a component that lives in a page. */
const HOOK = /\buse(?:State|Effect|LayoutEffect|Ref|Reducer|Callback)\s*[<(]/;

/** Frameworks whose servers render, or run, what is otherwise code for a browser. */
const RENDERING =
  /^(?:next|nuxt(?:-nightly)?|@nuxt\/.*|gatsby|astro|vike|vite-plugin-ssr|vite-ssr|waku|blitz|expo-router|payload|meteor-node-stubs|@remix-run\/.*|@react-router\/(?:dev|node|serve|express)|@sveltejs\/kit|@solidjs\/start|solid-start|@tanstack\/.*start|@redwoodjs\/.*|@angular\/ssr|@nguniversal\/.*|@builder\.io\/qwik-city|@docusaurus\/.*|@electron\/.*|electron)$/;

/** What a page has and a server has not. */
const PAGE = /\b(?:document|window|navigator)\.\w/;
/** A module of any kind; one that loaders of pages take as well is written for them. */
const MODULE = /^[ \t]*(?:import|export)\b|\brequire\(|\bexports\b/m;
const UNIVERSAL_MODULE = /\bdefine\.amd\b/;
/** What is made smaller for its way to a browser, by its name. */
const MINIFIED = /[.-]min\.[cm]?js$/;

/** Whether a file is named as what browsers load. */
export const isNamedForBrowsers = (file: string): boolean => MINIFIED.test(file);

/** Whether a file looks like a script that a page loads: no module, or one for pages as well. */
export function looksLikePageScript(text: string): boolean {
  return PAGE.test(text) && (UNIVERSAL_MODULE.test(text) || !MODULE.test(text));
}

/** Whether a module looks like code for a browser, by its text and what it imports. */
export function looksLikeBrowserCode(text: string, imports: ReadonlySet<string>): boolean {
  return [...imports].some((each) => BROWSER_PACKAGE.test(each) || (each === 'react' && HOOK.test(text)));
}

/** Tells code for browsers from code that a server renders as well. */
export class BrowserCode {
  readonly #packages: Packages;
  readonly #root: string;
  readonly #renders = new Map<string, boolean>();

  constructor(packages: Packages, root: string) {
    this.#packages = packages;
    this.#root = root;
  }

  /** Whether a server runs what looks like code for a browser: the file's package, or the project's, says so. */
  isRendered(file: string): boolean {
    return this.#isRendering(file) || this.#isRendering(path.join(this.#root, 'package.json'));
  }

  #isRendering(file: string): boolean {
    const found = this.#packages.of(file);
    if (found === undefined) return false;
    const known = this.#renders.get(found.directory);
    if (known !== undefined) return known;
    const isRendering = [...found.dependencies].some((each) => RENDERING.test(each));
    this.#renders.set(found.directory, isRendering);
    return isRendering;
  }
}
