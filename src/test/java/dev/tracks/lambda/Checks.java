package dev.tracks.lambda;

import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.CallerResolver;
import dev.tracks.slack.SlackSignature;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.invite.ClickQueue;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.message.JoinLinks;

/** What checks requests in {@link InMemoryApplication}: as the program wires it, unless a test overrides a method. */
public class Checks {
    public CallerResolver callers(CallerResolver callers) {
        return callers;
    }

    public Access access(Access access) {
        return access;
    }

    public EnrollDirectly enrollDirectly(EnrollDirectly enrollDirectly) {
        return enrollDirectly;
    }

    public CreateJob createJob(CreateJob createJob) {
        return createJob;
    }

    /** How join links are read. */
    public JoinLinks links(JoinLinks links) {
        return links;
    }

    public SlackSignature signature(SlackSignature signature) {
        return signature;
    }

    /** Where a click in Slack looks up the invitee. */
    public Invitations ofClicks(Invitations invitations) {
        return invitations;
    }

    /** Where clicks wait until they are handled. */
    public ClickQueue clicks(ClickQueue queue) {
        return queue;
    }

    public Routes routes(Routes routes) {
        return routes;
    }
}
