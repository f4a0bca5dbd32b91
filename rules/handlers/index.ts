import { express } from './express.ts';
import { fastify } from './fastify.ts';
import type { HandlerFramework } from './types.ts';

/** Every framework whose handlers are known. */
export const frameworks: readonly HandlerFramework[] = [express, fastify];
