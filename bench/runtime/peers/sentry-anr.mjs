import * as Sentry from '@sentry/node';
import { dsn } from './sentry-dsn.mjs';

Sentry.init({ dsn, integrations: [Sentry.anrIntegration({ anrThreshold: 200, captureStackTrace: true })] });
