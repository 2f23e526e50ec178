package dev.tracks.histories;

import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.time.Duration;
import java.util.Optional;

/** A message channel: it accepts a message, asks to wait, or refuses it permanently. */
final class SimChannel implements Channel {
    private static final int LATER_PER_MILLE = 60;
    private static final int REFUSED_PER_MILLE = 30;
    private static final int LONGEST_WAIT_SECONDS = 120;
    static final String NAME = "simulated";
    static final String ERROR = "channel_not_found";

    private final FaultInjector injector;
    private final Simulation simulation;
    private int taken;

    SimChannel(FaultInjector injector, Simulation simulation) {
        this.injector = injector;
        this.simulation = simulation;
    }

    @Override
    public SendResult send(OutgoingMessage outgoing) {
        return injector.call(() -> "send " + outgoing.ref().id(), () -> {
            SendResult sendResult = answer();
            simulation.log().line(() -> sendResult.toString());
            simulation.oracle().sent(outgoing, sendResult);
            return sendResult;
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    private SendResult answer() {
        if (!simulation.calm() && simulation.fault(LATER_PER_MILLE, Fault.CHANNEL_LATER)) {
            return new SendResult.RetryLater(
                    Duration.ofSeconds(1 + simulation.random().nextInt(LONGEST_WAIT_SECONDS)));
        }
        if (!simulation.calm() && simulation.fault(REFUSED_PER_MILLE, Fault.CHANNEL_REFUSES)) {
            return new SendResult.Refused(ERROR);
        }
        return new SendResult.Accepted(Optional.of("m" + ++taken));
    }
}
