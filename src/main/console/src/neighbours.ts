// Parts of the graph of tracks.
import type { Overview } from './overview';
import type { TrackOverview } from './types';

/** The overview without tracks that do not pass the filter, and without the steps from and to these. */
export function only({ tracks, steps }: Overview, filter: (track: TrackOverview) => boolean): Overview {
  const kept = tracks.filter(filter);
  const ids = new Set(kept.map((track) => track.id));
  return { tracks: kept, steps: steps.filter((step) => ids.has(step.trackId) && ids.has(step.destinationTrackId)) };
}

/** The track, the tracks that lead to it and those that it leads to, with the steps between it and them. */
export function around(overview: Overview, trackId: string): Overview {
  const steps = overview.steps.filter((step) => step.trackId === trackId || step.destinationTrackId === trackId);
  const ids = new Set([trackId, ...steps.flatMap((step) => [step.trackId, step.destinationTrackId])]);
  return { tracks: overview.tracks.filter((track) => ids.has(track.id)), steps };
}
