package dev.tracks.channel;

import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Logs the id and kind of each message; never its text or a person's name, because logs are stored and widely read. */
public final class LogChannel implements Channel {
    private static final Logger LOG = Logger.getLogger(LogChannel.class);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public SendResult send(OutgoingMessage outgoing) {
        LOG.infof(
                "message id=%s kind=%s",
                outgoing.ref().id(), outgoing.ref().kind().wireName());
        return new SendResult.Accepted(Optional.empty());
    }
}
