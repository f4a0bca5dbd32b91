import type { BlockingCall, CatalogModule } from '../types.ts';

const compiles = (member: string, why: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead: 'a build step, or a worker thread',
});

const readsFiles = 'reads, parses and binds every file of the program before it returns';
const checks = 'checks the types of the program before it returns';

/** The compiler API of TypeScript up to 6. */
export const typescript: CatalogModule = {
  module: 'typescript',
  versions: '^5.9.3',
  kind: 'render',
  returns: {
    createProgram: 'Program',
    createIncrementalProgram: 'BuilderProgram',
    createLanguageService: 'LanguageService',
  },
  calls: [
    compiles('transpileModule', 'compiles the whole source before it returns'),
    compiles('transpile', 'compiles the whole source before it returns'),
    compiles('transpileDeclaration', 'compiles the whole source before it returns'),
    compiles('createSourceFile', 'parses the whole source before it returns'),
    compiles('createProgram', readsFiles),
    compiles('createIncrementalProgram', readsFiles),
    compiles('getPreEmitDiagnostics', checks),
    compiles('Program.prototype.emit', 'compiles and writes the whole program before it returns'),
    compiles('Program.prototype.getSemanticDiagnostics', checks),
    compiles('LanguageService.prototype.getSemanticDiagnostics', checks),
    compiles('LanguageService.prototype.getEmitOutput', checks),
    {
      member: 'sys.readFile',
      kind: 'fs',
      weight: 'heavy',
      why: 'reads the whole file before it returns',
      useInstead: 'await fs.promises.readFile()',
    },
    {
      member: 'sys.writeFile',
      kind: 'fs',
      weight: 'heavy',
      why: 'writes the whole file before it returns',
      useInstead: 'await fs.promises.writeFile()',
    },
    {
      member: 'sys.readDirectory',
      kind: 'fs',
      weight: 'heavy',
      why: 'walks the whole directory tree before it returns',
      useInstead: 'fs.promises.glob() of Node 22',
    },
  ],
};
