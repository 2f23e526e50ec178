package dev.tracks.usecase;

import dev.tracks.domain.Participant;
import java.util.Optional;

/**
 * A message as it is to be delivered.
 *
 * @param button the invitation's button
 * @param delivered whether it was delivered already
 */
public record Letter(MessageRef ref, Participant to, String text, Optional<String> button, boolean delivered) {}
