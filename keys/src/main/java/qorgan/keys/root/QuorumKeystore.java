package qorgan.keys.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.Secret;
import qorgan.keys.aead.Xaes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A keystore that no single person opens: a BCFKS file under a random 32-byte password, which is
/// split among custodians.
///
/// The password is first split in as many parts as there are groups, all of which are needed; each
/// group's part is split among its custodians with the group's threshold. A custodian's share is
/// stored encrypted (XAES-256-GCM) under their passphrase, stretched by Argon2id. `custodians.json`
/// holds the encrypted shares and names the file that holds the keys (`keystore.bcfks` at first, a
/// new one after each change of custodians); neither opens without a quorum. To replace
/// `custodians.json` is therefore the one moment at which new shares count and old ones end.
public final class QuorumKeystore {
    static final String CUSTODIANS = "custodians.json";
    static final String KEYSTORE = "keystore.bcfks";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] SHARE =
            "qorgan share, layout 1".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;

    private QuorumKeystore(Path directory) {
        this.directory = directory;
    }

    /// The keystore of a directory.
    public static QuorumKeystore in(Path directory) {
        return new QuorumKeystore(directory);
    }

    public boolean exists() {
        return Files.exists(directory.resolve(CUSTODIANS)) && Files.exists(file());
    }

    /// Makes the keystore with a first root key, unsealed.
    ///
    /// @param passphrases of every custodian of the quorum, by name
    public OpenKeystore create(Quorum quorum, Map<String, char[]> passphrases) {
        return create(quorum, passphrases, Passphrase.RECOMMENDED);
    }

    OpenKeystore create(Quorum quorum, Map<String, char[]> passphrases, Passphrase.Cost cost) {
        if (exists()) {
            throw new IllegalStateException("there is a keystore already");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var master = Entropy.key();
        var opened = OpenKeystore.create(directory.resolve(KEYSTORE), master);
        write(share(master, quorum, passphrases, cost, KEYSTORE));
        return opened;
    }

    /// Gives the keystore another quorum and a new password: old shares open nothing any more, not
    /// even with an old copy of `custodians.json` (an old copy of both files still opens).
    public void reshare(OpenKeystore opened, Quorum quorum, Map<String, char[]> passphrases) {
        reshare(opened, quorum, passphrases, Passphrase.RECOMMENDED);
    }

    void reshare(
            OpenKeystore opened,
            Quorum quorum,
            Map<String, char[]> passphrases,
            Passphrase.Cost cost) {
        var master = Entropy.key();
        var next = "keystore-" + HexFormat.of().formatHex(Entropy.bytes(4)) + ".bcfks";
        var custodians = share(master, quorum, passphrases, cost, next);
        opened.moveTo(directory.resolve(next), master, () -> write(custodians));
    }

    public Quorum quorum() {
        var groups = new ArrayList<Quorum.Group>();
        for (var group : read().path("groups").values()) {
            var names = new ArrayList<String>();
            group.path("custodians").values().forEach(each -> names.add(text(each, "name")));
            groups.add(
                    new Quorum.Group(
                            text(group, "name"), group.path("threshold").intValue(), names));
        }
        return new Quorum(groups);
    }

    /// A share of that custodian, if the passphrase is theirs.
    ///
    /// @throws CannotOpen for a wrong passphrase or an unknown custodian, which take as long
    Secret share(String custodian, char[] passphrase) {
        for (var group : read().path("groups").values()) {
            for (var each : group.path("custodians").values()) {
                if (text(each, "name").equals(custodian)) {
                    return decrypt(each, passphrase);
                }
            }
        }
        Passphrase.key(passphrase, new byte[16], Passphrase.RECOMMENDED).close();
        throw new CannotOpen();
    }

    /// Opens with shares that make a quorum.
    OpenKeystore open(Map<String, Secret> shares) {
        var parts = new LinkedHashMap<Integer, Secret>();
        var groups = quorum().groups();
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            var given = new HashMap<Integer, Secret>();
            for (int j = 0; j < group.custodians().size(); j++) {
                var share = shares.get(group.custodians().get(j));
                if (share != null && given.size() < group.threshold()) {
                    given.put(j + 1, share);
                }
            }
            parts.put(i + 1, Shares.join(given, group.threshold()));
        }
        try {
            return OpenKeystore.open(file(), Shares.join(parts, groups.size()));
        } finally {
            parts.values().forEach(Secret::close);
        }
    }

    private static Map<String, Object> share(
            Secret master,
            Quorum quorum,
            Map<String, char[]> passphrases,
            Passphrase.Cost cost,
            String keystore) {
        for (var custodian : quorum.custodians()) {
            if (!passphrases.containsKey(custodian)) {
                throw new IllegalArgumentException("no passphrase of " + custodian);
            }
        }
        var parts = Shares.split(master, quorum.groups().size(), quorum.groups().size());
        var groups = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < parts.size(); i++) {
            var group = quorum.groups().get(i);
            var shares = Shares.split(parts.get(i), group.threshold(), group.custodians().size());
            var custodians = new ArrayList<Map<String, Object>>();
            for (int j = 0; j < shares.size(); j++) {
                var name = group.custodians().get(j);
                custodians.add(encrypt(name, shares.get(j), passphrase(passphrases, name), cost));
            }
            groups.add(
                    Map.of(
                            "name",
                            group.name(),
                            "threshold",
                            group.threshold(),
                            "custodians",
                            custodians));
            shares.forEach(Secret::close);
        }
        parts.forEach(Secret::close);
        return Map.of("format", 1, "groups", groups, "keystore", keystore);
    }

    private static char[] passphrase(Map<String, char[]> passphrases, String name) {
        var passphrase = passphrases.get(name);
        if (passphrase == null) {
            throw new IllegalArgumentException("no passphrase of " + name);
        }
        return passphrase;
    }

    private static Map<String, Object> encrypt(
            String name, Secret share, char[] passphrase, Passphrase.Cost cost) {
        byte[] salt = Entropy.bytes(16);
        byte[] plain = share.copy();
        try (var key = Passphrase.key(passphrase, salt, cost);
                var cipher = cipher(key)) {
            var sealed = new byte[Xaes.sealedLength(plain.length)];
            cipher.seal(Entropy.bytes(Xaes.NONCE_BYTES), plain, data(name), sealed, 0);
            var encoder = Base64.getEncoder();
            return Map.of(
                    "name",
                    name,
                    "salt",
                    encoder.encodeToString(salt),
                    "kibibytes",
                    cost.kibibytes(),
                    "passes",
                    cost.passes(),
                    "share",
                    encoder.encodeToString(sealed));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static Secret decrypt(JsonNode entry, char[] passphrase) {
        var decoder = Base64.getDecoder();
        var cost =
                new Passphrase.Cost(
                        entry.path("kibibytes").intValue(), entry.path("passes").intValue());
        try (var key = Passphrase.key(passphrase, decoder.decode(text(entry, "salt")), cost);
                var cipher = cipher(key)) {
            byte[] share =
                    cipher.open(decoder.decode(text(entry, "share")), 0, data(text(entry, "name")));
            if (share == null) {
                throw new CannotOpen();
            }
            return Secret.taking(share);
        }
    }

    private static Xaes cipher(Secret key) {
        byte[] bytes = key.copy();
        try {
            return new Xaes(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] data(String name) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(SHARE, SHARE.length + nameBytes.length);
        System.arraycopy(nameBytes, 0, all, SHARE.length, nameBytes.length);
        return all;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private Path file() {
        return directory.resolve(read().path("keystore").asString(KEYSTORE));
    }

    private JsonNode read() {
        try {
            return MAPPER.readTree(Files.readString(directory.resolve(CUSTODIANS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, Object> custodians) {
        try {
            DurableFile.replace(
                    directory.resolve(CUSTODIANS),
                    MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(custodians));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens with passphrases at hand, without custodians present: for the demo and for tests.
    /// Whoever calls this shows [#BANNER].
    public OpenKeystore openAutomatically(Map<String, char[]> passphrases) {
        var unsealing = new Unsealing(this);
        for (var each : passphrases.entrySet()) {
            if (!unsealing.isComplete()) {
                unsealing.give(each.getKey(), each.getValue());
            }
        }
        return unsealing.open();
    }

    /// What is shown wherever a keystore unsealed itself.
    public static final List<String> BANNER =
            List.of(
                    "**********************************************************************",
                    "  The keystore was unsealed automatically, without its custodians.",
                    "  That is for the demo alone: whoever has this disk opens everything.",
                    "**********************************************************************");
}
