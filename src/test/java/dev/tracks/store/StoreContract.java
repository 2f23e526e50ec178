package dev.tracks.store;

import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.Table;

/**
 * What every implementation of {@link Table} does, seen through the ports over it. {@link DynamoTable} and its twin in
 * memory pass the same tests, so that what is shown on the twin holds for the table.
 */
abstract class StoreContract extends TestOverTable
        implements TableContract,
                QueryContract,
                LedgerContract,
                IdempotentAnswersContract,
                ConfigurationContract,
                CatalogContract,
                ParticipantsContract,
                DirectoryContract,
                OutboxContract,
                DeliveryRecordsContract,
                UndeliverableMessagesContract,
                HeldMessagesContract,
                InvitationsContract,
                RunLifecycleContract,
                ErasureContract {}
