import { readFileSync } from 'node:fs';
import type { AnalysisRequest } from './analyse-apart.ts';
import { projectAt } from './projects.ts';
import { delayTierUp } from './tier-up.ts';

/** Run as a program: analyses the project that standard input names, and keeps the analysis where its asker looks. */
delayTierUp();
const { root, settings, settingsKey } = JSON.parse(readFileSync(0, 'utf8')) as AnalysisRequest;
projectAt(root, settings, settingsKey).analyse();
