package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.PlaneOffice;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.agent.RemoteKeeper;
import qorgan.keys.root.OpenKeystore;
import qorgan.keys.root.QuorumKeystore;
import qorgan.keys.root.UnsealingDoor;
import qorgan.keys.sign.DemoAuthority;

class KeysCommandTest {
    @TempDir Path directory;

    private record Ran(int code, String out) {}

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        int code =
                Qorgan.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(arguments);
        return new Ran(code, out.toString());
    }

    @Test
    void every_command_explains_itself() {
        for (var command :
                List.of(
                        "init", "unseal", "seal", "reshare", "status", "rotate", "rewrap", "epochs",
                        "reindex", "decide", "destroy", "verify", "move", "split", "join",
                        "plan")) {
            assertThat(run("keys", command, "--help"))
                    .as(command)
                    .satisfies(
                            ran -> {
                                assertThat(ran.code()).isZero();
                                assertThat(ran.out()).contains("--json", "Usage: qorgan keys");
                            });
        }
        assertThat(run("sign", "--help").code()).isZero();
        assertThat(run("receipt", "verify", "--help").code()).isZero();
    }

    @Test
    void whereabouts_have_no_key_to_destroy() {
        assertThat(run("keys", "destroy", "--help").out()).contains("P, M, D, L, Q, S");
        for (var keyClass : List.of("W", "R", "A")) {
            assertThat(run("keys", "destroy", "--class", keyClass).code()).isEqualTo(2);
        }
    }

    @Test
    void a_keystore_is_made_and_shared_anew() throws IOException {
        var store = directory.resolve("store").toString();
        var first = write("first", "dana=one\ntimur=two\n");
        assertThat(
                        run(
                                "keys",
                                "init",
                                "--keystore",
                                store,
                                "--quorum",
                                "a:2:dana,timur",
                                "--passphrases",
                                first))
                .satisfies(ran -> assertThat(ran.out()).contains("root version 1"));
        assertThat(
                        run(
                                        "keys",
                                        "init",
                                        "--keystore",
                                        store,
                                        "--quorum",
                                        "a:2:dana,timur",
                                        "--passphrases",
                                        first)
                                .code())
                .isEqualTo(2);
    }

    @Test
    void custodians_unseal_and_seal_a_service_at_its_door() throws IOException {
        var store = directory.resolve("sealed");
        var passphrases = write("custodians", "dana=one\ntimur=two\n");
        var quorum = "a:1:dana;b:1:timur";
        run(
                "keys",
                "init",
                "--keystore",
                store.toString(),
                "--quorum",
                quorum,
                "--passphrases",
                passphrases);
        var service = new Running();
        try (var door = UnsealingDoor.open(QuorumKeystore.in(store), 0, Clock.systemUTC())) {
            var port = Integer.toString(door.port());
            assertThat(run("keys", "unseal", "--port", port, "--state").out()).contains("sealed");
            unseal(port);
            door.await().close();
            door.serve(service);
            assertThat(run("keys", "unseal", "--port", port, "--state").out()).contains("open");
            assertThat(run("keys", "unseal", "--port", port).out()).contains("open already");

            var wrong = write("wrong", "guess");
            assertThat(seal(port, wrong).code()).isEqualTo(1);
            assertThat(service.isSealed()).isFalse();
            assertThat(run("keys", "seal", "--port", port, "--custodian", "dana").code())
                    .as("asks before it seals")
                    .isEqualTo(2);
            var sealed = seal(port, write("one", "one"));
            assertThat(sealed.code()).as(sealed.out()).isZero();
            assertThat(sealed.out()).contains("{\"answer\":\"sealed\"}");
            assertThat(service.isSealed()).isTrue();
            unseal(port);
            assertThat(service.isSealed()).isFalse();
        }
    }

    private void unseal(String port) throws IOException {
        var first =
                run(
                        "keys",
                        "unseal",
                        "--port",
                        port,
                        "--custodian",
                        "dana",
                        "--passphrase-file",
                        write("one", "one"));
        assertThat(first.out()).contains("missing {b=1}");
        var session = first.out().substring("session ".length(), first.out().indexOf(':'));
        assertThat(
                        run(
                                        "keys",
                                        "unseal",
                                        "--port",
                                        port,
                                        "--session",
                                        session,
                                        "--custodian",
                                        "timur",
                                        "--passphrase-file",
                                        write("two", "two"))
                                .out())
                .contains("unsealed");
    }

    private static Ran seal(String port, String passphrase) {
        return run(
                "keys",
                "seal",
                "--port",
                port,
                "--custodian",
                "dana",
                "--passphrase-file",
                passphrase,
                "--yes",
                "--json");
    }

    /// A service behind the door.
    private static final class Running implements UnsealingDoor.Service {
        private volatile boolean sealed;

        @Override
        public boolean isSealed() {
            return sealed;
        }

        @Override
        public void unseal(OpenKeystore opened) {
            opened.close();
            sealed = false;
        }

        @Override
        public void seal() {
            sealed = true;
        }
    }

    @Test
    void a_secret_is_split_and_joined() throws IOException {
        var secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        var ran =
                run("keys", "split", write("secret", secret), "--threshold", "2", "--shares", "3");
        var shares = ran.out().lines().toList();
        assertThat(shares).hasSize(3).noneMatch(share -> share.contains(secret));
        var joined = directory.resolve("joined");
        var arguments = new ArrayList<>(List.of("keys", "join", shares.get(0), shares.get(2)));
        arguments.addAll(List.of("--out", joined.toString()));
        assertThat(run(arguments.toArray(String[]::new)).code()).isZero();
        assertThat(Files.readString(joined)).isEqualTo(secret);
        assertThat(run("keys", "join", shares.get(0), "--out", joined + "2").code()).isEqualTo(2);
    }

    @Test
    void the_plan_names_rate_and_leakage_of_every_index() {
        var ran = run("keys", "plan", "--population", "300000", "--json");
        assertThat(ran.out())
                .contains("\"IIN\"", "\"NAME\"", "falsePositivesPerMillion", "leakage");
    }

    @Test
    void an_official_signs_and_a_court_verifies_offline()
            throws IOException, GeneralSecurityException {
        var now = Clock.systemUTC().instant();
        var authority = DemoAuthority.root("State", now);
        var identity = authority.official("Saule", "Procuracy", now);
        char[] password = "horse".toCharArray();
        var key = directory.resolve("saule.p12");
        try (var out = Files.newOutputStream(key)) {
            DemoAuthority.pkcs12(identity, password).store(out, password);
        }
        var trust = Files.createDirectory(directory.resolve("trust"));
        Files.write(trust.resolve("root.crt"), authority.certificate().getEncoded());
        var grant = write("grant.json", "{\"grant\":\"1\"}");
        var signed =
                run(
                        "sign",
                        grant,
                        "--pkcs12",
                        key.toString(),
                        "--secret-file",
                        write("password", "horse"),
                        "--yes");
        assertThat(signed.code()).as(signed.out()).isZero();
        assertThat(run("sign", "verify", grant, grant + ".p7s", "--trust", trust.toString()))
                .satisfies(
                        ran -> {
                            assertThat(ran.code()).isZero();
                            assertThat(ran.out()).contains("CN=Saule");
                        });
        var other = write("other.json", "{\"grant\":\"2\"}");
        assertThat(run("sign", "verify", other, grant + ".p7s", "--trust", trust.toString()))
                .satisfies(
                        ran -> {
                            assertThat(ran.code()).isEqualTo(1);
                            assertThat(ran.out()).contains("SIGNATURE_WRONG");
                        });
        var pretty = write("pretty.json", "{ \"grant\": 1 }");
        assertThat(run("sign", pretty, "--pkcs12", key.toString(), "--yes").code()).isEqualTo(2);
    }

    @Test
    void an_office_makes_its_agent_and_the_service_reaches_it()
            throws IOException, GeneralSecurityException {
        var office = directory.resolve("office");
        var service = directory.resolve("service");
        var passphrases = write("passphrases", "saule=one\n");
        var made =
                run(
                        "agent",
                        "init",
                        "--office",
                        "procuracy",
                        "--keystore",
                        office.toString(),
                        "--quorum",
                        "procuracy:1:saule",
                        "--passphrases",
                        passphrases);
        assertThat(made.code()).as(made.out()).isZero();
        assertThat(
                        run(
                                        "agent",
                                        "channel",
                                        service.toString(),
                                        "--password-file",
                                        write("password", "channel"))
                                .code())
                .isZero();
        var trust = Files.createDirectory(directory.resolve("roots"));
        Files.write(
                trust.resolve("root.crt"),
                DemoAuthority.root("State", Clock.systemUTC().instant())
                        .certificate()
                        .getEncoded());
        var line =
                new picocli.CommandLine(new AgentRun())
                        .parseArgs(
                                "--office",
                                "procuracy",
                                "--keystore",
                                office.toString(),
                                "--passphrases",
                                passphrases,
                                "--port",
                                "0",
                                "--peer",
                                service.resolve(ChannelFiles.CERTIFICATE).toString(),
                                "--trust",
                                trust.toString(),
                                "--settings",
                                write(
                                        "settings",
                                        "{\"organisations\":{\"procuracy\":[\"Procuracy\"]}}"),
                                "--journal",
                                directory.resolve("journal").toString(),
                                "--database",
                                "jdbc:postgresql://127.0.0.1:1/none");
        var agent = (AgentRun) line.commandSpec().userObject();
        try (var server = agent.start();
                var keeper =
                        new RemoteKeeper(
                                PlaneOffice.PROCURACY,
                                PlanePublicKey.of(
                                        Base64.getDecoder()
                                                .decode(
                                                        Files.readString(
                                                                office.resolve(
                                                                        AgentInit.PUBLIC_KEY)))),
                                ChannelFiles.context(
                                        service,
                                        "channel".toCharArray(),
                                        office.resolve(ChannelFiles.CERTIFICATE)),
                                server.port())) {
            assertThat(keeper.isReachable()).isTrue();
        }
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}
