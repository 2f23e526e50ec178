package dev.tracks.histories;

/** The promises that every history is held to. */
enum Invariant {
    ONE_EFFECT("one cause has at most one effect"),
    POLICY("nobody is enrolled against the re-enrollment policy"),
    RUN_AND_EFFECT("a run and its effect agree"),
    FINAL_RUN("a final run never changes"),
    RUN_LIFE("a run's times, version and trail survive its replacement"),
    REPEATED_SKIP("an unchanged skip is written at most once a minute"),
    PENDING_MARKER("`pending` is removed only if that state was published"),
    UNCHANGED("earlier progress stays byte for byte"),
    NUMBERS("instances and invitations are numbered without a gap"),
    ONE_OPEN("a person has at most one open invitation to a track"),
    PURPOSE("an invitation closes when its purpose is lost, and no message about a closed one is sent"),
    LINEAGE("no lineage repeats a track"),
    LOST_UPDATE("a record is replaced only if its latest version was read"),
    GRAPH("the graph holds the enabled steps and no loop"),
    LOOKUP("an alias or a search word leads to the one person whose record lists it, and every listed one exists"),
    TAKEN("a claim is refused only if the named person has the alias"),
    VERSION("no version of a record is reused"),
    ERASED("an erased person does not reappear, and none of their data is written or left"),
    EXPIRES("only answers to an Idempotency-Key expire, and the lanes, rows and lists of jobs"),
    JOB_ROWS("each row of a job happens once, together with its effect, and a job's counts are its rows"),
    JOB_ENDS("every job ends, and does nothing afterwards"),
    UNDONE("nothing active remains of what was undone"),
    REFUSED("a refused request writes nothing"),
    PREVIEW("a preview writes nothing"),
    ANSWER("a repeat returns the first answer"),
    REFERENCE("a decision without interference equals that of the reference model"),
    STALENESS("cached configuration is not older than allowed"),
    EVENT("each transition has one event id, and each event id one transition"),
    EVENT_LOST("every transition of a run, an enrollment or an invitation publishes its event"),
    MESSAGE_LOST("every message is delivered at least once"),
    MESSAGE_DOUBLED("a message is sent twice only where a send was ambiguous"),
    OUTAGE("an outage is recorded with the time at which it began"),
    PROBES("during an outage, one message per minute is sent"),
    HOURS("nothing is delivered outside the person's delivery hours"),
    DUE_INDEX("a waiting item is in the due index, under its earliest time"),
    UNDELIVERABLE(
            "a permanent refusal is in the history and in the list of undeliverable messages, and the message is not sent again"),
    SUPPRESSED("nothing is sent to an address after a bounce or complaint was recorded, until the address changes"),
    OUTCOME("every reached step ends in one outcome that its history shows"),
    DUE("every due delay ends in an outcome"),
    PENDING("nothing is left pending once faults stop"),
    FAILURE("once faults stop, nothing fails"),
    TWIN("the in-memory table behaves like the database"),
    UNEXPECTED("no handler fails with an unexpected error");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
