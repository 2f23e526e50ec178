package dev.tracks.histories;

import dev.tracks.domain.record.EmailAddress;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks reports about sent mails: whose message fails because of them, and which addresses receive no more mail. */
final class FeedbackChecks {
    /** A person's address, and since when they have it. */
    private record Address(String comparable, long since) {}

    private final Simulation simulation;
    private final List<MailFeedback> reported = new ArrayList<>();
    private final Map<String, Address> addresses = new HashMap<>();
    /** When a report about the person's address was last being recorded, by person and address. */
    private final Map<String, Long> recording = new HashMap<>();
    /** Since when a report is recorded, by person and address. */
    private final Map<String, Long> suppressed = new HashMap<>();

    FeedbackChecks(Simulation simulation) {
        this.simulation = simulation;
    }

    /** A person's record has changed. */
    void personChanged(Image image) {
        String person = StoredItems.person(image.key());
        String email = StoredItems.text(image.after().orElse(Map.of()), "email");
        String comparable = EmailAddress.of(email).comparable();
        if (!Optional.ofNullable(addresses.get(person)).map(Address::comparable).equals(Optional.of(comparable))) {
            addresses.put(person, new Address(comparable, simulation.millis()));
            suppressed.keySet().removeIf(key -> key.startsWith(person + " "));
        }
    }

    /** An address was suppressed, or no longer is. Only the person's own address can be. */
    void suppressionChanged(Image image) {
        Address address = addresses.get(StoredItems.person(image.key()));
        image.after()
                .map(item -> StoredItems.text(item, "address"))
                .filter(suppressed -> !suppressed.equals(address.comparable()))
                .ifPresent(suppressed -> {
                    throw new Violation(Invariant.SUPPRESSED, image.key() + " is not the person's address " + address);
                });
    }

    void reported(MailFeedback report) {
        reported.add(report);
    }

    /** A handler begins to record the report. */
    void recording(MailFeedback report) {
        recording.put(key(report), simulation.millis());
    }

    /** The handler has succeeded. If the person has had that address all the time, it receives no more mail. */
    void recorded(MailFeedback report) {
        Address address = addresses.get(report.message().participantId());
        recording.put(key(report), simulation.millis());
        if (report.kind().addressError().isPresent()
                && address.comparable().equals(report.address().comparable())
                && address.since() < simulation.handling().startedAt) {
            suppressed.putIfAbsent(key(report), simulation.millis());
        }
    }

    private static String key(MailFeedback report) {
        return key(report.message().participantId(), report.address());
    }

    private static String key(String person, EmailAddress address) {
        return person + " " + address.comparable();
    }

    /** The channel has received a message. */
    void sent(OutgoingMessage outgoing, SendResult sendResult) {
        String key = key(outgoing);
        if (sendResult instanceof SendResult.Accepted
                && suppressed.getOrDefault(key, Long.MAX_VALUE) < simulation.handling().startedAt) {
            throw new Violation(Invariant.SUPPRESSED, outgoing.ref().id() + " went to " + key);
        }
    }

    /** A message is not sent because of the recipient's address. */
    void addressRefused(OutgoingMessage outgoing) {
        String key = key(outgoing);
        if (recording.getOrDefault(key, 0L) < addresses.get(outgoing.to().id()).since()) {
            throw new Violation(Invariant.SUPPRESSED, key + " was set again and still receives no mail");
        }
    }

    private static String key(OutgoingMessage outgoing) {
        return key(outgoing.to().id(), EmailAddress.of(outgoing.to().email().orElseThrow()));
    }

    /** Whether the failure of a message that is recorded with these attributes was reported about that very mail. */
    boolean wasReported(String id, String kind, Map<String, AttributeValue> item) {
        String mail = StoredItems.text(item, kind + "ChannelId");
        String error = StoredItems.text(item, kind + "Error");
        return reported.stream()
                .anyMatch(report -> report.message().id().equals(id)
                        && report.channelId().equals(mail)
                        && report.kind().wireName().equals(error));
    }
}
