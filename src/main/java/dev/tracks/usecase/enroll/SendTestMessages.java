package dev.tracks.usecase.enroll;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.PreviewStep.Preview;
import dev.tracks.usecase.message.TestMessage;
import dev.tracks.usecase.message.TestMessages;
import dev.tracks.usecase.outbox.Queues;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends the messages of a step to the person who asks for it, through their channel. No run, enrollment or invitation is
 * written, so the messages have no button.
 *
 * <p>The messages are stored first, then enqueued. If this fails in between, the caller gets an error, and a repeated
 * request replaces what was stored.
 */
@Singleton
public final class SendTestMessages {
    private final PreviewStep previewStep;
    private final TestMessages testMessages;
    private final Queues queues;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public SendTestMessages(
            PreviewStep previewStep,
            TestMessages testMessages,
            Queues queues,
            OptimisticRetry retry,
            InstantSource clock) {
        this.previewStep = previewStep;
        this.testMessages = testMessages;
        this.queues = queues;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Enqueues the messages that the preview shows for this person: invitation and reminder of a manual step, and the
     * confirmation. They replace earlier tests about the same destination.
     *
     * @param participantId the recipient, who is also the {@code {{user}}}
     * @param mayReadName as for the preview
     * @return the messages; none if the step sends none, or if one of its tracks does not exist
     * @throws ErasedException if the person's data have been erased
     */
    public List<TestMessage> send(AddToTrackStep step, String participantId, Predicate<String> mayReadName) {
        Preview preview = previewStep.preview(step, participantId, 1, mayReadName);
        List<TestMessage> messages = new ArrayList<>();
        preview.invitation()
                .filter(texts -> step.enrollmentMethod() == EnrollmentMethod.MANUAL)
                .ifPresent(texts -> {
                    add(messages, step, participantId, MessageKind.INVITATION, MessageText.invitation(texts));
                    add(messages, step, participantId, MessageKind.REMINDER, MessageText.reminder(texts));
                });
        preview.confirmation()
                .ifPresent(message -> add(messages, step, participantId, MessageKind.CONFIRMATION, message));
        if (!messages.isEmpty()) {
            save(messages, participantId);
            messages.forEach(message -> queues.sendMessage(message.ref()));
        }
        return List.copyOf(messages);
    }

    private static void add(
            List<TestMessage> messages, AddToTrackStep step, String participantId, MessageKind kind, MessageText text) {
        MessageRef ref =
                new MessageRef(MessageKind.TEST, participantId, step.destinationTrackId(), messages.size() + 1);
        messages.add(new TestMessage(ref, kind, text.asTest()));
    }

    private void save(List<TestMessage> messages, String participantId) {
        WriteResult result = retry.execute(
                "test messages",
                () -> Optional.of(testMessages.save(messages, Timestamps.now(clock)))
                        .filter(written -> written != WriteResult.CONFLICT));
        if (result == WriteResult.CONDITION_FAILED) {
            throw new ErasedException(participantId);
        }
    }
}
