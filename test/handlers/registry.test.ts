import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { frameworks } from '../../rules/handlers/index.ts';
import type { HandlerFramework } from '../../rules/handlers/types.ts';

const folder = fileURLToPath(new URL('../../rules/handlers/', import.meta.url));
/** What the data of frameworks is made of. */
const PARTS = ['command-line-parsers.ts', 'index.ts', 'listeners.ts', 'types.ts'];
const files = fs.readdirSync(folder).filter((name) => !PARTS.includes(name));
const MEMBER = /^(?:new )?(?:\*|[$\w]+(?:\.[$\w]+)*)(?:\.\*)?$/;

function isFramework(value: unknown): value is HandlerFramework {
  return typeof value === 'object' && value !== null && 'module' in value && 'kind' in value;
}

/** Every member path that a framework names. */
function members({
  returns,
  registrations,
  contexts,
  assigned,
  decorated,
  classes,
  parameterTypes,
  handlerTypes,
}: HandlerFramework) {
  return [
    ...Object.entries(returns ?? {}).flat(),
    ...(registrations ?? []).flatMap((each) => [
      ...each.members,
      ...(each.parameters ?? []).filter((type) => type !== ''),
    ]),
    ...(contexts ?? []).flatMap((each) => [...each.members, each.type]),
    ...(assigned ?? []).flatMap((each) => each.members),
    ...(decorated ?? []).flatMap((each) => [
      ...(each.methods ?? []),
      ...(each.prefixes ?? []),
      ...(each.classes ?? []).map(({ decorator }) => decorator),
    ]),
    ...(classes ?? []).map(({ type }) => type),
    ...(parameterTypes ?? []),
    ...(handlerTypes ?? []).map((type) => type.replace(/\.\(\)$/, '')),
  ];
}

describe('the list of frameworks', () => {
  test.each(files)('has every framework of %s', async (name) => {
    const exported = Object.values((await import(`${folder}${name}`)) as Record<string, unknown>);
    const own = exported.flat().filter(isFramework);
    expect(own.length).toBeGreaterThan(0);
    for (const framework of own) expect(frameworks).toContain(framework);
  });

  test('gives one canonical module to every alias', () => {
    const canonical = new Map<string, string>();
    for (const { module, aliases } of frameworks)
      for (const alias of aliases ?? []) {
        expect(frameworks.map((each) => each.module)).not.toContain(alias);
        expect(canonical.get(alias) ?? module).toBe(module);
        canonical.set(alias, module);
      }
  });
});

describe.each(frameworks.map((framework) => [`${framework.name} (${framework.module})`, framework] as const))(
  '%s',
  (_, framework) => {
    const {
      registrations = [],
      conventions = [],
      assigned = [],
      classes = [],
      decorated = [],
      parameterTypes,
      handlerTypes,
    } = framework;

    test('tells something', () => {
      const told = [
        registrations,
        conventions,
        assigned,
        classes,
        decorated,
        parameterTypes ?? [],
        handlerTypes ?? [],
      ].flat();
      expect(told.length).toBeGreaterThan(0);
    });

    test('names members as the catalog does', () => {
      for (const member of members(framework)) expect(member).toMatch(MEMBER);
    });

    test('registers functions that can be found', () => {
      for (const { members: names, handlers, only } of registrations) {
        expect(names.length).toBeGreaterThan(0);
        expect(new Set(names).size).toBe(names.length);
        expect(handlers.length).toBeGreaterThan(0);
        for (const { keys } of handlers) expect(keys?.length).not.toBe(0);
        if (only) expect((only.in ?? only.notIn ?? []).length).toBeGreaterThan(0);
      }
    });

    test('never decides by a path alone', () => {
      for (const { path, directive, dependency, parameter } of conventions) {
        expect(dependency ?? parameter ?? directive).toBeDefined();
        expect(() => [path, parameter].map((each) => each !== undefined && new RegExp(each))).not.toThrow();
      }
    });
  },
);
