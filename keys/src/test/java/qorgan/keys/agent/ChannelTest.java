package qorgan.keys.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.HalfCipher;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRefused.Reason;
import qorgan.keys.PlaneOffice;
import qorgan.keys.sign.DemoAuthority;

/// Two agents behind real sockets.
class ChannelTest {
    private static final char[] PASSWORD = "channel".toCharArray();
    private static final Instant NOW = Instant.parse("2026-11-10T09:00:00Z");

    @TempDir Path directory;

    private final DemoAuthority service = DemoAuthority.root("service", NOW);
    private final DemoAuthority agent = DemoAuthority.root("agent", NOW);
    private final DemoAuthority stranger = DemoAuthority.root("agent", NOW);

    @Test
    void a_record_opens_through_two_agents_and_refusals_come_back() {
        var plane = new Plane(directory);
        try (var one = start(plane.investigation);
                var two = start(plane.procuracy);
                var first = keeper(plane.investigation, one.port());
                var second = keeper(plane.procuracy, two.port())) {
            assertThat(first.isReachable()).isTrue();
            assertThat(first.office()).isEqualTo(PlaneOffice.INVESTIGATION);
            var remote = plane.service(first, second);
            var entry = plane.granted();
            assertThat(open(plane, remote, entry)).isEqualTo("дело 17");
            assertThatThrownBy(() -> open(plane, remote, UUID.randomUUID()))
                    .isInstanceOfSatisfying(
                            HalfRefused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .isEqualTo(Reason.ENTRY_NOT_COMMITTED));
            two.close();
            assertThat(second.isReachable()).isFalse();
            assertThatThrownBy(() -> open(plane, remote, plane.granted()))
                    .isInstanceOfSatisfying(
                            HalfRefused.class,
                            refused -> {
                                assertThat(refused.reason()).isEqualTo(Reason.AGENT_UNREACHABLE);
                                assertThat(refused.office()).isEqualTo(PlaneOffice.PROCURACY);
                            });
        }
    }

    @Test
    void a_stranger_reaches_no_agent_and_no_stranger_passes_for_one() {
        var plane = new Plane(directory);
        try (var server = start(plane.investigation)) {
            var foreign =
                    new RemoteKeeper(
                            PlaneOffice.INVESTIGATION,
                            plane.investigation.publicKey(),
                            context(stranger, agent.certificate()),
                            server.port());
            assertThat(foreign.isReachable()).isFalse();
            var suspicious =
                    new RemoteKeeper(
                            PlaneOffice.INVESTIGATION,
                            plane.investigation.publicKey(),
                            context(service, stranger.certificate()),
                            server.port());
            assertThat(suspicious.isReachable()).isFalse();
            var otherKey =
                    new RemoteKeeper(
                            PlaneOffice.INVESTIGATION,
                            HalfCipher.newPair().publicKey(),
                            context(service, agent.certificate()),
                            server.port());
            assertThat(otherKey.isReachable()).isFalse();
        }
    }

    private static String open(Plane plane, qorgan.keys.Started started, UUID entry) {
        var warrant =
                started.office()
                        .warrant(
                                entry,
                                new byte[32],
                                java.util.Set.of(plane.arman),
                                java.util.Set.of(Plane.CASE_NUMBER));
        try (var opening =
                        started.vault()
                                .open(
                                        warrant,
                                        plane.evidence.getOrDefault(
                                                entry, qorgan.keys.Evidence.NONE));
                var plain = opening.plain(plane.sealed, plane.place, qorgan.keys.Codec.TEXT)) {
            return plain.value();
        }
    }

    private AgentServer start(KeyAgent of) {
        return AgentServer.start(of, context(agent, service.certificate()), 0);
    }

    private RemoteKeeper keeper(KeyAgent of, int port) {
        return new RemoteKeeper(
                of.office(), of.publicKey(), context(service, agent.certificate()), port);
    }

    private static SSLContext context(DemoAuthority own, X509Certificate peer) {
        KeyStore store = own.keyStore(PASSWORD);
        return Channel.context(store, PASSWORD, peer);
    }
}
