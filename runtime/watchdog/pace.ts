import type { ResolvedOptions } from '../options.ts';
import { FLAG, type SharedState } from '../protocol.ts';

type Pace = Pick<ResolvedOptions, 'heartbeat' | 'threshold'>;

/** A stall is suspected when the heartbeat is half a threshold late, or this late, in milliseconds. */
const LATEST_SUSPICION_MS = 50;

/** A heartbeat of an idle loop may be this late, in milliseconds, before a stall is suspected. */
const IDLE_PATIENCE_MS = 5;

/** Milliseconds after a heartbeat from which a stall is suspected. */
export const suspicionMs = ({ heartbeat, threshold }: Pace): number =>
  heartbeat + Math.min(threshold / 2, LATEST_SUSPICION_MS);

/** Milliseconds between two heartbeats of an idle loop: as many as leave a stall suspected as early as of a busy one. */
export const idleHeartbeatMs = (pace: Pace): number => Math.max(pace.heartbeat, suspicionMs(pace) - IDLE_PATIENCE_MS);

/**
 * Milliseconds from the last heartbeat to the begin of a stall, while the thread cannot tell: half a beat; of an idle loop,
 * whose beats are slow, a whole one: a stall is better announced too late than where there is none.
 */
export const assumedLead = ({ flags }: SharedState, pace: Pace): number =>
  Atomics.load(flags, FLAG.idle) === 1 ? idleHeartbeatMs(pace) : pace.heartbeat / 2;
