package dev.tracks.histories;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliveryRecords;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.message.StoredMessage;
import java.time.Instant;
import java.util.Optional;

/** Delivery records that each hide or forget one fact. */
final class DeliveryRecordGuards {
    private DeliveryRecordGuards() {}

    static DeliveryRecords forgetDelivery(DeliveryRecords deliveryRecords) {
        return new Passing(deliveryRecords) {
            @Override
            public Optional<StoredMessage> find(MessageRef ref) {
                return super.find(ref).map(DeliveryRecordGuards::unsettled);
            }
        };
    }

    static DeliveryRecords forgetSuppression(DeliveryRecords deliveryRecords) {
        return new Passing(deliveryRecords) {
            @Override
            public Optional<StoredMessage> find(MessageRef ref) {
                return super.find(ref)
                        .map(stored -> new StoredMessage(
                                stored.outgoing().withAddressError(Optional.empty()),
                                stored.obsoleteAt(),
                                stored.outage()));
            }
        };
    }

    private static StoredMessage unsettled(StoredMessage stored) {
        OutgoingMessage outgoing = stored.outgoing();
        return new StoredMessage(
                new OutgoingMessage(outgoing.ref(), outgoing.to(), outgoing.text(), outgoing.button(), false)
                        .withAddressError(outgoing.addressError()),
                stored.obsoleteAt(),
                stored.outage());
    }

    static DeliveryRecords ignoreOutage(DeliveryRecords deliveryRecords) {
        return new Passing(deliveryRecords) {
            @Override
            public Optional<StoredMessage> find(MessageRef ref) {
                return super.find(ref)
                        .map(stored -> new StoredMessage(stored.outgoing(), stored.obsoleteAt(), Optional.empty()));
            }
        };
    }

    static DeliveryRecords ignoreClaim(DeliveryRecords deliveryRecords) {
        return new Passing(deliveryRecords) {
            @Override
            public boolean claim(MessageRef ref, Instant now, Instant staleBefore) {
                return true;
            }
        };
    }

    static DeliveryRecords forgetRefusal(DeliveryRecords deliveryRecords) {
        return new Passing(deliveryRecords) {
            @Override
            public WriteResult recordRefused(MessageRef ref, Instant claimedAt, Refusal refusal) {
                return WriteResult.WRITTEN;
            }
        };
    }

    static DeliveryRecords forgetHold(DeliveryRecords deliveryRecords) {
        return new Passing(deliveryRecords) {
            @Override
            public WriteResult hold(MessageRef ref, Instant until) {
                return WriteResult.WRITTEN;
            }
        };
    }

    /** Delivery records that delegate to others. */
    private static class Passing implements DeliveryRecords {
        private final DeliveryRecords deliveryRecords;

        Passing(DeliveryRecords deliveryRecords) {
            this.deliveryRecords = deliveryRecords;
        }

        @Override
        public Optional<StoredMessage> find(MessageRef ref) {
            return deliveryRecords.find(ref);
        }

        @Override
        public boolean claim(MessageRef ref, Instant now, Instant staleBefore) {
            return deliveryRecords.claim(ref, now, staleBefore);
        }

        @Override
        public WriteResult recordDelivered(MessageRef ref, Instant claimedAt, Instant at, Optional<String> channelId) {
            return deliveryRecords.recordDelivered(ref, claimedAt, at, channelId);
        }

        @Override
        public WriteResult recordRefused(MessageRef ref, Instant claimedAt, Refusal refusal) {
            return deliveryRecords.recordRefused(ref, claimedAt, refusal);
        }

        @Override
        public WriteResult release(MessageRef ref, Instant claimedAt) {
            return deliveryRecords.release(ref, claimedAt);
        }

        @Override
        public WriteResult hold(MessageRef ref, Instant until) {
            return deliveryRecords.hold(ref, until);
        }
    }
}
