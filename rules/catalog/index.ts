import { nodeCatalog } from './built-ins.ts';
import { hazards } from './hazards.ts';
import { packages } from './packages/index.ts';
import type { CatalogModule } from './types.ts';

export { nodeCatalog };

/** Everything that the catalog knows: Node's own modules, packages, and code that blocks without a call. */
export const catalog: readonly CatalogModule[] = [...nodeCatalog, ...packages, hazards];
