package dev.tracks.domain.job;

import java.util.List;
import java.util.Optional;

/**
 * A lane of a job: it processes a part of the job's people page by page.
 *
 * @param position where the next selection begins
 * @param ended whether the lane has nothing more to do
 */
public record Lane(String jobId, int number, Page page, Position position, Tally tally, boolean ended, long version) {
    /** The maximum number of lanes of a job. */
    public static final int MAX = 16;
    /** The maximum number of units of a page. */
    public static final int PAGE = 50;

    /**
     * The page that is processed next.
     *
     * @param number counts the pages; the record in the queue names it, so that an old record does nothing
     * @param selection counts the selections; a page that was ended early keeps the selection for its remaining units
     */
    public record Page(long number, long selection, List<JobUnit> units) {
        public Page {
            units = List.copyOf(units);
        }
    }

    /**
     * Where the next selection begins.
     *
     * @param part the part of the work, such as the position of a step in the job's steps
     * @param cursor within the part; empty at its beginning
     * @param last whether nothing is left
     */
    public record Position(int part, Optional<String> cursor, boolean last) {
        public static final Position START = new Position(0, Optional.empty(), false);
        public static final Position END = new Position(0, Optional.empty(), true);
    }

    /** A lane that has done nothing yet. Its first page has no units: it selects those of the second. */
    public static Lane first(String jobId, int number) {
        return new Lane(jobId, number, new Page(1, 0, List.of()), Position.START, Tally.EMPTY, false, 1);
    }

    /** The next page, after all units of this one: the units of a new selection. */
    public Lane next(Tally done, List<JobUnit> selected, Position next) {
        Page after = new Page(page.number() + 1, page.selection() + 1, selected);
        boolean isLast = selected.isEmpty() && next.last();
        return new Lane(jobId, number, after, next, tally.plus(done), isLast, version + 1);
    }

    /** The next page, after some units of this one: the remaining units. */
    public Lane remaining(Tally done, List<JobUnit> rest) {
        Page after = new Page(page.number() + 1, page.selection(), rest);
        return new Lane(jobId, number, after, position, tally.plus(done), false, version + 1);
    }

    /** The number of rows that are written or selected. A person who was found again has no second row. */
    public int found() {
        return tally.done() + page.units().size();
    }

    /** The lane has ended because its job is stopped: it selects nothing more, so perhaps not all units are known. */
    public Lane stopped(Tally done) {
        Page after = new Page(page.number() + 1, page.selection() + 1, List.of());
        return new Lane(jobId, number, after, position, tally.plus(done), true, version + 1);
    }

    /** Whether all units are known. */
    public boolean isReadToTheEnd() {
        return position.last();
    }

    public LaneRef ref() {
        return new LaneRef(jobId, number, page.number());
    }
}
