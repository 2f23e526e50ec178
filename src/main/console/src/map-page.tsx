import { type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MapProps } from './map';
import { useActivity, useOverview } from './overview';
import { Empty, Heading, Loading, Show } from './ui';

/** Loads the map's library only when the map is opened. */
export function MapPage() {
  const overview = useOverview();
  const activity = useActivity(overview.data?.tracks);
  const [Drawing, setDrawing] = useState<ComponentType<MapProps> | null>(null);
  useEffect(() => {
    void import('./map').then(({ TrackMap }) => setDrawing(() => TrackMap));
  }, []);
  return (
    <>
      <Heading title="Map" />
      <p class="lead">
        Arrows are steps: a solid arrow enrolls people automatically, a dashed arrow invites them. Numbers count the last 30
        days.
      </p>
      <Show of={overview}>
        {(data) =>
          data.tracks.length === 0 ? (
            <Empty title="No tracks yet">
              <p>
                <a href="#/tracks">Create the first one</a>
              </p>
            </Empty>
          ) : Drawing ? (
            <Drawing overview={data} activity={activity} />
          ) : (
            <Loading />
          )
        }
      </Show>
    </>
  );
}
