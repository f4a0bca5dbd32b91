import { isMainThread } from 'node:worker_threads';
import { start } from './index.ts';
import { joinThreads } from './watched/joined-thread.ts';

// `NODE_OPTIONS=--import` is in every worker of the application too, where the main thread's watchdog watches.
const off = ['0', 'off', 'false'].includes(process.env['UNBLOCKED'] ?? '');
if (!off && isMainThread) start();
if (!off && !isMainThread) joinThreads();
