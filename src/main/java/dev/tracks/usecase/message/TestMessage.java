package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;

/**
 * A message of a step that its author sends to themselves. It belongs to no run, enrollment or invitation, and has no
 * button.
 *
 * @param tested the kind of the step's message
 * @param message the text and the subject, marked as a test
 */
public record TestMessage(MessageRef ref, MessageKind tested, MessageText message) {}
