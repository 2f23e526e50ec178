package dev.tracks.domain.job;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.StepReached;
import java.util.function.Function;

/** What one row of a job is about. */
public sealed interface JobUnit {
    /** Identifies the unit within its page. */
    String key();

    /** Applies the function for this kind. */
    <T> T fold(Function<Person, T> person, Function<Reached, T> reached, Function<Message, T> message);

    /**
     * A person.
     *
     * @param position of an entry in the list of the request, from 0; -1 for a person who was found in the table
     */
    record Person(PersonRef ref, int position) implements JobUnit {
        /** A person who was found in the table. */
        public static Person found(String participantId) {
            return new Person(PersonRef.of(participantId), -1);
        }

        public boolean isListed() {
            return position >= 0;
        }

        @Override
        public String key() {
            return isListed() ? "#" + position : ref.value();
        }

        @Override
        public <T> T fold(Function<Person, T> person, Function<Reached, T> reached, Function<Message, T> message) {
            return person.apply(this);
        }
    }

    /** A step that a person has reached. */
    record Reached(StepReached cause) implements JobUnit {
        @Override
        public String key() {
            return cause.participantId() + "#" + cause.trackId() + "#" + cause.instance() + "#" + cause.stepId();
        }

        @Override
        public <T> T fold(Function<Person, T> person, Function<Reached, T> reached, Function<Message, T> message) {
            return reached.apply(this);
        }
    }

    /** A message to a person. */
    record Message(MessageRef ref) implements JobUnit {
        @Override
        public String key() {
            return ref.participantId() + "#" + ref.kind().wireName() + "#" + ref.trackId() + "#" + ref.number();
        }

        @Override
        public <T> T fold(Function<Person, T> person, Function<Reached, T> reached, Function<Message, T> message) {
            return message.apply(this);
        }
    }
}
