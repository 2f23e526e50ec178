package dev.tracks.store;

/**
 * What every implementation of {@link Table} does, seen through the ports over it. {@link DynamoTable} and its twin in
 * memory pass the same tests, so that what is shown on the twin holds for the table.
 */
abstract class StoreContract extends OverTable
        implements TableContract,
                QueryContract,
                LedgerContract,
                AnswersContract,
                ConfigurationContract,
                CatalogContract,
                PeopleContract,
                DirectoryContract,
                OutboxContract,
                MailboxContract,
                RefusalContract,
                HoldContract,
                InvitationsContract,
                RunLifeContract,
                ErasureContract {}
