import * as Sentry from '@sentry/node';
import { eventLoopBlockIntegration } from '@sentry/node-native';
import { dsn } from './sentry-dsn.mjs';

Sentry.init({ dsn, integrations: [eventLoopBlockIntegration({ threshold: 200 })] });
