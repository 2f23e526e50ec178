package dev.tracks.store;

import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.Table;

/**
 * The behavior of every implementation of {@link Table}, tested through the ports. {@link DynamoTable} and the
 * in-memory table pass the same tests, so that tests on the in-memory table also hold for DynamoDB.
 */
abstract class StoreContract extends TestOverTable
        implements TableContract,
                QueryContract,
                LedgerContract,
                IdempotentAnswersContract,
                ConfigurationContract,
                CatalogContract,
                ParticipantsContract,
                ParticipantSearchContract,
                DirectoryContract,
                RunListsContract,
                PeriodListsContract,
                TrackPeopleContract,
                OutboxContract,
                DeliveryRecordsContract,
                UndeliverableMessagesContract,
                ResentConfirmationsContract,
                FeedbackContract,
                HeldMessagesContract,
                ChannelStateContract,
                TestMessagesContract,
                InvitationsContract,
                RunLifecycleContract,
                UndoneInstancesContract,
                JobRowsContract,
                JobListsContract,
                ErasureContract,
                FinalErasureContract {}
