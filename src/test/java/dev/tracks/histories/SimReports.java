package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.RecordFeedback;
import dev.tracks.usecase.message.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channel's reports about mails, and the function that records them: at least once, in no order. */
final class SimReports {
    private final Simulation simulation;
    private final SimQueue<MailFeedback> queue;
    private final List<MailFeedback> all = new ArrayList<>();

    SimReports(Simulation simulation) {
        this.simulation = simulation;
        this.queue = new SimQueue<>(
                "asynchronous feedback", Duration.ofSeconds(60), 3, (report, record) -> record(report), simulation);
    }

    SimQueue<MailFeedback> queue() {
        return queue;
    }

    /** The mail of that id was sent, and something is reported about it. */
    void report(OutgoingMessage outgoing, String id, MailFeedback.Kind kind) {
        String email = outgoing.to().email().orElseThrow();
        MailFeedback report = new MailFeedback(
                outgoing.ref(), id, EmailAddress.of(email), kind, "no such user " + email, simulation.now());
        all.add(report);
        simulation.oracle().feedback().reported(report);
        queue.send(report);
    }

    private boolean record(MailFeedback report) {
        Optional<RecordFeedback.Result> result = simulation.handle(
                FunctionRole.FEEDBACK,
                () -> "record " + report.kind() + " of " + report.message().id() + " " + report.channelId(),
                () -> concurrentRequest(report),
                process -> {
                    simulation.oracle().feedback().recording(report);
                    RecordFeedback.Result recorded = process.recordFeedback().record(report);
                    simulation.oracle().feedback().recorded(report);
                    return recorded;
                });
        return result.isPresent();
    }

    /** Another report about the mail, its message is sent again, or the person moves to another address or is erased. */
    private void concurrentRequest(MailFeedback report) {
        EventRandom random = simulation.random();
        List<MailFeedback> others = all.stream()
                .filter(other -> other.message().equals(report.message()))
                .toList();
        Optional<Invitation> invitation = simulation.oracle().invitations().stream()
                .filter(other -> report.message().kind() == MessageKind.INVITATION
                        && other.participantId().equals(report.message().participantId())
                        && other.trackId().equals(report.message().trackId()))
                .findFirst();
        if (invitation.isPresent() && random.chance(300)) {
            ApiRequests.manage(simulation, invitation.get(), true);
        } else if (random.chance(500)) {
            Participant edited = Population.moved(report.message().participantId(), random);
            ApiRequests.save(simulation, edited, Precondition.NONE, "hana");
        } else if (random.chance(200)) {
            ApiRequests.erase(simulation, report.message().participantId());
        } else {
            record(random.one(others));
        }
    }
}
