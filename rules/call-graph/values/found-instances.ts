import type { Evaluator } from './evaluate.ts';
import { NO_VALUES, type Values } from './values.ts';

/** What a class has of its model package that gives one instance of it: `User.findByPk(id)`, `Order.create({ ... })`. */
const FINDS_ONE =
  /^(?:find(?:One|First|Unique|By(?:Id|Pk|Key|Slug|Email|Name))\w*|find(?:Or|And)\w+|findBy|create|build|insert|upsert|fromJson|first)$/;
const FINDS_MANY = /All|Many|Bulk|Count/;

/**
 * What a static method gives that a class of the project has of a class outside it, or of what that one extends: models are
 * looked for by their own class.
 */
export function foundInstances(evaluator: Evaluator, owners: Values, name: string): Values {
  if (!FINDS_ONE.test(name) || FINDS_MANY.test(name)) return NO_VALUES;
  return owners.flatMap((owner) =>
    owner.k === 'class' && isOfPackage(evaluator, owner)
      ? [evaluator.value({ k: 'instance', file: owner.file, class: owner.class })]
      : [],
  );
}

/** Whether a class extends one of a package, directly or through others. */
function isOfPackage(evaluator: Evaluator, owner: Values[number] & { k: 'class' }, depth = 0): boolean {
  const superClass = owner.file.summary.classes[owner.class]?.superClass ?? 0;
  return evaluator
    .evaluate(owner.file, superClass)
    .some(
      (base) =>
        base.k === 'external' || (base.k === 'class' && depth < MAX_DEPTH && isOfPackage(evaluator, base, depth + 1)),
    );
}

const MAX_DEPTH = 6;
