import { type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { MapProps } from './map';
import { useActivity, useOverview } from './overview';
import { Empty, Heading, Loading, Show } from './ui';

/** The map's library comes only when somebody looks at the map. */
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
        Arrows are steps: solid enroll by themselves, dashed invite. Numbers are people of the last 30 days.
      </p>
      <Show of={overview}>
        {(data) =>
          data.tracks.length === 0 ? (
            <Empty title="No tracks yet">
              <p>
                <a href="#/tracks">Make the first one</a>
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
