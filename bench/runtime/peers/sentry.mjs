// Sentry's SDK without a detector: what its two detectors stand on.
import * as Sentry from '@sentry/node';
import { dsn } from './sentry-dsn.mjs';

Sentry.init({ dsn });
