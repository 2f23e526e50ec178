package dev.tracks.bench;

import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.store.table.Index;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The write units of requests by their purpose, of the table and its indexes together. Their sum is that of
 * {@link Units}.
 */
record WritePurposes(Map<Purpose, Integer> units) {
    static WritePurposes of(List<RecordedRequest> requests) {
        Map<Purpose, Integer> units = new EnumMap<>(Purpose.class);
        for (RecordedRequest request : requests) {
            for (Image image : request.writes()) {
                units.merge(Purpose.ofWrite(image), Units.table(request, image), Integer::sum);
                for (Index index : Units.INDEXES) {
                    int entry = Units.index(request, index, image);
                    if (entry > 0) {
                        units.merge(Purpose.ofEntry(index, image), entry, Integer::sum);
                    }
                }
            }
        }
        return new WritePurposes(units);
    }

    int of(Purpose purpose) {
        return units.getOrDefault(purpose, 0);
    }
}
