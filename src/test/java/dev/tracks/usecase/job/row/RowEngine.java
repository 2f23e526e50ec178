package dev.tracks.usecase.job.row;

import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.Enrollments;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.job.undo.Chain;
import dev.tracks.usecase.job.undo.PlanUndo;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Undeliverables;
import java.time.InstantSource;

/** The actions of all kinds of rows over given ports, wired as in {@code lambda}. */
public record RowEngine(Ports ports, OptimisticRetry retry, InstantSource clock) {
    /** Everything that rows use. */
    public record Ports(
            JobRows rows,
            Catalog catalog,
            Ledger ledger,
            Enrollments enrollments,
            Invitations invitations,
            Directory directory,
            Undeliverables undeliverables,
            Chain chain,
            Configuration configuration,
            StepMessages messages,
            InvitationTerms terms) {}

    public RowWriter writer() {
        return new RowWriter(ports.rows, retry);
    }

    public RowActions actions() {
        return new RowActions(enrollRow(), rerunRow(), applyRow(), undoRow(), removeRow(), resendRow());
    }

    private EnrollRow enrollRow() {
        DecideDirectly decideDirectly = new DecideDirectly(ports.catalog, ports.ledger, ports.messages, clock);
        return new EnrollRow(decideDirectly, ports.rows, writer());
    }

    private RerunRow rerunRow() {
        RunStep runStep = new RunStep(ports.catalog, ports.ledger, ports.messages, retry, clock, ports.terms);
        return new RerunRow(runStep, writer());
    }

    private ApplyRow applyRow() {
        return new ApplyRow(ports.ledger, rerunRow(), writer());
    }

    private UndoRow undoRow() {
        return new UndoRow(new PlanUndo(ports.chain, ports.configuration, clock), ports.rows, writer(), retry);
    }

    private RemoveRow removeRow() {
        DeferredRuns deferredRuns = new DeferredRuns(ports.directory, ports.ledger, ports.catalog);
        Removals removals = new Removals(ports.ledger, ports.enrollments, deferredRuns, clock);
        return new RemoveRow(ports.ledger, ports.enrollments, removals, ports.rows, writer());
    }

    private ResendRow resendRow() {
        Resends resends = new Resends(
                ports.enrollments,
                ports.invitations,
                new ResendConfirmation(ports.enrollments, retry, clock),
                new ManageInvitation(ports.invitations, retry, clock),
                clock);
        return new ResendRow(resends, ports.undeliverables, ports.rows, writer());
    }
}
