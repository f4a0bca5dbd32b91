import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Original, RawFrame } from './protocol.ts';

/**
 * Original positions of frames whose code was compiled in memory (tsx, a loader hook): its map stands in the script that
 * Node loaded and nowhere on disk, so only this thread can read it. Node keeps such maps where source maps are enabled.
 */
export function originalsOf(frames: readonly RawFrame[]): (Original | null)[] | undefined {
  if (!(process as NodeJS.Process & { sourceMapsEnabled?: boolean }).sourceMapsEnabled) return undefined;
  const originals = frames.map(originalOf);
  return originals.some((original) => original !== null) ? originals : undefined;
}

function originalOf([, address, line, column]: RawFrame): Original | null {
  if (address === '' || address.startsWith('node:')) return null;
  try {
    const entry = findSourceMap(address)?.findEntry(line - 1, column - 1);
    if (!entry || !('originalSource' in entry) || entry.generatedLine !== line - 1) return null;
    const source = entry.originalSource;
    return [
      source.startsWith('file://') ? fileURLToPath(source) : source,
      entry.originalLine + 1,
      entry.originalColumn + 1,
    ];
  } catch {
    return null; // A map that Node itself cannot read: the generated position is better than no sample.
  }
}
