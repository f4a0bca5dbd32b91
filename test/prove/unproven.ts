const file = new URL('../../fixtures/prove/unproven.mjs', import.meta.url);

/** Why members of a module have no row, by module: data of fixtures/prove, which is plain JavaScript. */
export const { unproven } = (await import(file.href)) as { unproven: Record<string, string> };
