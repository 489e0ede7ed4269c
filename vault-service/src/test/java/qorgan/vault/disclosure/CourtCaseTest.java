package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.keys.sign.HybridVerifier;
import qorgan.ledger.CasePackage;
import qorgan.ledger.json.Json;
import qorgan.ledger.verify.Main;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.EntryQuery;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Slip;

/// A case for a court: everything in it is proven and signed, and a changed byte is named.
class CourtCaseTest extends DisclosureTest {
    @Autowired CourtCases court;
    @Autowired Cases cases;
    @Autowired Desk desk;
    @Autowired Sequencer sequencer;
    @Autowired LogSigner signer;

    @TempDir Path folder;

    @Test
    void a_package_verifies_offline_and_each_changed_file_is_named() throws IOException {
        var files = exported();
        assertThat(files.keySet())
                .anyMatch(name -> name.startsWith("decisions/") && name.endsWith(".txt"))
                .anyMatch(name -> name.startsWith("grants/") && name.endsWith(".p7s"))
                .contains("law/norms.json", "case/steps.json", "case.json", "case.json.sig");
        assertThat(verify(files)).isZero();
        assertThat(new String(file(files, "case/steps.json"), StandardCharsets.UTF_8))
                .contains("a court asked");
        for (var name : files.keySet()) {
            if (name.startsWith("case.json")) {
                continue;
            }
            var changed = new TreeMap<>(files);
            var bytes = file(files, name).clone();
            bytes[bytes.length / 2] ^= 1;
            changed.put(name, bytes);
            assertThat(verify(changed)).as(name).isEqualTo(1);
            assertThat(said).as(name).contains(name);
        }
    }

    @Test
    void the_manifest_is_signed_by_the_service() throws IOException {
        var files = exported();
        var keys =
                new String(file(files, "case.json.keys"), StandardCharsets.UTF_8)
                        .lines()
                        .map(HybridPublicKey::ofText)
                        .toList();
        var verdict =
                HybridVerifier.trusting(keys)
                        .demanding(EnumSet.allOf(HybridVerifier.Algorithm.class))
                        .verify("court-case", file(files, "case.json.sig"));
        assertThat(verdict).isInstanceOf(HybridVerifier.Verdict.Valid.class);
        assertThat(
                        Json.parseObject(((HybridVerifier.Verdict.Valid) verdict).statement())
                                .text("manifest"))
                .isEqualTo(CasePackage.digest(file(files, "case.json")));
    }

    @Test
    void no_value_of_anybody_is_in_it() throws IOException {
        var text = new StringBuilder();
        exported()
                .values()
                .forEach(bytes -> text.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        assertThat(text.toString()).doesNotContain("247500031000123");
    }

    @Test
    void only_a_desk_exports_and_only_its_own_case() {
        var unknown = UUID.randomUUID();
        var dpo = cast.dpoOfPolice();
        assertThat(acting(dpo, () -> court.export(dpo, unknown)))
                .isInstanceOf(CourtCases.Exported.NothingHere.class);
        assertThatThrownBy(() -> acting(cast.intake(), () -> court.export(cast.intake(), unknown)))
                .isInstanceOf(Forbidden.class);
    }

    private String said = "";

    private Map<String, byte[]> exported() throws IOException {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var theCase = caseOf(subject);
        var slip = proven(Enquiries.about(iin));
        var application = applied(slip, Set.of(CASE_NUMBER, SUSPICION));
        granted(
                cast.investigator(),
                theCase.investigator(),
                application,
                terms(Duration.ofDays(7), SUSPICION));
        granted(
                cast.procuratorOfAlmaty(),
                theCase.procurator(),
                application,
                terms(Duration.ofDays(2), SUSPICION));
        acting(aigul, () -> warnings.sign(aigul, slip.request()));
        given(slip);
        var dpo = cast.dpoOfPolice();
        var opened =
                acting(
                        dpo,
                        () ->
                                cases.open(
                                        dpo,
                                        Cases.Cause.OWN_INITIATIVE,
                                        delivery(slip),
                                        "a court asked"));
        sequencer.beat();
        var packed = (CourtCases.Exported.Packed) acting(dpo, () -> court.export(dpo, opened));
        var keep = System.getProperty("qorgan.court-case");
        if (keep != null) {
            Files.write(Path.of(keep), packed.zip());
        }
        return unzipped(packed.zip());
    }

    private EntryId delivery(Slip slip) {
        var dpo = cast.dpoOfPolice();
        return desk.find(dpo, EntryQuery.ofRequest(slip.request().value())).entries().stream()
                .filter(entry -> entry.kind() == EntryKind.DISCLOSURE)
                .map(entry -> new EntryId(entry.entry()))
                .findFirst()
                .orElseThrow();
    }

    private int verify(Map<String, byte[]> files) throws IOException {
        var directory = Files.createTempDirectory(folder, "case");
        for (var file : files.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        var keys = Files.writeString(directory.resolveSibling("vkey"), signer.vkeys());
        var out = new java.io.ByteArrayOutputStream();
        var status =
                Main.run(
                        new String[] {"case", directory.toString(), "--vkey", keys.toString()},
                        new java.io.PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err);
        said = out.toString(StandardCharsets.UTF_8);
        return status;
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
