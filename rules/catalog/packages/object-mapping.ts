import type { BlockingCall, CatalogModule } from '../types.ts';

const walks = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead,
});

const bound = 'a bound on the size of the list';

const classTransformer: CatalogModule = {
  module: 'class-transformer',
  versions: '^0.5.1',
  kind: 'compute',
  calls: ['plainToInstance', 'plainToClass', 'instanceToPlain', 'classToPlain', 'instanceToInstance'].map((member) =>
    walks(member, 'copies the whole value before it returns', bound),
  ),
};

/** `validate()` gives a promise for the sake of rules that wait, and works through the value on the loop all the same. */
const classValidator: CatalogModule = {
  module: 'class-validator',
  versions: '^0.15.1',
  kind: 'compute',
  calls: [
    walks('validateSync', 'checks the whole value before it returns', bound),
    {
      ...walks('validate', 'returns a promise, and checks the whole value on the loop all the same', bound),
      fakeAsync: true,
    },
  ],
};

/** Packages that make instances of classes from plain values, and check them. */
export const objectMapping: readonly CatalogModule[] = [classTransformer, classValidator];
