package qorgan.demo.walk;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import qorgan.demo.client.BrokenOff;

/// The walk: its steps in order, each told and counted, none of them stopping the others.
public final class Walk {
    private final Transcript transcript;
    private final Canaries canaries;
    private final Walking walking;

    /// What came of it.
    public record Outcome(String text, String summary, int failed) {}

    public Walk(World world, PrintStream out) {
        this.transcript = new Transcript(out);
        this.canaries = new Canaries(world.clock().millis());
        this.walking = new Walking(world, transcript, canaries);
    }

    public void run() {
        for (var step : steps()) {
            take(step);
        }
    }

    private static List<Step> steps() {
        return List.of(
                Arresting.step(),
                Asking.slips(),
                Asking.standing(),
                Answering.step(),
                Granting.apply(),
                Granting.grant(),
                Telling.step(),
                Auditing.desk(),
                Auditing.own(),
                Consenting.step(),
                BadInput.step());
    }

    private void take(Step step) {
        transcript.step(step.title(), step.law());
        try {
            step.act().run(walking);
        } catch (BrokenOff e) {
            transcript.brokeOff(String.valueOf(e.getMessage()));
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            transcript.brokeOff(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /// Brings a register in while the command and the service are killed.
    public void importing(Killable service) {
        take(Importing.step(service, new Importing.Size(600, 30, 25)));
    }

    /// The same with ten thousand rows, and once more against the clock.
    public void importingMany(Killable service) {
        take(Importing.timed(service, new Importing.Size(10_000, 50, 250)));
        take(Importing.step(service, new Importing.Size(10_000, 50, 250)));
    }

    /// Kills each server the hard way and looks whether what was acknowledged is still there.
    public void afterKilling(List<Killable> servers) {
        take(
                new Step(
                        "13. Each server is killed, and nothing that was acknowledged is lost",
                        "ICPPED art. 17(3), 22",
                        _ -> kill(servers)));
    }

    private void kill(List<Killable> servers) {
        for (var server : servers) {
            transcript.check(
                    server.name() + " was killed with SIGKILL and is back", server.killAndWait());
        }
        transcript.check(
                "the slip, the standing and the answer are still there",
                walking.eventually(
                        () ->
                                Answering.read(walking, 0, walking.kept("request"))
                                        .at("/state")
                                        .orElse("")
                                        .equals("given")));
        transcript.check(
                "so is the request that the clerk took",
                walking.api()
                        .get(
                                "/api/requests/" + walking.kept("clerk request"),
                                walking.official("clerk-akd"))
                        .isGood());
    }

    /// Tells what somebody else found.
    public void report(String title, List<Finding> findings) {
        transcript.step(title, "");
        findings.forEach(each -> transcript.check(each.statement(), each.holds()));
    }

    /// Looks for the walk's marked values in what it left behind.
    public void look(List<Path> places) throws IOException {
        transcript.step("14. Nothing personal lies open anywhere", "Personal Data Act art. 11, 22");
        var found = canaries.scan(places);
        found.stream()
                .limit(20)
                .forEach(
                        each ->
                                transcript.say(
                                        each.field()
                                                + " lies open in "
                                                + each.file().getFileName()));
        transcript.check(
                "none of "
                        + canaries.size()
                        + " marked values is in the database dump, the database's files, the logs,"
                        + " Keycloak's data or temporary files",
                found.isEmpty());
    }

    public Outcome outcome() {
        return new Outcome(transcript.text(), transcript.summary(), transcript.failed());
    }
}
