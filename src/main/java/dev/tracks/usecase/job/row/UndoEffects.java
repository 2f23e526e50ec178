package dev.tracks.usecase.job.row;

import dev.tracks.usecase.job.row.JobEffect.CloseInvitation;
import dev.tracks.usecase.job.row.JobEffect.EndEnrollment;
import dev.tracks.usecase.job.row.JobEffect.SaveRun;
import dev.tracks.usecase.job.undo.UndoPlan;
import java.util.ArrayList;
import java.util.List;

/** The changes of a plan, as effects of a row. */
final class UndoEffects {
    private UndoEffects() {}

    /**
     * The effects by transaction, none of which has too many; empty if the plan has none. What belongs to one link of the
     * chain is in one transaction, unless it is too much for one.
     */
    static List<List<JobEffect>> transactions(UndoPlan plan) {
        List<List<JobEffect>> transactions = new ArrayList<>();
        List<JobEffect> current = new ArrayList<>();
        for (UndoPlan.Link link : plan.links()) {
            if (!current.isEmpty() && current.size() + link.size() > JobRows.EFFECTS_MAX) {
                transactions.add(List.copyOf(current));
                current.clear();
            }
            for (JobEffect effect : effects(link)) {
                if (current.size() == JobRows.EFFECTS_MAX) {
                    transactions.add(List.copyOf(current));
                    current.clear();
                }
                current.add(effect);
            }
        }
        if (!current.isEmpty()) {
            transactions.add(List.copyOf(current));
        }
        return transactions;
    }

    /** The instance is last: when it is undone, its runs are final. */
    private static List<JobEffect> effects(UndoPlan.Link link) {
        List<JobEffect> effects = new ArrayList<>();
        link.cancelled().forEach(run -> effects.add(new SaveRun(run)));
        link.withdrawn().forEach(invitation -> effects.add(new CloseInvitation(invitation)));
        link.undone().ifPresent(change -> effects.add(new EndEnrollment(change)));
        return effects;
    }
}
