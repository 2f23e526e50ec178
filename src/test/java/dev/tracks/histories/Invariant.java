package dev.tracks.histories;

/** The promises that every history is held to. */
enum Invariant {
    ONE_EFFECT("one cause has at most one effect"),
    POLICY("nobody is enrolled against the re-enrollment policy"),
    RUN_AND_EFFECT("a run and its effect tell the same"),
    FINAL_RUN("a final run never changes"),
    RUN_LIFE("a run's times, version and trail survive its replacement"),
    PENDING_MARKER("a mark is taken only by who handed over that very state"),
    UNCHANGED("earlier progress stays byte for byte"),
    NUMBERS("instances and invitations are numbered without a gap"),
    LINEAGE("no lineage repeats a track"),
    LOST_UPDATE("a record is replaced only by who has read its last state"),
    GRAPH("the graph holds the enabled steps and no circle"),
    VERSION("no version of a record comes twice"),
    ERASED("an erased person does not come back, and nothing of theirs is written or left"),
    EXPIRES("only answers to an Idempotency-Key expire"),
    REFUSED("what is refused has written nothing"),
    PREVIEW("a preview writes nothing"),
    ANSWER("a repeat is answered as before"),
    REFERENCE("an undisturbed decision is the reference's"),
    STALENESS("configuration is at most as old as it may be kept"),
    EVENT("one transition has one id, and one id tells one thing"),
    EVENT_LOST("every transition of a run, an enrollment or an invitation publishes its event"),
    MESSAGE_LOST("every message is delivered at least once"),
    MESSAGE_DOUBLED("a message is sent twice only where a send was ambiguous"),
    HOURS("nothing is delivered outside the person's delivery hours"),
    DUE_INDEX("what waits stands in the index of what is due, at the time of the first of it"),
    UNDELIVERABLE("what a channel refuses for good is told in the history and not tried again"),
    OUTCOME("every reached step ends in one outcome that its history shows"),
    DUE("every due delay ends in an outcome"),
    PENDING("nothing is left pending once faults stop"),
    FAILURE("once faults stop, nothing fails"),
    TWIN("the twin in memory does as the database"),
    UNEXPECTED("no handler fails in an unforeseen way");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
