import type { BlockingCall, CatalogModule } from '../types.ts';

const computes = (member: string, why: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead: 'a worker thread',
});

const laysOut = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'lays out the whole graph before it returns',
  useInstead: 'a worker thread',
});

const onShapes = 'works through every point of its shapes before it returns';
const onMatrix = 'takes a time that grows with the cube of the size of the matrix';

const turf: CatalogModule = {
  module: '@turf/turf',
  versions: '^7.4.0',
  kind: 'compute',
  calls: ['union', 'intersect', 'difference', 'buffer', 'dissolve', 'voronoi', 'clustersDbscan', 'clustersKmeans'].map(
    (member) => computes(member, onShapes),
  ),
};

const d3Force: CatalogModule = {
  module: 'd3-force',
  versions: '^3.0.1',
  kind: 'compute',
  returns: { forceSimulation: 'Simulation' },
  calls: [
    {
      ...laysOut('Simulation.prototype.tick'),
      why: 'moves every node once per step before it returns',
      when: { minArguments: 1 },
    },
  ],
};

const viz: CatalogModule = {
  module: '@viz-js/viz',
  versions: '^3.31.0',
  kind: 'compute',
  returns: { instance: 'Viz' },
  calls: ['render', 'renderString', 'renderFormats', 'renderJSON'].map((name) => laysOut(`Viz.prototype.${name}`)),
};

const mathjs: CatalogModule = {
  module: 'mathjs',
  versions: '^15.2.0',
  kind: 'compute',
  calls: [
    {
      member: 'evaluate',
      weight: 'heavy',
      why: 'computes whatever the expression says before it returns',
      useInstead: 'a worker thread with a time limit',
      when: { largeInput: { at: 0 } },
    },
    computes('simplify', 'tries every rule on the expression before it returns'),
    ...['inv', 'det', 'eigs', 'lup', 'qr', 'expm', 'pinv'].map((member) => computes(member, onMatrix)),
  ],
};

const fills = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'sorts every shape into its tree before it returns',
  useInstead,
});

const treeOf = (module: string, type: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'compute',
  returns: { 'new default': type },
  calls: [fills(`${type}.prototype.load`, 'a worker thread, or load() at start-up')],
});

const supercluster = treeOf('supercluster', 'Supercluster', '^9.1.0');
const rbush = treeOf('rbush', 'RBush', '^4.0.1');

const h3: CatalogModule = {
  module: 'h3-js',
  versions: '^4.5.0',
  kind: 'compute',
  calls: [
    {
      ...fills('polygonToCells', 'a worker thread, or a bound on the area'),
      why: 'finds every cell of the area before it returns',
    },
  ],
};

/** Shapes, graphs and matrices. */
export const geometryAndGraphs: readonly CatalogModule[] = [
  turf,
  d3Force,
  { module: 'dagre', versions: '^0.8.5', kind: 'compute', calls: [laysOut('layout')] },
  { module: '@dagrejs/dagre', versions: '^3.1.3', kind: 'compute', calls: [laysOut('layout')] },
  viz,
  mathjs,
  supercluster,
  rbush,
  h3,
];
