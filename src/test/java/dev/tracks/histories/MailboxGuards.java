package dev.tracks.histories;

import dev.tracks.usecase.Letter;
import dev.tracks.usecase.Mailbox;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Written;
import java.time.Instant;
import java.util.Optional;

/** Mailboxes that hide or forget one thing each. */
final class MailboxGuards {
    private MailboxGuards() {}

    static Mailbox deliveryForgetting(Mailbox mailbox) {
        return new Passing(mailbox) {
            @Override
            public Optional<Letter> open(MessageRef ref) {
                return super.open(ref)
                        .map(letter -> new Letter(letter.ref(), letter.to(), letter.text(), letter.button(), false));
            }
        };
    }

    static Mailbox claimIgnoring(Mailbox mailbox) {
        return new Passing(mailbox) {
            @Override
            public boolean claim(MessageRef ref, Instant now, Instant staleBefore) {
                return true;
            }
        };
    }

    static Mailbox refusalForgetting(Mailbox mailbox) {
        return new Passing(mailbox) {
            @Override
            public Written refused(MessageRef ref, Instant claimedAt, Instant at, String error) {
                return Written.DONE;
            }
        };
    }

    static Mailbox holdForgetting(Mailbox mailbox) {
        return new Passing(mailbox) {
            @Override
            public Written hold(MessageRef ref, Instant until) {
                return Written.DONE;
            }
        };
    }

    /** A mailbox that does as another. */
    private static class Passing implements Mailbox {
        private final Mailbox mailbox;

        Passing(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public Optional<Letter> open(MessageRef ref) {
            return mailbox.open(ref);
        }

        @Override
        public boolean claim(MessageRef ref, Instant now, Instant staleBefore) {
            return mailbox.claim(ref, now, staleBefore);
        }

        @Override
        public Written delivered(MessageRef ref, Instant claimedAt, Instant at, Optional<String> channelId) {
            return mailbox.delivered(ref, claimedAt, at, channelId);
        }

        @Override
        public Written refused(MessageRef ref, Instant claimedAt, Instant at, String error) {
            return mailbox.refused(ref, claimedAt, at, error);
        }

        @Override
        public Written release(MessageRef ref, Instant claimedAt) {
            return mailbox.release(ref, claimedAt);
        }

        @Override
        public Written hold(MessageRef ref, Instant until) {
            return mailbox.hold(ref, until);
        }
    }
}
