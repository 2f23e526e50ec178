package dev.tracks.histories;

import dev.tracks.usecase.Channel;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.Posted;
import java.time.Duration;
import java.util.Optional;

/** A channel to people: it takes a message, asks to wait, or refuses it for good. */
final class SimChannel implements Channel {
    private static final int LATER_PER_MILLE = 60;
    private static final int REFUSED_PER_MILLE = 30;
    private static final int LONGEST_WAIT_SECONDS = 120;
    static final String ERROR = "channel_not_found";

    private final Gate gate;
    private final World world;
    private int taken;

    SimChannel(Gate gate, World world) {
        this.gate = gate;
        this.world = world;
    }

    @Override
    public Posted send(Letter letter) {
        return gate.call(() -> "send " + letter.ref().id(), () -> {
            Posted posted = answer();
            world.log().line(() -> posted.toString());
            world.oracle().posted(letter, posted);
            return posted;
        });
    }

    private Posted answer() {
        if (!world.calm() && world.mishap(LATER_PER_MILLE, Fault.CHANNEL_LATER)) {
            return new Posted.Later(Duration.ofSeconds(1 + world.dice().below(LONGEST_WAIT_SECONDS)));
        }
        if (!world.calm() && world.mishap(REFUSED_PER_MILLE, Fault.CHANNEL_REFUSES)) {
            return new Posted.Refused(ERROR);
        }
        return new Posted.Accepted(Optional.of("m" + ++taken));
    }
}
